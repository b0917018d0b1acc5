import type { LeaveReason } from './codes.ts';
import type { Bearing, SessionOptions, Source, TurnAccess, Way } from './media.ts';
import type { ChatAudience, FloorSource, FloorSwitches, LobbyMode, Reaction, Role, StoppableSource } from './roles.ts';
import type { AgoMs, ClockReading, LeftMs } from './times.ts';

// What participants are shown of a room and of each other.

export interface ProducerView {
  readonly id: string;
  /** Higher for what began later in this room: of several screens the newest is shown. */
  readonly order: number;
  readonly source: Source;
  readonly paused: boolean;
}

export const NAME_CLAIMS = ['chair', 'seat', 'seatLink'] as const;
/**
 * Whose name somebody bears without being them: `chair`, theirs who lead; `seat`, a seat's of the plan on which they do
 * not sit. `seatLink`: they sit on it by the name alone, although a link was made for it.
 */
export type NameClaim = (typeof NAME_CLAIMS)[number];

/** What has to be said beside a name, so that nobody is taken for somebody else. */
export interface NameMark {
  /** The how many here of this name, or of one that looks like it; null: the first. */
  readonly twin: number | null;
  readonly claims: NameClaim | null;
}

/** Somebody as they are named to others. */
export interface Named {
  readonly displayName: string;
  readonly mark?: NameMark | null | undefined;
}

export interface ParticipantView {
  readonly id: string;
  readonly displayName: string;
  readonly mark?: NameMark | null;
  readonly role: Role;
  /** Whether they chair now: a moderator who is here, or the deputy who stands in. */
  readonly isChairing: boolean;
  /** True while the signaling connection is lost and the place is kept. */
  readonly reconnecting: boolean;
  /** Broken: they cannot be reached now, or nothing of their sound and pictures arrives. */
  readonly line: 'good' | 'broken';
  readonly upload: Bearing;
  readonly producers: readonly ProducerView[];
  /** Hard mute for this person alone, beside the room's. */
  readonly restricted: FloorSwitches;
  /** Given by the chair: hard mute does not bind them. */
  readonly hasFloor: boolean;
  /** What this person allows the chair to switch on for them in this meeting. */
  readonly consent: FloorSwitches;
  /** Their seat in the room's plan. */
  readonly seatId: string | null;
}

/** One participant's line, for those who chair: never where they are. For how long it has been weak is as far as that was seen. */
export interface LineView {
  readonly participantId: string;
  /** `coming`: too little was counted yet; `missing`: the line is cut or nobody answers, so that only `upload` is known. */
  readonly figures: 'known' | 'coming' | 'missing';
  readonly way: Way;
  /** By their own word. */
  readonly upload: Bearing;
  readonly uploadWeakForMs: AgoMs | null;
  readonly download: Bearing | null;
  readonly downloadWeakForMs: AgoMs | null;
  /** Parts of the packets, from and to them, that were lost lately; null where it is not known. */
  readonly lossFrom: number | null;
  readonly lossTo: number | null;
  readonly lossyForMs: AgoMs | null;
  readonly roundTripMs: number | null;
}

export type WaitingFor = 'admission' | 'host';

export interface LobbyEntryView {
  readonly id: string;
  readonly displayName: string;
  readonly mark?: NameMark | null;
  readonly waitedMs: AgoMs;
  readonly reconnecting: boolean;
  /** What was said between this person and the chair, oldest first. */
  readonly words: readonly LobbyWord[];
  /** Nobody known in this meeting, from the same network as somebody who was removed or put back into the lobby. */
  readonly fromMarkedNetwork?: true;
}

export interface LobbyText {
  readonly id: string;
  readonly text: string;
  readonly agoMs: AgoMs;
}

/** As those who chair see it, on every screen of theirs. */
export interface LobbyWord extends LobbyText {
  /** The name of who chairs and has written it; null: the person who waits. */
  readonly by: string | null;
}

/** An expected person's place. */
export interface SeatView {
  readonly id: string;
  readonly name: string;
  /** Who sits there now; null: an empty chair. */
  readonly participantId: string | null;
  /** How long ago it was last left; null: nobody has sat there yet, or somebody does. */
  readonly leftAgoMs: AgoMs | null;
}

export interface RoomView {
  readonly id: string;
  readonly name: string;
  readonly locked: boolean;
  readonly muteOnEntry: boolean;
  readonly lobby: LobbyMode;
  /** It has a password, and those who do not bring it wait: without a lobby they are in at once. */
  readonly opensWithoutPassword: boolean;
  /** Invites that are marked as trusted pass the lobby. */
  readonly trustedPass: boolean;
  /** Whether those who wait may write to the chair. */
  readonly lobbyReplies: boolean;
  readonly chat: boolean;
  /** Days for which it is kept who was there; 0: it is not noted at all. */
  readonly attendanceDays: number;
  /** Hard mute: only those who chair or have the floor may send these. */
  readonly restricted: FloorSwitches;
  /** Participants whose hand is up, first come first. */
  readonly hands: readonly string[];
  readonly spotlight: string | null;
  /** Expected people in their fixed order; empty: no plan. */
  readonly plan: readonly SeatView[];
  /** Names the plan with its quorum as they are now: whoever edits them says what they had before them. */
  readonly planVersion: string;
  /** How many of the plan must be present. */
  readonly quorum: number | null;
  /** Until the meeting ends by itself; null: not announced. */
  readonly closesInMs: LeftMs | null;
  /** Until the server goes away to be started again; null: not announced. */
  readonly restartsInMs: LeftMs | null;
}

