import { Headphones, LayoutGrid, MessageSquareText, ShieldCheck, TriangleAlert, Vote, WifiOff } from 'lucide-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { TableState } from '../../call/call-state.ts';
import { degreeOf, isHeard, isWeakForMany, ownHealth, ownWeakness } from '../../call/line/own-line.ts';
import { ownView } from '../../call/meeting/own-view.ts';
import { AttendanceNotice } from '../../features/attendance/attendance-notice.tsx';
import { ClosingNotice, ClosingPill, RestartNotice, RestartPill } from '../../features/ending/countdown-notices.tsx';
import { ConsentNotice, FloorNotice } from '../../features/floor/floor-notices.tsx';
import { PollCall } from '../../features/polls/poll-call.tsx';
import { type PollDesk, pollKey } from '../../features/polls/use-polls.ts';
import { ReservedNotice, ReservedPill } from '../../features/reserved/reserved-notice.tsx';
import { useReservedPhase } from '../../features/reserved/use-reserved.ts';
import { useSigningNotice } from '../../features/signing/use-signing-notice.tsx';
import { LedNotice } from '../../features/stage/view/led-notice.tsx';
import { useView } from '../../features/stage/view/use-view.tsx';
import { CaptureNotice } from '../bar/own/capture-notice.tsx';
import { useCaptureNotices } from '../bar/own/use-capture-notices.ts';
import { useLasting } from '../hooks/use-lasting.ts';
import type { StandingNotice } from '../notices/notice-column.tsx';
import { useNoticeBoard } from '../notices/use-board.tsx';
import { useSettings } from '../parts.tsx';
import { ConnectionNotice, SoundNotice, type Trouble } from './line-notices.tsx';
import { useFilterNotice } from './own-sound/use-filter-notice.tsx';
import { useOwnSoundNotices } from './own-sound/use-own-sound-notices.tsx';
import { useSound } from './sound.tsx';
import { SoundOnlyNotice } from './weak/sound-only.tsx';
import { useReliefNotice } from './weak/use-relief-notice.tsx';
import { useWeaknessSaid } from './weak/use-weakness-said.ts';
import { WeakLineNotice } from './weak/weak-line-notice.tsx';

export const ATTENDANCE_KEY = 'attendance';

