import { MonitorX, QrCode } from 'lucide-react';
import { useLayoutEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { ConsoleEnd, ConsoleState } from '../../call/console-call.ts';
import { Button } from '../../ui/controls/button.tsx';
import { usePlace } from '../../ui/hooks/use-place.ts';
import { useKeptFocus } from '../../ui/layout/keep-focus.ts';
import { Page } from '../../ui/page/page.tsx';
import { Announcer } from '../../ui/standing/announcer.tsx';
import { PageBoundary, QuietBoundary } from '../../ui/standing/broken.tsx';
import { Spinner } from '../../ui/standing/spinner.tsx';
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
  const { i18n } = useTranslation();
  const scene = state.place === 'desk' ? 'table' : 'paper';
  useLayoutEffect(() => {
    document.documentElement.dataset.scene = scene;
  }, [scene]);
  const root = useKeptFocus();
  return (
    <div ref={root} data-state={state.place} lang={i18n.language}>
      <PageBoundary key={state.place}>
        <Place state={state} />
      </PageBoundary>
      <QuietBoundary next={state.place}>
        <Announcer />
      </QuietBoundary>
    </div>
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

function Unpaired() {
  const { t } = useTranslation();
  const { settings } = useConsole();
  const heading = usePlace<HTMLHeadingElement>(`${t('console.pageTitle')} · ${t('app.name')}`);
  return (
    <Page settings={settings}>
      <main className={styles.page}>
        <QrCode size={44} strokeWidth={1.5} aria-hidden />
        <h1 ref={heading} tabIndex={-1}>
          {t('console.unpairedTitle')}
        </h1>
        <p>{t('console.unpairedText')}</p>
        <Steps />
      </main>
    </Page>
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
  const { settings } = useConsole();
  const heading = usePlace<HTMLHeadingElement>(`${t('console.pageTitle')} · ${t('app.name')}`);
  return (
    <Page settings={settings}>
      <main className={styles.page}>
        <Spinner size={32} />
        <h1 ref={heading} tabIndex={-1}>
          {t('console.title')}
        </h1>
        <p role="status">{t(slow ? 'console.pairingSlow' : 'console.pairing')}</p>
      </main>
    </Page>
  );
}

/** After these this browser still has a way back. */
const CAN_RETURN: readonly ConsoleEnd[] = ['elsewhere', 'unavailable'];
/** After these a new code is the way in. */
const NEEDS_CODE: readonly ConsoleEnd[] = ['code-invalid', 'lost', 'cut-off'];

function Ended({ reason }: { readonly reason: ConsoleEnd }) {
  const { t } = useTranslation();
  const { call, settings } = useConsole();
  const heading = usePlace<HTMLHeadingElement>(`${t('console.pageTitle')} · ${t('app.name')}`);
  return (
    <Page settings={settings}>
      <main className={styles.page}>
        <MonitorX size={44} strokeWidth={1.5} aria-hidden />
        <h1 ref={heading} tabIndex={-1}>
          {t(`console.ended.${reason}.title`)}
        </h1>
        <p>{t(`console.ended.${reason}.text`)}</p>
        {CAN_RETURN.includes(reason) && (
          <Button look="primary" onClick={() => call.takeOver()}>
            {t(reason === 'elsewhere' ? 'console.takeOver' : 'console.tryAgain')}
          </Button>
        )}
        {NEEDS_CODE.includes(reason) && <Steps />}
      </main>
    </Page>
  );
}
