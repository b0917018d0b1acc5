import { type ReactNode, type RefObject, useCallback, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Notice } from '../../call/call-state.ts';
import { Button } from '../controls/button.tsx';
import { useParts } from '../parts.tsx';
import { PartBoundary } from '../standing/broken.tsx';
import { nameText } from '../text/name-text.ts';
import { Sentence } from '../text/sentence.tsx';
import { holdWhileHidden } from './hold-while-hidden.ts';
import type { PassingEntry, Standing } from './notice-board.ts';
import { NoticeBox } from './notice-box.tsx';
import styles from './notice-column.module.css';
import { noticeText } from './notice-text.ts';
import { isSettled, type Settling } from './settled.ts';
import { useBoard, useNoticeBoard } from './use-board.tsx';

/** Something to be read for as long as its cause lasts. */
export interface StandingNotice extends Standing {
  readonly content: ReactNode;
  /** What it shrinks to; null: something else in sight tells of it. */
  readonly pill: ReactNode | null;
  /** What is read of it in the small window over all others; null or none: nothing. */
  readonly brief?: string | null;
  /** It answers a press elsewhere, and must not be found by scrolling. */
  readonly followsPress?: boolean;
}

interface NoticeColumnProps {
  readonly standing: readonly StandingNotice[];
  /** Who waits now, and whose microphone is in the way: what is settled needs no notice. */
  readonly table: Settling;
  /** The open panel shows them already. */
  readonly hideKnocks: boolean;
  /** What has a pill shows as that: something else needs the room. */
  readonly compact: boolean;
}

/** All that there is to be read beside the pictures, one below the other; it lies over nothing, and scrolls. */
export function NoticeColumn({ standing, table, hideKnocks, compact }: NoticeColumnProps) {
  const { t } = useTranslation();
  const board = useNoticeBoard();
  const { standing: entries, passing } = useBoard();
  useEffect(() => {
    board.setStanding(standing.map(({ key, shrinks, grade = 0 }) => ({ key, shrinks, grade })));
  }, [board, standing]);
  const column = useRef<HTMLElement>(null);
  const hold = useHold(column);
  const open = entries.flatMap(({ key, isOpen }) => {
    const notice = isOpen ? standing.find((one) => one.key === key) : undefined;
    return notice && !(compact && notice.pill !== null) ? [notice] : [];
  });
  const settled = (notice: Notice) => isSettled(notice, table, hideKnocks);
  const isShown = ({ look, notice }: PassingEntry) => look === 'open' && !settled(notice);
  const lastShown = passing.findLastIndex(isShown);
  // Their place is kept, so that nobody presses what has moved up; where there is little room others would be out of sight.
  const placed = passing.slice(0, lastShown + 1).filter((entry) => !compact || isShown(entry));
  if (open.length === 0 && lastShown < 0) return null;
  return (
    <section ref={column} className={styles.column} aria-label={t('notice.region')} {...hold}>
      {open.map(({ key, content, followsPress }) => (
        <div key={key} className={styles.place} ref={followsPress ? intoSight : undefined}>
          <PartBoundary>{content}</PartBoundary>
        </div>
      ))}
      {placed.map((entry) => (
        <div key={entry.id} className={styles.place} data-kept={!isShown(entry) || undefined} inert={!isShown(entry)}>
          <PartBoundary onClose={() => board.dismiss(entry.id)}>
            <PassingNotice entry={entry} />
          </PartBoundary>
        </div>
      ))}
    </section>
  );
}

function intoSight(element: HTMLElement | null): void {
  element?.scrollIntoView({ block: 'nearest' });
}

function PassingNotice({ entry: { id, notice } }: { readonly entry: PassingEntry }) {
  const { t } = useTranslation();
  const { call } = useParts();
  const board = useNoticeBoard();
  return (
    <NoticeBox
      name={notice.kind}
      onClose={() => board.dismiss(id)}
      action={
        notice.kind === 'knocked' ? (
          <Button
            look="primary"
            size="small"
            aria-label={t('people.admitName', { name: nameText(t, notice) })}
            onClick={() => {
              void call.act('lobby:admit', { participantIds: [notice.participantId] });
              board.dismiss(id);
            }}
          >
            {t('people.admit')}
          </Button>
        ) : notice.kind === 'noisy' ? (
          <Button
            look="primary"
            size="small"
            aria-label={t('notice.muteName', { name: nameText(t, notice) })}
            onClick={() => {
              void call.act('participant:switch-off', { participantId: notice.participantId, source: 'microphone' });
              board.dismiss(id);
            }}
          >
            {t('notice.mute')}
          </Button>
        ) : notice.kind === 'media-failed' ? (
          <Button size="small" onClick={() => location.reload()}>
            {t('broken.reload')}
          </Button>
        ) : undefined
      }
    >
      <p>
        <Sentence say={(keep) => noticeText(t, notice, keep)} />
      </p>
    </NoticeBox>
  );
}

/** While the column is there and in sight its time runs, and stands still under a pointer and around the focus. */
function useHold(column: RefObject<HTMLElement | null>) {
  const board = useNoticeBoard();
  const holds = useRef({ pointer: false, focus: false });
  const set = useCallback(
    (by: 'pointer' | 'focus', on: boolean) => {
      if (holds.current[by] === on) return;
      holds.current[by] = on;
      if (on) board.hold();
      else board.release();
    },
    [board],
  );
  useEffect(() => holdWhileHidden(board), [board]);
  useEffect(() => {
    board.release();
    return () => {
      board.hold();
      set('pointer', false);
      set('focus', false);
    };
  }, [board, set]);
  useEffect(() => {
    // Whatever is taken away says neither that the pointer has left it nor that it has lost the focus.
    if (column.current === null) set('pointer', false);
    if (!column.current?.contains(document.activeElement)) set('focus', false);
  });
  return {
    onPointerEnter: () => set('pointer', true),
    onPointerLeave: () => set('pointer', false),
    onFocus: () => set('focus', true),
    onBlur: () => set('focus', false),
  };
}