/** All that is to be read at the table for as long as it lasts. */
export function useStanding(table: TableState, polls: PollDesk): readonly StandingNotice[] {
  const { t } = useTranslation();
  const board = useNoticeBoard();
  const problems = useCaptureNotices();
  const { blocked } = useSound();
  const { room, self, connection, participants } = table;
  const { following } = useView();
  const own = ownView(table);
  const trouble = useTrouble(table);
  const weakness = ownWeakness(table);
  const isMuted = !isHeard(table);
  const isForMany = isWeakForMany(table);
  useWeaknessSaid(weakness, isMuted);
  const { soundOnly } = useSettings();
  const phase = useReservedPhase(room.reserved);
  const ownSound = useOwnSoundNotices(table);
  const filter = useFilterNotice();
  const ownSigning = useSigningNotice(table);
  const relief = useReliefNotice(soundOnly ? 'none' : table.relief);
  return useMemo(() => {
    const notices: StandingNotice[] = [];
    if (polls.card) {
      const { state } = polls.card;
      notices.push({
        key: pollKey(polls.card),
        // A vote that is still to be cast is not hurried.
        shrinks: !polls.asks,
        content: <PollCall poll={polls.card} table={table} onPutAside={polls.putAside} />,
        pill: (
          <>
            <Vote size={16} aria-hidden />
            {t(polls.asks ? 'poll.pillAsks' : state === 'open' ? 'poll.region' : 'poll.result')}
          </>
        ),
      });
    }
    if (trouble !== null) {
      notices.push({
        key: `connection ${trouble}`,
        shrinks: trouble === 'blocked',
        content: <ConnectionNotice trouble={trouble} />,
        pill: (
          <>
            <TriangleAlert size={16} aria-hidden />
            {t('table.troublePill')}
          </>
        ),
      });
    }
    if (weakness !== null) {
      notices.push({
        key: `weak ${degreeOf(weakness).topic}`,
        grade: degreeOf(weakness).grade,
        shrinks: true,
        content: <WeakLineNotice weakness={weakness} isMuted={isMuted} isForMany={isForMany} />,
        pill: (
          <>
            <WifiOff size={16} aria-hidden />
            {t(`weak.${weakness}.short`)}
          </>
        ),
      });
    }
    if (soundOnly) {
      notices.push({
        key: 'sound-only',
        shrinks: true,
        content: <SoundOnlyNotice />,
        pill: (
          <>
            <Headphones size={16} aria-hidden />
            {t('devices.soundOnly')}
          </>
        ),
      });
    }
    if (blocked) notices.push({ key: 'sound', shrinks: false, content: <SoundNotice />, pill: null });
    for (const problem of problems) {
      const { key } = problem;
      notices.push({
        key,
        shrinks: true,
        followsPress: true,
        content: <CaptureNotice problem={problem} onClose={() => board.shrink(key)} />,
        // The sign on the button stays, and a press on it says the same again.
        pill: null,
      });
    }
    if (following !== null) {
      notices.push({
        key: `led ${following.id}`,
        shrinks: true,
        content: <LedNotice leader={participants.find(({ id }) => id === following.participantId) ?? null} />,
        pill: (
          <>
            <LayoutGrid size={16} aria-hidden />
            {t('led.pill')}
          </>
        ),
      });
    }
    notices.push(...relief, ...ownSound, ...filter, ...ownSigning);
    if (own?.hasFloor) {
      notices.push({
        key: 'floor',
        shrinks: true,
        content: <FloorNotice />,
        pill: (
          <>
            <MessageSquareText size={16} aria-hidden />
            {t('floor.yours')}
          </>
        ),
      });
    }
    if (room.closesAt !== null) {
      notices.push({
        key: `closing ${room.closesAt}`,
        shrinks: true,
        content: <ClosingNotice closesAt={room.closesAt} forNext={room.closesForNext} chairing={self.isChairing} />,
        pill: <ClosingPill closesAt={room.closesAt} />,
      });
    }
    // A countdown says more.
    if (room.reserved !== null && phase !== 'quiet' && room.closesAt === null) {
      const key = `reserved ${phase}`;
      notices.push({
        key,
        shrinks: true,
        content: (
          <ReservedNotice reserved={room.reserved} chairing={self.isChairing} onClose={() => board.shrink(key)} />
        ),
        pill: <ReservedPill reserved={room.reserved} />,
      });
    }
    // Whoever is cut off reads that instead.
    if (room.restartsAt !== null && connection === 'connected') {
      notices.push({
        key: `restart ${room.restartsAt}`,
        shrinks: true,
        content: <RestartNotice restartsAt={room.restartsAt} />,
        pill: <RestartPill restartsAt={room.restartsAt} />,
      });
    }
    if (own && own.role !== 'observer' && (own.consent.microphone || own.consent.camera)) {
      notices.push({
        key: 'consent',
        shrinks: true,
        content: <ConsentNotice consent={own.consent} />,
        pill: (
          <>
            <ShieldCheck size={16} aria-hidden />
            {t('consent.pill')}
          </>
        ),
      });
    }
    if (room.attendanceDays > 0) {
      notices.push({
        key: ATTENDANCE_KEY,
        shrinks: true,
        content: <AttendanceNotice room={room} onClose={() => board.shrink(ATTENDANCE_KEY)} />,
        // The sign at the top is there all the time, and brings it back.
        pill: null,
      });
    }
    return notices;
  }, [
    t,
    board,
    table,
    polls,
    trouble,
    weakness,
    isMuted,
    isForMany,
    soundOnly,
    blocked,
    problems,
    ownSound,
    filter,
    ownSigning,
    relief,
    own,
    following,
    participants,
    room,
    self.isChairing,
    connection,
    phase,
  ]);
}

/** Usually connecting takes a moment, which is not worth a word. */
const PATIENCE_MS = 2_500;

function useTrouble(table: TableState): Trouble | null {
  const { connection } = table;
  const health = ownHealth(table);
  const isConnecting = connection === 'connected' && health === 'connecting';
  const isSlow = useLasting(isConnecting, PATIENCE_MS);
  if (connection === 'reconnecting') return 'reconnecting';
  if (health === 'idle' || health === 'connected' || (isConnecting && !isSlow)) return null;
  return health;
}
