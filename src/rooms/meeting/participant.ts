import {
  type Bearing,
  type FloorSwitches,
  type LobbyWord,
  type NameMark,
  NO_SWITCHES,
  type ParticipantView,
  type Role,
  type ServerEvents,
  type Source,
} from '../../protocol/index.ts';
import type { InviteUse, RedeemedInvite } from '../ports.ts';
import { consoleOf, joinedOf, type ParticipantEvent, type ParticipantState, transition } from './participant-state.ts';

/** How the core speaks to one client; signaling implements it on a socket. */
export interface Connection {
  send<E extends keyof ServerEvents>(event: E, ...data: Parameters<ServerEvents[E]>): void;
  /** The same to this client and to these others, put into words once for all of them. */
  sendToAll<E extends keyof ServerEvents>(
    others: readonly Connection[],
    event: E,
    data: Parameters<ServerEvents[E]>[0],
    options: {
      /** For what may be lost when a client is slow, such as levels. */
      readonly volatile: boolean;
    },
  ): void;
  /** The stay is over, and the connection with it, once what was sent has gone out: nothing it sends counts any more. */
  release(): void;
}

/** Home, office and telephone: who moves between more networks within one meeting is known by the latest of them. */
const MAX_ORIGINS = 4;

/** As it is kept; `at` by this server's clock. */
export interface KeptWord extends Omit<LobbyWord, 'agoMs'> {
  readonly at: number;
}

export interface PublishedSource {
  readonly source: Source;
  /** In which order those of a room began. */
  readonly order: number;
  paused: boolean;
  /** Paused by hard mute alone, and let go with it. */
  isHeld?: boolean;
}

let lastNumber = 0;

/** A person in a room, from the knock on. Its state changes only through `apply`. */
export class Participant {
  readonly id = crypto.randomUUID();
  /** In the order of their arrival. */
  readonly number = ++lastNumber;
  readonly displayName: string;
  /** The how many here of this name, or of one that looks like it; 0: not counted yet. */
  nameNumber = 0;
  mark: NameMark | null = null;
  /** When they knocked, in milliseconds since the epoch. */
  readonly arrivedAt = Date.now();
  /** The same, of the older self whose place they have, be it another page of the same browser or they themselves. */
  hereSince = this.arrivedAt;
  readonly invite: RedeemedInvite | null;
  /** The use that this join has made of it. */
  readonly inviteUse: InviteUse | null;
  /** What they sit down as. */
  readonly entryRole: Role;
  /** The hash of the password that they have shown. */
  shownHash: string | null;
  /** They sat at the table in this meeting before, in this browser. */
  readonly wasSeated: boolean;
  /** SHA-256 of what this browser calls itself in this room. */
  readonly deviceHash: string | null;
  /** Where they are now, for limits alone; of where they were before only keyed hashes are kept. */
  address = '';
  origins: readonly string[] = [];
  /** Nobody known, from where somebody came who was removed or put back. */
  isFromMarkedOrigin = false;
  /** When they last did anything. */
  touchedAt = Date.now();
  connection: Connection | null;
  /** SHA-256 of the secrets that bring this person back, newest first; those before the last until it was heard of. */
  resumeHashes: readonly string[] = [];
  /** Which of them the last answer to a join carried. */
  answeredHash: string | null = null;
  /** The newest attempt to come back that is under way; an older one has lost. */
  returning: symbol | null = null;
  readonly producers = new Map<string, PublishedSource>();
  /** Under mute on entry only the first microphone starts muted. */
  hasEntered = false;
  /** Hard mute for this person alone. */
  restricted: FloorSwitches = NO_SWITCHES;
  /** What the chair has made of them in this meeting. */
  decidedRole: Role | null = null;
  hasFloor = false;
  /** Nothing of their sound and pictures arrives. */
  isMediaCut = false;
  /** Their signaling says nothing, and is not given up yet. */
  isQuiet = false;
  consent: FloorSwitches = NO_SWITCHES;
  seatId: string | null = null;
  /** Deputies stand in in this order, lowest first. */
  rank: number;
  /** What the chair has written to them, and they to the chair, while they wait. */
  lobbyWords: readonly KeptWord[] = [];
  /** They have the place of the same browser's older self. */
  hasTakenOver = false;
  #upload: Bearing = 'good';
  #uploadWeakSince: number | null = null;
  #state: ParticipantState;
  #timer: NodeJS.Timeout | undefined;