export interface ChatMessage {
  readonly id: string;
  readonly participantId: string;
  readonly displayName: string;
  /** As it was when this was written. */
  readonly mark?: NameMark | null;
  readonly text: string;
  readonly to: ChatAudience;
  readonly agoMs: AgoMs;
}

/** Whether there were enough of the plan to decide. */
export interface PollQuorum {
  readonly isMet: boolean;
  readonly present: number;
  readonly expected: number;
  readonly needed: number;
}

export interface OpenVote {
  readonly displayName: string;
  readonly mark?: NameMark | null;
  readonly option: number;
}

export interface PollView {
  readonly id: string;
  readonly question: string;
  readonly options: readonly string[];
  /** Nobody, the server's memory included, knows who voted for what. */
  readonly secret: boolean;
  readonly state: 'open' | 'closed';
  /** Who has voted, not for what. */
  readonly voted: readonly string[];
  /** Votes for each option; null while it is open. */
  readonly results: readonly number[] | null;
  /** Who voted for what, of an open ballot that is closed. */
  readonly votes: readonly OpenVote[] | null;
  /** As it was when it was opened, and when it was closed; null where no quorum was set, and before the close. */
  readonly quorum: { readonly opened: PollQuorum | null; readonly closed: PollQuorum | null };
}

/** A second screen from which somebody chairs. */
export interface ConsoleView {
  readonly id: string;
  /** Whose rights it has. */
  readonly ownerId: string;
  readonly ownerName: string;
  readonly ownerMark?: NameMark | null;
  readonly pairedForMs: AgoMs;
  readonly reconnecting: boolean;
}

export interface AttendanceRow {
  /** With a number behind it where two of that name were there. */
  readonly displayName: string;
  readonly role: Role;
  /** Name of the seat in the plan. */
  readonly seat: string | null;
  readonly joinedAgoMs: AgoMs;
  /** Null: still here. */
  readonly leftAgoMs: AgoMs | null;
}

/** What somebody who waits is told of their waiting. */
export interface LobbyStatus {
  /** `admission`: until a moderator lets one in. `host`: until a moderator is there at all. */
  readonly waitingFor: WaitingFor;
  /** What the room's host has written for those who wait. */
  readonly message: string | null;
  /** What the chair has written to this person or to all who wait, oldest first. */
  readonly texts: readonly LobbyText[];
  readonly mayReply: boolean;
  /** The room's password, given now, lets one in. */
  readonly mayProve: boolean;
  /** As in RoomView. */
  readonly restartsInMs: LeftMs | null;
}

/** An answer that says also what the server's clock says. */
interface Dated {
  readonly clock: ClockReading;
}

/** Who was there, as far as it is kept, oldest first: a page of it, since a year of meetings is too much for one answer. */
export interface AttendanceList extends Dated {
  readonly rows: readonly AttendanceRow[];
  /** What to ask for the page after it with; null: there is none. */
  readonly next: string | null;
}

/** What somebody who waits is told, and nothing more. */
export interface LobbyReply extends LobbyStatus, Dated {
  readonly state: 'lobby';
  readonly displayName: string;
  readonly roomName: string;
  readonly resume: string;
}

/** What only those who chair are shown; empty lists for everyone else. */
export interface ChairView {
  readonly lobby: readonly LobbyEntryView[];
  readonly consoles: readonly ConsoleView[];
}

/** What a console is shown: the meeting without media. */
export interface ConsoleReply extends ChairView, Dated {
  readonly state: 'console';
  readonly consoleId: string;
  readonly isChairing: boolean;
  readonly room: RoomView;
  readonly participants: readonly ParticipantView[];
  readonly chat: readonly ChatMessage[];
  readonly polls: readonly PollView[];
  readonly resume: string;
}

/** All that media need. */
export interface MediaAccess {
  readonly session: SessionOptions;
  /** Null where there is no TURN server. */
  readonly turn: TurnAccess | null;
}

export interface JoinedReply extends ChairView, MediaAccess, Dated {
  readonly state: 'joined';
  readonly room: RoomView;
  readonly self: { readonly participantId: string; readonly role: Role; readonly isChairing: boolean };
  /** Everyone at the table in seat order, oneself included. */
  readonly participants: readonly ParticipantView[];
  /** What was said so far, as far as it is for this person. */
  readonly chat: readonly ChatMessage[];
  readonly polls: readonly PollView[];
  /** After a resume: true when the old transports were kept and only their ICE was restarted. */
  readonly sessionKept: boolean;
  /** Single use; brings this person back within the resume window. */
  readonly resume: string;
}

