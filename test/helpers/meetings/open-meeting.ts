import { createOriginKey, secrets, turnAccessFor } from '../../../src/auth/index.ts';
import { AppError } from '../../../src/platform/errors.ts';
import {
  type Command,
  type CommandInput,
  type CommandReplies,
  type ConsoleReply,
  commandSchemas,
  type ErrorCode,
  type JoinReply,
  type MeetingEvent,
  type Role,
  type ServerEvents,
  type SessionOptions,
} from '../../../src/protocol/index.ts';
import type { Membership } from '../../../src/rooms/meeting/membership.ts';
import type { Connection } from '../../../src/rooms/meeting/participant/connection.ts';
import type { Action } from '../../../src/rooms/meeting/rights.ts';
import { perform } from '../../../src/rooms/perform.ts';
import { NO_NAME_RIGHTS, type RedeemedInvite } from '../../../src/rooms/ports/auth.ts';
import type {
  KeptStanding,
  ReservedTimeStore,
  StoredPlan,
  StoredRoom,
  StoredSeat,
} from '../../../src/rooms/ports/storage.ts';
import { composeRooms, type Rooms, type RoomsOptions } from '../../../src/rooms/rooms.ts';
import { FakeMediaPlane } from './fake-media-plane.ts';
import { storedRoom, TURN_SERVER } from './rooms.ts';

export type HeardEvent = {
  [E in Exclude<keyof ServerEvents, 'meeting:changed'>]: {
    readonly name: E;
    readonly data: Parameters<ServerEvents[E]>[0];
  };
}[Exclude<keyof ServerEvents, 'meeting:changed'>];

const ADDRESS = '192.0.2.1';

type AnyReply = JoinReply | ConsoleReply;

/** One client of the core, without a network between: what it sends is parsed and answered as on a socket. */
export class Attendee {
  readonly displayName: string;
  /** What was told since the last answer to a join, oldest first. */
  readonly events: HeardEvent[] = [];
  /** How often the line was used for them. */
  messages = 0;
  readonly #rooms: Rooms;
  #membership: Membership;
  #reply: AnyReply;

  constructor(displayName: string, rooms: Rooms, entry: Entry) {
    this.displayName = displayName;
    this.#rooms = rooms;
    this.#membership = entry.membership;
    this.#reply = entry.reply;
    this.came(entry);
  }

  get id(): string {
    return this.#membership.participant.id;
  }

  get membership(): Membership {
    return this.#membership;
  }

  /** The latest that told this client where it is. */
  get reply(): AnyReply {
    return this.#reply;
  }

  /** Errors: AppError, as the command's answer would carry it. */
  async send<N extends Action>(name: N, command: CommandInput<N>): Promise<CommandReplies[N]> {
    const parsed = commandSchemas[name].parse(command) as Command<N>;
    return perform(this.#rooms.commands, this.#membership, name, parsed);
  }

  /** The answer's code, or null when it was done. */
  async codeOf<N extends Action>(name: N, command: CommandInput<N>): Promise<ErrorCode | null> {
    try {
      await this.send(name, command);
      return null;
    } catch (error) {
      if (error instanceof AppError) return error.code;
      throw error;
    }
  }

  drop(): void {
    this.#rooms.stays.drop(this.#membership);
  }

  /** By now, as though it had been quiet for a while. */
  heard<E extends keyof ServerEvents>(name: E): readonly Parameters<ServerEvents[E]>[0][] {
    this.#membership.meeting.tell.catchUp(this.#membership.participant);
    return this.events.flatMap((event) => (event.name === name ? [event.data as Parameters<ServerEvents[E]>[0]] : []));
  }

  /** It is in, or back, over this line. */
  came({ membership, reply, line }: Entry): void {
    this.#membership = membership;
    this.#reply = reply;
    this.events.length = 0;
    line.hear((events) => {
      this.messages += 1;
      for (const event of events) {
        this.events.push(event);
        if (event.name === 'lobby:admitted' || event.name === 'lobby:returned') this.#reply = event.data;
      }
    });
  }
}

interface Entry {
  readonly membership: Membership;
  readonly reply: AnyReply;
  readonly line: Line;
}

/** What a client that kept its transports says of them. */
export function holdsOf({ send, receive }: SessionOptions) {
  return { send: send.id, receive: receive.id };
}

/** A connection that keeps what is told until somebody listens. */
class Line implements Connection {
  /** How often something was put into words, whoever it was for. */
  static encoded = { count: 0 };
  readonly #early: (readonly HeardEvent[])[] = [];
  #listener: ((events: readonly HeardEvent[]) => void) | null = null;
  #isReleased = false;

