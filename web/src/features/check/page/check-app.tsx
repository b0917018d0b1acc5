import { Activity, DoorOpen, RotateCw } from 'lucide-react';
import { useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import type { SettingsStore } from '../../../settings.ts';
import { Button } from '../../../ui/controls/button.tsx';
import { useFailureText } from '../../../ui/hooks/use-failure-text.ts';
import { usePlace } from '../../../ui/hooks/use-place.ts';
import { Page } from '../../../ui/page/page.tsx';
import { Alert } from '../../../ui/standing/alert.tsx';
import { Announcer, useSaid } from '../../../ui/standing/announcer.tsx';
import { PageBoundary } from '../../../ui/standing/broken.tsx';
import type { CheckRun } from '../check-run.ts';
import { type CheckState, hasRows } from '../check-state.ts';
import styles from './check.module.css';
import { CheckResult } from './check-result.tsx';
import { CheckRows } from './check-rows.tsx';
import type { Ended } from './ended.ts';
import { LetterSection } from './letter-section.tsx';

interface CheckAppProps {
  readonly check: CheckRun;
  readonly settings: SettingsStore;
  /** The way back; null: from no room. */
  readonly door: string | null;
}

/** Whether one gets through from here, row by row, and what that means. */
export function CheckApp({ check, settings, door }: CheckAppProps) {
  const { t, i18n } = useTranslation();
  const state = useSyncExternalStore(check.subscribe, check.getSnapshot);
  const heading = usePlace<HTMLHeadingElement>(`${t('check.title')} · ${t('app.name')}`);
  const isRunning = state.phase === 'running';
  const isNew = !hasRows(state);
  return (
    <PageBoundary>
      <div data-check-phase={state.phase} lang={i18n.language} className={styles.root}>
        <Page settings={settings}>
          <main className={styles.check}>
            <div className={styles.intro}>
              <h1 ref={heading} tabIndex={-1}>
                {t('check.title')}
              </h1>
              <p className={styles.lead}>{t('check.lead')}</p>
              {isNew && <p className={styles.lead}>{t('check.asks')}</p>}
            </div>
            {state.phase === 'refused' && <Refused state={state} />}
            {state.phase === 'interrupted' && (
              <Alert look="warn" role="alert">
                {t(`check.interrupted.${state.why}`)}
              </Alert>
            )}
            {hasEnded(state) && <CheckResult state={state} />}
            {hasRows(state) && (
              <CheckRows
                rows={state}
                isRunning={isRunning}
                speakerId={settings.get().speakerId}
                onSpeaker={(answer) => void check.answerSpeaker(answer)}
                onListenAgain={() => void check.listenAgain()}
              />
            )}
            <div className={styles.actions}>
              <Button
                look={isNew ? 'primary' : 'plain'}
                busy={isRunning}
                icon={isNew ? <Activity size={20} aria-hidden /> : <RotateCw size={20} aria-hidden />}
                onClick={() => void check.start()}
              >
                {t(isRunning ? 'check.running' : isNew ? 'check.start' : 'check.again')}
              </Button>
              {door !== null && (
                <a className={styles.back} href={door}>
                  <DoorOpen size={20} aria-hidden />
                  {t('common.toDoor')}
                </a>
              )}
            </div>
            {hasEnded(state) && <LetterSection state={state} />}
          </main>
        </Page>
        <RunningVoice isRunning={isRunning} />
        <Announcer />
      </div>
    </PageBoundary>
  );
}

function hasEnded(state: CheckState): state is Ended {
  return state.phase === 'done' || state.phase === 'unreachable';
}

function Refused({ state: { failure } }: { readonly state: Extract<CheckState, { phase: 'refused' }> }) {
  const { t } = useTranslation();
  const failureText = useFailureText();
  return (
    <Alert look="warn" role="alert">
      {failure.code === 'TOO_MANY' ? t('check.busy') : failureText(failure)}
    </Alert>
  );
}

function RunningVoice({ isRunning }: { readonly isRunning: boolean }) {
  const { t } = useTranslation();
  useSaid(isRunning ? t('check.running') : null);
  return null;
}
