import type {
  ChairView,
  JoinedReply,
  LobbyEntryView,
  LobbyStatus,
  ParticipantView,
  RoomView,
  SelfUpdate,
} from '../../protocol/index.ts';
import type { KeptStanding, RunningDate, StoredSeat } from '../ports/storage.ts';
import type { Participant } from './participant/participant.ts';

/** What a meeting (M) tells its features, and asks them for. */
export interface Moments<M> {
  /** It begins with what is kept of its room. */
  opened(meeting: M, kept: Kept): void;
  /** Who is here has changed, or as what, or what the room is set to. */
  changed(meeting: M, change: Change): void;
  /** Somebody gives up their seat, to leave or to wait: nobody was told yet. */
  seatLeft(meeting: M, participant: Participant): void;
  /** Who was in is about to go for good: what was decided about them may be kept. */
  parting(meeting: M, participant: Participant): void;
  /** Somebody comes, about whom something may be kept. `formerId`: who they were a moment ago, by their way back. */
  recognised(meeting: M, participant: Participant, formerId: string | null): void;
  /** The same browser is here anew, at the table or in the lobby: what belongs to the person goes over. */
  replaced(meeting: M, former: Participant, next: Participant): void;
  /** What somebody has at the table goes over to the same browser's newer self. */
  handedOver(meeting: M, former: Participant, next: Participant): void;
  /** Somebody was made an observer, who sends nothing and asks for nothing. */
  silenced(meeting: M, participant: Participant): void;
  /** Somebody was given the floor. */
  floorGiven(meeting: M, participant: Participant): void;
  /** Everyone is shown somebody anew: something about them, or of what they send, is different now. */
  shownAnew(meeting: M, participant: Participant): void;
  /** What features add to what everyone is shown of the room, */
  roomView(
    meeting: M,
  ): Pick<
    RoomView,
    | 'hands'
    | 'closesInMs'
    | 'closesForNext'
    | 'reserved'
    | 'restricted'
    | 'plan'
    | 'planVersion'
    | 'quorum'
    | 'spotlight'
    | 'signing'
    | 'led'
  >;
  /** of each person at the table, */
  personView(
    meeting: M,
    participant: Participant,
  ): Pick<ParticipantView, 'restricted' | 'hasFloor' | 'consent' | 'portrait' | 'portraitBarred'>;
  /** to what those who chair are shown of each who waits, and these of their waiting, */
  waitingView(meeting: M, waiting: Participant): Pick<LobbyEntryView, 'words' | 'portrait' | 'portraitBarred'>;
  lobbyView(meeting: M, waiting: Participant): Pick<LobbyStatus, 'texts'>;
  /** to what only those who chair are shown, */
  chairView(meeting: M): Pick<ChairView, 'noisy'>;
  /** to what an arrival is shown, */
  arrivalView(meeting: M, viewer: Participant): Pick<JoinedReply, 'chat' | 'polls'>;
  /** and to what somebody is shown anew whose rights have changed. */
  selfView(meeting: M, viewer: Participant): Pick<SelfUpdate, 'chat'>;
}

/** What is kept of a room beside its settings. */
export interface Kept {
  /** Expected people in their order. */
  readonly plan: readonly StoredSeat[];
  /** What the meeting knew before the server was started again. */
  readonly standings: readonly KeptStanding[];
  /** Which reserved date it was then; null: none, or there was no meeting. */
  readonly runningDate: RunningDate | null;
}

export interface Change {
  /** Somebody comes in, and everyone is told of them anyway. */
  readonly arriving?: Participant;
  /** They come back to the place that they had. */
  readonly isBack?: boolean;
}
