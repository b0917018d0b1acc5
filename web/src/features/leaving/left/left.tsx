import { Activity, DoorClosed, DoorOpen, LogIn } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { LeaveReason } from '../../../../../src/protocol/index.ts';
import type { Moment } from '../../../call/moments.ts';
import { Button } from '../../../ui/controls/button.tsx';
import { useNow } from '../../../ui/hooks/use-now.ts';
import { usePlace } from '../../../ui/hooks/use-place.ts';
import { checkPath } from '../../../ui/page/check-path.ts';
import { Page } from '../../../ui/page/page.tsx';
import { useHouse, useParts } from '../../../ui/parts.tsx';
import { clock } from '../../../ui/text/clock.ts';
import styles from './left.module.css';

/** After these the way back in is worth offering; after the others it would lead to the same answer. */
const CAN_REJOIN: readonly LeaveReason[] = ['next', 'timeout', 'replaced', 'unavailable'];

/** These come of a line that is bad, or of a server that is not there. */
const ABOUT_LINE: readonly LeaveReason[] = ['timeout', 'unavailable'];

interface LeftProps {
  readonly reason: LeaveReason;
  readonly note: string | null;
  readonly wayBackUntil: Moment | null;
}

/** Why one is out, and what can be done about it. */
export function Left({ reason, note, wayBackUntil }: LeftProps) {
  const { t } = useTranslation();
  const { settings } = useParts();
  const house = useHouse();
  const heading = usePlace<HTMLHeadingElement>(`${t('left.pageTitle')} · ${t('app.name')}`);
  return (
    <Page settings={settings} house={house}>
      <main className={styles.left} data-reason={reason}>
        <DoorClosed size={48} strokeWidth={1.5} aria-hidden />
        <h1 ref={heading} tabIndex={-1}>
          {t(`left.${reason}.title`)}
        </h1>
        {note !== null && (
          <section className={styles.note} aria-label={t('left.note')}>
            <h2>{t('left.note')}</h2>
            <p>{note}</p>
          </section>
        )}
        {wayBackUntil === null ? <WayOn reason={reason} /> : <WayBack until={wayBackUntil} reason={reason} />}
        <CheckLink reason={reason} />
      </main>
    </Page>
  );
}

/** After a bad call somebody wants to know why it was. */
function CheckLink({ reason }: { readonly reason: LeaveReason }) {
  const { t } = useTranslation();
  const { roomId, memory } = useParts();
  if (!memory.wasDisturbed && !ABOUT_LINE.includes(reason)) return null;
  return (
    <a href={checkPath(roomId)}>
      <Activity size={20} aria-hidden />
      {t('left.check')}
    </a>
  );
}

/** For two minutes a slip costs nothing; after that the button leads where the way in is asked for. */
function WayBack({ until, reason }: { readonly until: Moment; readonly reason: LeaveReason }) {
  const { t } = useTranslation();
  useNow();
  const leftMs = until - performance.now();
  if (leftMs <= 0) return <WayOn reason={reason} isOver />;
  return (
    <>
      <p>{t('left.wayBack')}</p>
      <RejoinButton />
      <p className={styles.clock} role="timer">
        {t('left.wayBackFor', { time: clock(leftMs) })}
      </p>
    </>
  );
}

function WayOn({ reason, isOver = false }: { readonly reason: LeaveReason; readonly isOver?: boolean }) {
  const { t } = useTranslation();
  const { call, local, memory } = useParts();
  const toDoor = () => {
    memory.wasDisturbed = false;
    call.backToDoor();
    void local.start();
  };
  return (
    <>
      <p>{t(`left.${reason}.text`)}</p>
      {isOver || reason === 'left' ? (
        <Button icon={<DoorOpen size={20} aria-hidden />} onClick={toDoor}>
          {t('common.toDoor')}
        </Button>
      ) : (
        CAN_REJOIN.includes(reason) && <RejoinButton />
      )}
    </>
  );
}

function RejoinButton() {
  const { t } = useTranslation();
  const { call, local, memory } = useParts();
  const rejoin = () => {
    memory.wasDisturbed = false;
    void call.rejoin();
    void local.start();
  };
  return (
    <Button look="primary" icon={<LogIn size={20} aria-hidden />} onClick={rejoin}>
      {t('left.rejoin')}
    </Button>
  );
}
