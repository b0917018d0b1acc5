import { AppError } from '../errors.ts';
import {
  type Command,
  type JoinedReply,
  type JoinReply,
  type LobbyReply,
  MAX_WAITING,
  type WaitingFor,
} from '../signaling/protocol/index.ts';
import type { AttendanceService } from './attendance-service.ts';
import type { ChairService } from './chair-service.ts';
import type { Departures } from './departures.ts';
import { type Connection, Participant } from './live-participant.ts';
import type { MediaSession } from './media-plane.ts';
import type { Membership } from './membership.ts';
import type { OrderService } from './order-service.ts';
import { joinedOf, lobbyOf, mayChair } from './participant.ts';
import type {
  InviteBook,
  OriginOf,
  PasswordGate,
  PlanStore,
  RedeemedInvite,
  RoomStore,
  Secrets,
  StoredRoom,
  StoredSeat,
} from './ports.ts';
import type { Resumption } from './resumption.ts';
import { lobbyEntry, type Room } from './room.ts';
import type { RoomDirectory } from './room-directory.ts';
import type { RoomMedia } from './room-media.ts';

/** Making a session takes milliseconds; a worker that has not answered by then will not. */
const KNOCK_DEADLINE_MS = 15_000;

export interface Caller {
  readonly connection: Connection;
  /** The client's network address, for limits alone. */
  readonly address: string;
}

export interface Entry {
  readonly membership: Membership;
  readonly reply: JoinReply;
}

interface AdmissionOptions {
  readonly store: RoomStore;
  readonly plans: PlanStore;
  readonly passwords: PasswordGate;
  readonly invites: InviteBook;
  readonly secrets: Secrets;
  readonly originOf: OriginOf;
  readonly directory: RoomDirectory;
  readonly media: RoomMedia;
  readonly departures: Departures;
  readonly resumption: Resumption;
  readonly chair: ChairService;
  readonly order: OrderService;
  readonly attendance: AttendanceService;
  readonly report: (error: unknown) => void;
}

/** The way in: link, password, invite, lobby, seat, and the way back after a lost connection. */
export class Admission {
  readonly #options: AdmissionOptions;

  constructor(options: AdmissionOptions) {
    this.#options = options;
  }