  constructor(options: {
    displayName: string;
    invite: RedeemedInvite | null;
    inviteUse?: InviteUse | null;
    entryRole?: Role;
    shownHash?: string | null;
    wasSeated?: boolean;
    deviceHash?: string | null;
    connection: Connection | null;
    state: ParticipantState;
  }) {
    this.displayName = options.displayName;
    this.invite = options.invite;
    this.inviteUse = options.inviteUse ?? null;
    this.entryRole = options.entryRole ?? options.invite?.role ?? 'participant';
    this.shownHash = options.shownHash ?? null;
    this.wasSeated = options.wasSeated ?? false;
    this.deviceHash = options.deviceHash ?? null;
    this.connection = options.connection;
    this.#state = options.state;
    this.rank = options.invite?.createdAt ?? Date.now();
  }

  get state(): ParticipantState {
    return this.#state;
  }

  /** What their way up bears, as they say themselves. */
  get upload(): Bearing {
    return this.#upload;
  }

  set upload(upload: Bearing) {
    this.#upload = upload;
    this.#uploadWeakSince = upload === 'good' ? null : (this.#uploadWeakSince ?? Date.now());
  }

  /** Since when that is not all, in milliseconds since the epoch. */
  get uploadWeakSince(): number | null {
    return this.#uploadWeakSince;
  }

  /** The same console, on its way to another meeting of its room until `deadline`; null for who is none. */
  asAwaitedConsole(now: number, deadline: number): Participant | null {
    const resumeTo = consoleOf(this.#state);
    if (!resumeTo) return null;
    const { displayName, invite } = this;
    const state = { kind: 'reconnecting', resumeTo, since: now, deadline } as const;
    const awaited = new Participant({ displayName, invite, connection: null, state });
    awaited.mark = this.mark;
    awaited.rank = this.rank;
    awaited.touchedAt = this.touchedAt;
    awaited.resumeHashes = this.resumeHashes;
    awaited.answeredHash = this.answeredHash;
    return awaited;
  }

  /** They came, or came back, from there. */
  cameFrom({ address, origin }: { readonly address: string; readonly origin: string }): void {
    this.address = address;
    this.origins = [origin, ...this.origins.filter((other) => other !== origin)].slice(0, MAX_ORIGINS);
  }

  /** Which page speaks for them: the room's or the console's. */
  get place(): 'room' | 'console' {
    return consoleOf(this.#state) ? 'console' : 'room';
  }

  /** Whether the chair's rights are theirs now. */
  get isChairing(): boolean {
    return (joinedOf(this.#state) ?? consoleOf(this.#state))?.isChairing ?? false;
  }

  /** Whether they can be reached now, by signaling and by media. */
  get line(): 'good' | 'broken' {
    if (this.#state.kind === 'reconnecting' || this.isMediaCut) return 'broken';
    // Who is still heard or seen is not gone.
    return this.isQuiet && joinedOf(this.#state)?.session.isHeard !== true ? 'broken' : 'good';
  }

  /** Whether the event applied. A deadline of the state before it ends with it. */
  apply(event: ParticipantEvent): boolean {
    const next = transition(this.#state, event);
    if (!next) return false;
    this.#state = next;
    // The next connection begins anew.
    if (event.kind === 'drop') this.isQuiet = false;
    // A new session is a new way for sound and pictures.
    if (event.kind === 'replace-session' || event.kind === 'return-to-lobby') {
      this.isMediaCut = false;
      this.upload = 'good';
    }
    if (next.kind !== 'knocking' && next.kind !== 'reconnecting') this.#clearDeadline();
    return true;
  }

  /** Puts down what belongs to a place at the table and not to the person; hard mute stays with the person. */
  giveUpTable(): void {
    this.producers.clear();
    this.hasEntered = false;
    this.hasFloor = false;
    this.consent = NO_SWITCHES;
    this.seatId = null;
  }

  /** They use what the last answer gave them, so it arrived: the secrets before it have had their day. */
  heardAnswer(): void {
    const answered = this.answeredHash === null ? -1 : this.resumeHashes.indexOf(this.answeredHash);
    if (answered >= 0 && answered < this.resumeHashes.length - 1) {
      this.resumeHashes = this.resumeHashes.slice(0, answered + 1);
    }
  }

  /** Calls back once after `delayMs`, unless the state has moved on or another deadline was set. */
  setDeadline(delayMs: number, expired: () => void): void {
    this.#clearDeadline();
    this.#timer = setTimeout(expired, delayMs);
  }

  #clearDeadline(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  view(): ParticipantView {
    const { restricted, hasFloor, consent, seatId } = this;
    const seat = joinedOf(this.#state);
    return {
      id: this.id,
      displayName: this.displayName,
      mark: this.mark,
      role: seat?.role ?? 'participant',
      isChairing: seat?.isChairing ?? false,
      reconnecting: this.#state.kind === 'reconnecting',
      line: this.line,
      upload: this.upload,
      producers: [...this.producers].map(([id, { source, order, paused }]) => ({ id, order, source, paused })),
      restricted,
      hasFloor,
      consent,
      seatId,
    };
  }
}
