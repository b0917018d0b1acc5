import { Scope, Timer } from '../../../platform/scope.ts';
import type { NameMark, ParticipantView, Role, Source } from '../../../protocol/index.ts';
import type { InviteUse, RedeemedInvite } from '../../ports/auth.ts';
import type { Connection } from './connection.ts';
import { LineState } from './line-state.ts';
import { consoleOf, joinedOf, type ParticipantEvent, type ParticipantState } from './participant-state.ts';
import { ResumeSecrets } from './resume-secrets.ts';
import { transition } from './transition.ts';

/** Home, office and telephone: who moves between more networks within one meeting is known by the latest of them. */
const MAX_ORIGINS = 4;

export interface PublishedSource {
  readonly source: Source;
  /** In which order those of a room began. */
  readonly order: number;
  paused: boolean;
  /** Paused by hard mute alone, and let go with it. */
  isHeld?: boolean;
  /** Paused by its owner's device, which gives nothing for now. */
  isInterrupted?: boolean;
}

let lastNumber = 0;

/** A person in a room, from the knock on. Its state changes only through `apply`. */
export class Participant {
  readonly id = crypto.randomUUID();
  /** In the order of their arrival. */
  readonly number = ++lastNumber;
  displayName: string;
  /** Since when they are called that, in milliseconds since the epoch. */
  namedAt = Date.now();
  mark: NameMark | null = null;
  /**
   * When they knocked, or their older self did, be it another page of the same browser or they themselves. By
   * `performance.now()`, as all that measures a while: somebody may set the time of day meanwhile.
   */
  hereSince = performance.now();
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
  /** When they last did anything, by `performance.now()`. */
  touchedAt = performance.now();
  connection: Connection | null;
  /** What brings them back. */
  readonly resumeSecrets: ResumeSecrets;
  /** The newest attempt to come back that is under way; an older one has lost. */
  returning: symbol | null = null;
  readonly lineState = new LineState();
  readonly producers = new Map<string, PublishedSource>();
  /** What takes the place of one that was closed for it, of which nobody else knows. */
  readonly replacing = new Map<Source, { isSwitchedOff: boolean }>();
  /** Where sources are off on entry only the first of each starts so. */
  readonly hasEntered = new Set<Source>();
  /** What the chair has made of them in this meeting. */
  decidedRole: Role | null = null;
  seatId: string | null = null;
  /** Deputies stand in in this order, lowest first. */
  rank: number;
  /** They have the place of the same browser's older self. */
  hasTakenOver = false;
  #state: ParticipantState;
  /** Ends when they have left. */
  readonly #scope = new Scope();
  readonly #deadline = new Timer(this.#scope);

  constructor(options: {
    displayName: string;
    invite: RedeemedInvite | null;
    inviteUse?: InviteUse | null;
    entryRole?: Role;
    shownHash?: string | null;
    wasSeated?: boolean;
    deviceHash?: string | null;
    /** Of who they were before. */
    resumeSecrets?: ResumeSecrets;
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
    this.resumeSecrets = new ResumeSecrets(options.resumeSecrets);
    this.connection = options.connection;
    this.#state = options.state;
    this.rank = options.invite?.createdAt ?? Date.now();
  }

  get state(): ParticipantState {
    return this.#state;
  }

  /** The same console, on its way to another meeting of its room until `deadline`; null for who is none. */
  asAwaitedConsole(now: number, deadline: number): Participant | null {
    const resumeTo = consoleOf(this.#state);
    if (!resumeTo) return null;
    const { displayName, invite } = this;
    const state = { kind: 'reconnecting', resumeTo, since: now, deadline } as const;
    const awaited = new Participant({
      displayName,
      invite,
      resumeSecrets: this.resumeSecrets,
      connection: null,
      state,
    });
    awaited.mark = this.mark;
    awaited.rank = this.rank;
    awaited.touchedAt = this.touchedAt;
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
    if (this.#state.kind === 'reconnecting' || this.lineState.isMediaCut) return 'broken';
    // Who is still heard or seen is not gone.
    return this.lineState.isQuiet && joinedOf(this.#state)?.session.isHeard !== true ? 'broken' : 'good';
  }

  /** Whether the event applied. A deadline of the state before it ends with it. */
  apply(event: ParticipantEvent): boolean {
    const next = transition(this.#state, event);
    if (!next) return false;
    this.#state = next;
    // The next connection begins anew.
    if (event.kind === 'drop') this.lineState.isQuiet = false;
    if (event.kind === 'replace-session' || event.kind === 'return-to-lobby') this.lineState.mediaBeginAnew();
    if (next.kind !== 'knocking' && next.kind !== 'reconnecting') this.#deadline.stop();
    if (next.kind === 'left') this.#scope.close();
    return true;
  }

  /** Puts down what belongs to a place at the table and not to the person; hard mute stays with the person. */
  giveUpTable(): void {
    this.producers.clear();
    this.hasEntered.clear();
    this.seatId = null;
  }

  /** Calls back once after `delayMs`, unless the state has moved on or another deadline was set; never once they have left. */
  setDeadline(delayMs: number, expired: () => void): void {
    this.#deadline.start(delayMs, expired);
  }

  /** What is theirs of what everyone sees; features add to it (see Views). */
  view(): Omit<ParticipantView, 'restricted' | 'hasFloor' | 'consent'> {
    const { seatId } = this;
    const seat = joinedOf(this.#state);
    return {
      id: this.id,
      displayName: this.displayName,
      mark: this.mark,
      role: seat?.role ?? 'participant',
      isChairing: seat?.isChairing ?? false,
      reconnecting: this.#state.kind === 'reconnecting',
      line: this.line,
      upload: this.lineState.upload,
      producers: [...this.producers].map(([id, { source, order, paused, isInterrupted }]) => ({
        id,
        order,
        source,
        paused,
        ...(isInterrupted && { interrupted: true as const }),
      })),
      seatId,
    };
  }
}
