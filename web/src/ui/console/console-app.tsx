import { MonitorX, QrCode } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ConsoleEnd, ConsoleState } from '../../call/console/console-state.ts';
import { Button } from '../controls/button.tsx';
import { Frame } from '../frame.tsx';
import { usePlace } from '../hooks/use-place.ts';
import { Page } from '../page/page.tsx';
import { PageBoundary } from '../standing/broken.tsx';
import { Spinner } from '../standing/spinner.tsx';
import styles from './console-app.module.css';
import { useConsole, useConsoleState } from './console-parts.tsx';
import { Desk } from './desk/desk.tsx';

export function ConsoleApp() {
  return (
    <PageBoundary>
      <Places />
    </PageBoundary>
  );
}

function Places() {
  const state = useConsoleState();
  return (
    <Frame place={state.place} isMeeting={state.place === 'desk'} part={state.place}>
      <Place state={state} />
    </Frame>
  );
}

function Place({ state }: { readonly state: ConsoleState }) {
  switch (state.place) {
    case 'unpaired':
      return <Unpaired />;
    case 'pairing':
      return <Pairing slow={state.slow} />;
    case 'desk':
      return <Desk desk={state} />;
    case 'ended':
      return <Ended reason={state.reason} />;
  }
}

interface BesideDeskProps {
  readonly sign: ReactNode;
  readonly title: string;
  readonly children: ReactNode;
}

/** What is to be read where there is no desk: before it, and after it. */
function BesideDesk({ sign, title, children }: BesideDeskProps) {
  const { t } = useTranslation();
  const { settings } = useConsole();
  const heading = usePlace<HTMLHeadingElement>(`${t('console.pageTitle')} · ${t('app.name')}`);
  return (
    <Page settings={settings}>
      <main className={styles.page}>
        {sign}
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
        {children}
      </main>
    </Page>
  );
}

function Unpaired() {
  const { t } = useTranslation();
  return (
    <BesideDesk sign={<QrCode size={44} strokeWidth={1.5} aria-hidden />} title={t('console.unpairedTitle')}>
      <p>{t('console.unpairedText')}</p>
      <Steps />
    </BesideDesk>
  );
}

function Steps() {
  const { t } = useTranslation();
  return (
    <ol className={styles.steps}>
      <li>{t('console.step1')}</li>
      <li>{t('console.step2')}</li>
      <li>{t('console.step3')}</li>
    </ol>
  );
}

function Pairing({ slow }: { readonly slow: boolean }) {
  const { t } = useTranslation();
  return (
    <BesideDesk sign={<Spinner size={32} />} title={t('console.title')}>
      <p role="status">{t(slow ? 'console.pairingSlow' : 'console.pairing')}</p>
    </BesideDesk>
  );
}

/** After these this browser still has a way back. */
const CAN_RETURN: readonly ConsoleEnd[] = ['elsewhere', 'unavailable'];
/** After these a new code is the way in. */
const NEEDS_CODE: readonly ConsoleEnd[] = ['code-invalid', 'lost', 'cut-off'];

function Ended({ reason }: { readonly reason: ConsoleEnd }) {
  const { t } = useTranslation();
  const { call } = useConsole();
  return (
    <BesideDesk sign={<MonitorX size={44} strokeWidth={1.5} aria-hidden />} title={t(`console.ended.${reason}.title`)}>
      <p>{t(`console.ended.${reason}.text`)}</p>
      {CAN_RETURN.includes(reason) && (
        <Button look="primary" onClick={() => call.takeOver()}>
          {t(reason === 'elsewhere' ? 'console.takeOver' : 'console.tryAgain')}
        </Button>
      )}
      {NEEDS_CODE.includes(reason) && <Steps />}
    </BesideDesk>
  );
}