  /**
   * Lets somebody in, or into the lobby.
   * Errors: WRONG_PASSWORD and PASSWORD_REQUIRED (also for a room that does not exist), INVITE_INVALID, RATE_LIMITED,
   * ROOM_LOCKED, ROOM_FULL, TOO_MANY, BANNED, RESUME_INVALID, MEDIA_UNAVAILABLE.
   */
  async join(command: Command<'room:join'>, caller: Caller): Promise<Entry> {
    if (command.resume !== undefined) return this.#resume(command, command.resume, caller);
    const stored = await this.#options.store.findRoom(command.roomId);
    const invite = await this.#redeem(command, caller);
    try {
      const proven = invite !== null || (await this.#provePassword(stored, command, caller));
      if (!stored) throw new AppError('PASSWORD_REQUIRED');
      // Read also for a live room, which has its own: it may close while this is read.
      const plan = await this.#options.plans.listSeats(stored.id);
      return await this.#enter(stored, { command, caller, invite, proven, plan });
    } catch (error) {
      if (invite) await this.#options.invites.release(invite.inviteId);
      throw error;
    }
  }

  async #redeem(command: Command<'room:join'>, { address }: Caller): Promise<RedeemedInvite | null> {
    const { roomId, invite: secret } = command;
    if (secret === undefined) return null;
    const deviceHash = this.#deviceHashOf(command);
    const redeemed = await this.#options.invites.redeem({ roomId, secret, address, device: deviceHash });
    // A browser that is banned is told so later.
    if (deviceHash !== null && !redeemed.isPersonal) return redeemed;
    if (!this.#options.directory.find(roomId)?.banned.has({ invite: redeemed, deviceHash })) return redeemed;
    await this.#options.invites.release(redeemed.inviteId);
    throw new AppError('INVITE_INVALID', { details: { reason: 'its bearer was removed' } });
  }

  /** True when the right password was given, or there is none to give and nobody must have it. */
  async #provePassword(stored: StoredRoom | null, command: Command<'room:join'>, caller: Caller): Promise<boolean> {
    const { roomId, password } = command;
    if (stored?.passwordHash === null) return stored.lobby !== 'without-password';
    if (password === undefined) {
      if (stored?.lobby === 'without-password') return false;
      throw new AppError('PASSWORD_REQUIRED');
    }
    await this.#options.passwords.verify({
      roomId,
      hash: stored?.passwordHash ?? null,
      password,
      address: caller.address,
      device: this.#deviceHashOf(command),
    });
    return true;
  }

  #deviceHashOf({ device }: Command<'room:join'>): string | null {
    return device === undefined ? null : this.#options.secrets.hash(device);
  }

  async #enter(
    stored: StoredRoom,
    entrant: {
      command: Command<'room:join'>;
      caller: Caller;
      invite: RedeemedInvite | null;
      proven: boolean;
      plan: readonly StoredSeat[];
    },
  ): Promise<Entry> {
    const { command, caller, invite, proven } = entrant;
    const room = this.#options.directory.open(stored, entrant.plan);
    const { settings } = room;
    const deviceHash = this.#deviceHashOf(command);
    const isHost = invite !== null && mayChair(invite.role);
    const passes = isHost || (settings.trustedPass && invite?.trusted === true);
    const origin = this.#options.originOf(caller.address);
    const wasPutBack = !isHost && room.putBack.has({ invite, deviceHash });
    const isFromMarkedOrigin = !isHost && !wasPutBack && isStranger(room, { invite, deviceHash, origin });
    const mustKnock = settings.lobby === 'on' || (settings.lobby === 'without-password' && !proven);
    const needsAdmission = wasPutBack || isFromMarkedOrigin || (!passes && mustKnock);
    const hostIsMissing = !isHost && !settings.joinBeforeHost && !room.hasHost;
    const waitingFor: WaitingFor | null = hostIsMissing ? 'host' : needsAdmission ? 'admission' : null;
    try {
      if (room.banned.has({ invite: null, deviceHash })) throw new AppError('BANNED');
      if (room.locked && !isHost) throw new AppError('ROOM_LOCKED');
      if (waitingFor === null) this.#assertSeatFree(room, isHost);
      else if (room.waiting.length >= MAX_WAITING) throw new AppError('TOO_MANY');
    } catch (error) {
      this.#options.directory.closeIfEmpty(room);
      throw error;
    }
    const since = Date.now();
    const { connection } = caller;
    const participant = new Participant({
      displayName: command.displayName,
      invite,
      needsAdmission,
      deviceHash,
      connection,
      state: { kind: 'knocking', since, deadline: since + KNOCK_DEADLINE_MS },
    });
    participant.cameFrom({ address: caller.address, origin });
    participant.isFromMarkedOrigin = isFromMarkedOrigin;
    room.add(participant);
    const membership = { room, participant, connection };
    if (waitingFor !== null) {
      participant.apply({ kind: 'park', at: since, waitingFor });
      room.tellChair('lobby:knocked', lobbyEntry(participant));
      return { membership, reply: this.lobbyReply(room, participant) };
    }
    participant.setDeadline(KNOCK_DEADLINE_MS, () => this.#options.departures.dismiss(room, participant, 'timeout'));
    return { membership, reply: await this.#seat(room, participant) };
  }

  /** Who may chair finds a seat also in a full room: somebody must be able to end it. */
  #assertSeatFree(room: Room, isHost: boolean): void {
    if (!isHost && room.seatsTaken >= room.settings.maxParticipants) throw new AppError('ROOM_FULL');
  }

  /**
   * Makes the session and takes the seat. `tell` is called in the same breath, so that nothing that happens at the
   * table can overtake it. Errors: as openSession, which leaves them waiting if they did; ROOM_ENDED when they left or
   * were removed meanwhile.
   */
  async #seat(room: Room, participant: Participant, tell?: (reply: JoinedReply) => void): Promise<JoinedReply> {
    const { departures, media } = this.#options;
    let session: MediaSession;
    try {
      session = await media.openSession(room, participant);
    } catch (error) {
      // Who was admitted keeps the place among those who wait, and the chair sees them again.
      if (participant.apply({ kind: 'keep-waiting' })) room.tellChair('lobby:knocked', lobbyEntry(participant));
      else departures.dismiss(room, participant, 'fail');
      throw error;
    }
    const role = participant.invite?.role ?? 'participant';
    if (!participant.apply({ kind: 'seat', at: Date.now(), role, session })) {
      session.close();
      // They dropped and came back while this session was made, and sit already.
      if (participant.state.kind === 'joined') return this.#welcome(room, participant);
      throw new AppError('ROOM_ENDED', { details: { state: participant.state.kind } });
    }
    room.takeSeat(participant);
    room.seatedBefore.add(participant);
    this.#options.order.review(room, { arriving: participant });
    this.#options.attendance.review(room);
    this.#options.chair.review(room, { arriving: participant });
    room.broadcast('participant:joined', participant.view(), { except: participant });
    const reply = this.#welcome(room, participant);
    tell?.(reply);
    if (mayChair(role)) this.#hostArrived(room);
    return reply;
  }

  #welcome(room: Room, participant: Participant, sessionKept = false): JoinedReply {
    return room.snapshotFor(participant, { resume: this.#options.resumption.issue(participant), sessionKept });
  }

  #hostArrived(room: Room): void {
    for (const participant of room.waiting) {
      if (lobbyOf(participant.state)?.waitingFor !== 'host') continue;
      if (participant.needsAdmission) {
        participant.apply({ kind: 'await', waitingFor: 'admission' });
        participant.connection?.send('lobby:updated', room.lobbyStatusOf(participant));
      } else {
        this.admit(room, participant).catch((error) => {
          // A full room keeps them waiting where the moderator sees them.
          if (!(error instanceof AppError) || error.code !== 'ROOM_FULL') this.#options.report(error);
        });
      }
    }
  }

  /**
   * A seat for somebody who waits. Whose connection is lost just now sits down when it comes back.
   * Errors: ROOM_FULL, INVALID_STATE when somebody else has decided meanwhile, MEDIA_UNAVAILABLE: they wait on.
   */
  async admit(room: Room, participant: Participant): Promise<void> {
    this.#assertSeatFree(room, false);
    if (!participant.apply({ kind: 'admit' })) throw new AppError('INVALID_STATE');
    room.putBack.delete(participant);
    room.tellChair('lobby:left', { participantId: participant.id });
    if (participant.state.kind === 'reconnecting') return;
    const { connection } = participant;
    try {
      await this.#seat(room, participant, (reply) => {
        if (participant.connection === connection) connection?.send('lobby:admitted', reply);
      });
    } catch (error) {
      // They dropped while the session was made, and are seated when they come back; or they left.
      if (error instanceof AppError && error.code === 'ROOM_ENDED') return;
      throw error;
    }
  }

  async #resume(
    { roomId, keepSession = false }: Command<'room:join'>,
    secret: string,
    { connection, address }: Caller,
  ): Promise<Entry> {
    const { resumption, originOf } = this.#options;
    const { room, participant } = await resumption.claim({ roomId, secret, connection, place: 'room' });
    participant.cameFrom({ address, origin: originOf(address) });
    const membership = { room, participant, connection };
    if (lobbyOf(participant.state)) return { membership, reply: await this.#returnToLobby(membership) };
    try {
      return { membership, reply: await this.#returnToSeat(membership, keepSession) };
    } catch (error) {
      // The chair has put them back into the lobby meanwhile.
      if (participant.connection !== connection || !lobbyOf(participant.state)) throw error;
      return { membership, reply: await this.#returnToLobby(membership) };
    }
  }

  /** To the place among those who wait, or to the table when they were admitted meanwhile. */
  async #returnToLobby({ room, participant }: Membership): Promise<JoinReply> {
    const isAdmitted = lobbyOf(participant.state)?.admitted === true;
    participant.apply({ kind: 'resume' });
    if (isAdmitted) {
      try {
        return await this.#seat(room, participant);
      } catch (error) {
        if (participant.state.kind !== 'lobby') throw error;
        return this.lobbyReply(room, participant);
      }
    }
    room.tellChair('lobby:knocked', lobbyEntry(participant));
    return this.lobbyReply(room, participant);
  }

  async #returnToSeat({ room, participant, connection }: Membership, keepSession: boolean): Promise<JoinedReply> {
    const former = joinedOf(participant.state)?.session;
    if (!former) throw new AppError('RESUME_INVALID');
    const sessionKept = keepSession && (await this.#restart(former));
    if (sessionKept && joinedOf(participant.state)?.session !== former) throw new AppError('RESUME_INVALID');
    if (!sessionKept) {
      const session = await this.#options.media.openSession(room, participant);
      // Only if nobody else replaced it while this one was made.
      if (joinedOf(participant.state)?.session !== former || participant.connection !== connection) {
        session.close();
        throw new AppError('RESUME_INVALID');
      }
      former.close();
      participant.producers.clear();
      participant.apply({ kind: 'replace-session', session });
    }
    if (participant.connection !== connection || !participant.apply({ kind: 'resume' })) {
      throw new AppError('RESUME_INVALID', { details: { reason: 'another connection was quicker' } });
    }
    this.#options.chair.review(room, { arriving: participant });
    room.broadcast('participant:updated', participant.view(), { except: participant });
    return this.#welcome(room, participant, sessionKept);
  }

  async #restart(session: MediaSession): Promise<boolean> {
    try {
      await session.restart();
      return true;
    } catch (error) {
      // Its worker is gone, say: a new session serves as well.
      this.#options.report(error);
      return false;
    }
  }

  /** What somebody who waits is told, with a new secret for the way back. */
  lobbyReply(room: Room, participant: Participant): LobbyReply {
    return {
      state: 'lobby',
      displayName: participant.displayName,
      roomName: room.settings.name,
      ...room.lobbyStatusOf(participant),
      resume: this.#options.resumption.issue(participant),
    };
  }
}

/**
 * Nobody who is known in this meeting, from where somebody came who was removed or put back: it may be the same person
 * under a new browser name, or a colleague. The chair decides.
 */
function isStranger(
  room: Room,
  { origin, ...newcomer }: { invite: RedeemedInvite | null; deviceHash: string | null; origin: string },
): boolean {
  if (newcomer.invite?.isPersonal || room.seatedBefore.has(newcomer)) return false;
  return room.banned.hasOrigin(origin) || room.putBack.hasOrigin(origin);
}
