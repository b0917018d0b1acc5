import { useTranslation } from 'react-i18next';
import type { TableState } from '../../call/call-state.ts';
import { Button } from '../controls/button.tsx';
import type { StandingNotice } from '../notices/notice-column.tsx';
import { pipPart } from './late-pip.ts';
import styles from './pip.module.css';
import { usePip } from './use-pip.tsx';

interface PipStageProps {
  readonly table: TableState;
  readonly standing: readonly StandingNotice[];
  readonly window: Window;
  /** Chat messages that one has not seen. */
  readonly unread: number;
  /** Back to the page, and to the chat there. */
  readonly onRead: () => void;
}

/** In place of the pictures, which are in the small window: each is received once. */
export function PipStage(props: PipStageProps) {
  const { t } = useTranslation();
  const { close } = usePip();
  const PipWindow = pipPart.loaded?.default;
  return (
    <main className={styles.away} aria-label={t('table.stage')} tabIndex={-1}>
      <p>{t('pip.away')}</p>
      <Button onClick={close}>{t('pip.back')}</Button>
      {PipWindow && <PipWindow {...props} />}
    </main>
  );
}