export type JoinReply = JoinedReply | LobbyReply;

export interface SpeakerLevel {
  readonly participantId: string;
  /** dBov, from -127 (silence) to 0 (RFC 6464). */
  readonly volume: number;
}

export interface ConsumerState {
  readonly consumerId: string;
  /** Null when the link towards this client is too weak for the smallest layer (or the view hides it). */
  readonly spatialLayer: number | null;
}

/** `succession`: no moderator is here. `return`: a moderator is back. `appointment`: a moderator has decided so. */
export type ChairChange = 'succession' | 'return' | 'appointment';

export interface SelfUpdate extends ChairView {
  readonly role: Role;
  readonly isChairing: boolean;
  /** All that is for this person now. */
  readonly chat: readonly ChatMessage[];
}

/** What those at the table and at the consoles are told of each other; `lobby:`, `consoles:` and `camera:` to those who chair. */
export interface MeetingEvents {
  /** What has changed of the room; the whole is for arrivals. */
  'room:updated': (changes: Partial<RoomView>) => void;
  'participant:joined': (participant: ParticipantView) => void;
  'participant:updated': (participant: ParticipantView) => void;
  'participant:left': (event: { participantId: string }) => void;
  /** Who chairs now, and why. */
  'chair:changed': (event: { participantIds: readonly string[]; cause: ChairChange }) => void;
  /** To the end of the queue, also one that is up already. */
  'hand:raised': (event: { participantId: string }) => void;
  'hand:lowered': (event: { participantId: string }) => void;
  'hands:all-lowered': (event: Record<string, never>) => void;
  /** Where it was in the queue it is another's now. */
  'hand:handed-over': (event: { participantId: string; to: string }) => void;
  'reaction:sent': (event: { participantId: string; reaction: Reaction }) => void;
  'chat:sent': (message: ChatMessage) => void;
  /** Real-time text (EN 301 549, 6.2): the line as somebody has typed it so far; empty when it is sent or given up. */
  'text:typed': (event: { participantId: string; text: string }) => void;
  'poll:updated': (poll: PollView) => void;
  'consoles:updated': (consoles: readonly ConsoleView[]) => void;
  'lobby:knocked': (entry: LobbyEntryView) => void;
  'lobby:left': (event: { participantId: string }) => void;
  /** Somebody whom the chair has asked turns their picture off, or keeps it. */
  'camera:offer-answered': (event: { participantId: string; accepted: boolean }) => void;
  /** A word between those who chair and these who wait. */
  'lobby:written': (event: { participantIds: readonly string[]; word: LobbyWord }) => void;
}

/** One of them as it is sent beside others. */
export type MeetingEvent = {
  [E in keyof MeetingEvents]: { readonly name: E; readonly data: Parameters<MeetingEvents[E]>[0] };
}[keyof MeetingEvents];

/** Server to client. Each is true by itself; those that arrive before a join's answer apply after it. */
export interface ServerEvents extends MeetingEvents {
  /** Several at once, in their order: what has happened within a frame's time. */
  'meeting:changed': (events: readonly MeetingEvent[]) => void;
  /** To oneself: this connection is out of the room. */
  'room:left': (event: { reason: LeaveReason; note?: string }) => void;
  /** The server goes away and is expected back; whoever hears it comes back by the resume secret, or as they came. */
  'server:closing': (event: Record<string, never>) => void;
  /** To oneself: the chair has switched one's microphone, camera or screen off. */
  'participant:switched-off': (event: { producerId: string; source: StoppableSource }) => void;
  /** To oneself: the chair asks one to switch it on. */
  'participant:asked': (event: { source: FloorSource }) => void;
  /** To oneself: the chair asks whether one's picture had better be off. */
  'camera:off-offered': (event: Record<string, never>) => void;
  /** To oneself, who has consented to it: the chair switches it on. */
  'participant:switched-on': (event: { source: FloorSource }) => void;
  /** To oneself: what one may do has changed, and what one is shown with it. */
  'self:updated': (event: SelfUpdate) => void;
  /** To somebody who waits: any part of it has changed. */
  'lobby:updated': (status: LobbyStatus) => void;
  /** To oneself: the chair has put one back to wait. */
  'lobby:returned': (reply: LobbyReply) => void;
  'lobby:admitted': (reply: JoinedReply) => void;
  'speakers:changed': (event: { active: string | null; levels: readonly SpeakerLevel[] }) => void;
  'consumer:changed': (state: ConsumerState) => void;
  'consumer:closed': (event: { consumerId: string }) => void;
  /** The media worker behind the room was replaced: publish and subscribe again with this. */
  'session:replaced': (media: MediaAccess) => void;
}