  hear(listener: (events: readonly HeardEvent[]) => void): void {
    this.#listener = listener;
    for (const events of this.#early.splice(0)) listener(events);
  }

  send(name: keyof ServerEvents, ...[data]: unknown[]): void {
    Line.encoded.count += 1;
    this.#deliver(onTheWire(name, data));
  }

  sendToAll<E extends keyof ServerEvents>(
    others: readonly Connection[],
    event: E,
    data: Parameters<ServerEvents[E]>[0],
  ): void {
    Line.encoded.count += 1;
    const events = onTheWire(event, data);
    for (const one of [this, ...others]) if (one instanceof Line) one.#deliver(events);
  }

  release(): void {
    this.#isReleased = true;
  }

  #deliver(events: readonly HeardEvent[]): void {
    if (this.#isReleased) return;
    if (this.#listener) this.#listener(events);
    else this.#early.push(events);
  }
}

/** As it is now, once for all who hear it. */
function onTheWire(name: keyof ServerEvents, data: unknown): readonly HeardEvent[] {
  const gathered = name === 'meeting:changed' ? (data as readonly MeetingEvent[]) : [{ name, data }];
  return structuredClone(gathered) as readonly HeardEvent[];
}

/** A room of the core in use, with a fake media plane and no network or disk. */
export function openMeeting({
  plan = [],
  reservedTimes = { windowsWithin: async () => [], nextOf: async () => null },
  extendReserved = async () => {},
  ...changes
}: Partial<StoredRoom> & {
  readonly plan?: readonly StoredSeat[];
  readonly reservedTimes?: ReservedTimeStore;
  readonly extendReserved?: RoomsOptions['extendReserved'];
} = {}) {
  const stored = storedRoom(changes);
  let mediaPlane = new FakeMediaPlane();
  const invites = new Map<string, RedeemedInvite>();
  const failures: unknown[] = [];
  const revoked = new Set<string>();
  const expired = new Set<string>();
  const used = new Set<string>();
  const standings = new Map<string, KeptStanding['standing']>();
  let kept: StoredPlan = { seats: plan, quorum: stored.quorum };
  /** What resuming, and reading a plan anew, waits for. */
  const disk = { answers: Promise.resolve() };
  let made = 0;
  const compose = () =>
    composeRooms({
      store: { findRoom: async (roomId) => (roomId === stored.id ? stored : null) },
      plans: {
        listSeats: async () => kept.seats,
        async findPlan() {
          const read = kept;
          await disk.answers;
          return read;
        },
        async exchangePlan(_roomId, isFormer, plan) {
          if (!isFormer(kept)) return false;
          kept = plan;
          return true;
        },
      },
      standings: {
        list: async () => [...standings].map(([deviceHash, standing]) => ({ deviceHash, standing })),
        async note(_roomId, changes) {
          for (const [deviceHash, standing] of changes) {
            if (standing === null) standings.delete(deviceHash);
            else standings.set(deviceHash, standing);
          }
        },
        forget: async () => standings.clear(),
      },
      uses: { noteUse: async () => {} },
      moments: { meetingStarted: async () => {}, meetingEnded: async () => {} },
      reservedTimes,
      runningDates: { find: async () => null, note: async () => {}, forget: async () => {} },
      capacitySeats: 1_000,
      extendReserved,
      keepRoom: async () => {},
      attendance: {
        saveStays: async () => {},
        listStays: async () => [],
        pageOfStays: async () => [],
        deleteStays: async () => {},
      },
      passwords: { verify: async () => {} },
      invites: {
        redeem: async ({ secret, device }) => {
          const invite = invites.get(secret);
          // A browser that has used it may do so again when its time is over.
          const isOver = invite && expired.has(invite.inviteId) && !used.has(`${invite.inviteId} ${device}`);
          if (!invite || isOver || revoked.has(invite.inviteId)) throw new AppError('INVITE_INVALID');
          used.add(`${invite.inviteId} ${device}`);
          return { invite, keep: () => {}, giveBack: async () => {} };
        },
        createForSeat: async () => ({ inviteId: 'seat', secret: secrets.create().secret }),
        isStanding: (inviteId) => disk.answers.then(() => !revoked.has(inviteId)),
        nameRights: async () => NO_NAME_RIGHTS,
      },
      secrets,
      originOf: createOriginKey(),
      mediaPlane,
      turnAccess: turnAccessFor(TURN_SERVER),
      report: (error) => void failures.push(error),
    });
  let rooms = compose();

  /** A personal invite's secret; deputies stand in in the order in which these are made. */
  const inviteFor = (role: Role, { trusted = false } = {}): string => {
    const { secret } = secrets.create();
    made += 1;
    invites.set(secret, { inviteId: `invite-${made}`, role, trusted, seatId: null, isPersonal: true, createdAt: made });
    return secret;
  };

  return {
    get rooms() {
      return rooms;
    },
    get mediaPlane() {
      return mediaPlane;
    },
    failures,
    disk,
    inviteFor,
    /** Ids of invites that no longer stand. */
    revoked,
    /** Ids of invites whose time is over. */
    expired,
    encoded: Line.encoded,

    /** On the same disk; nothing is said to anybody. Timers of before are the caller's to forget. */
    async crashAndRestart(): Promise<void> {
      await rooms.settled();
      rooms.standings.suspend();
      mediaPlane = new FakeMediaPlane();
      rooms = compose();
    },

    /** At the table or in the lobby. A role comes by an invite made now, unless one is given. */
    async enter(
      displayName: string,
      {
        role,
        invite,
        ...more
      }: { role?: Role; invite?: string; device?: string; password?: string; resume?: string } = {},
    ): Promise<Attendee> {
      const secret = invite ?? (role === undefined ? undefined : inviteFor(role));
      const line = new Line();
      const command = { roomId: stored.id, displayName, ...(secret === undefined ? {} : { invite: secret }), ...more };
      const entry = await rooms.admission.join(commandSchemas['room:join'].parse(command), {
        connection: line,
        address: ADDRESS,
      });
      return new Attendee(displayName, rooms, { ...entry, line });
    },

    /** Back from a dropped line or a reload, by the last resume secret, or that of an earlier answer. */
    async comeBack(attendee: Attendee, { keeps = false, as = attendee.reply } = {}): Promise<void> {
      const line = new Line();
      const caller = { connection: line, address: ADDRESS };
      const reply = as;
      const { resume, state } = reply;
      const holds = keeps && reply.state === 'joined' ? holdsOf(reply.session) : undefined;
      const { displayName } = attendee;
      const entry =
        state === 'console'
          ? await rooms.consoles.join({ roomId: stored.id, resume }, caller)
          : await rooms.admission.join({ roomId: stored.id, displayName, resume, ...(holds ? { holds } : {}) }, caller);
      attendee.came({ ...entry, line });
    },

    /** A second screen of somebody who chairs. */
    async openConsole(owner: Attendee): Promise<Attendee> {
      const { code } = await owner.send('console:pair', {});
      const line = new Line();
      const entry = await rooms.consoles.join({ roomId: stored.id, code }, { connection: line, address: ADDRESS });
      return new Attendee(owner.displayName, rooms, { ...entry, line });
    },
  };
}

export type Meeting = ReturnType<typeof openMeeting>;
