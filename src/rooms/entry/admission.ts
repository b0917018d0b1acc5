import { AppError } from '../../platform/errors.ts';
import type { Command, JoinReply } from '../../protocol/index.ts';
import { isForsaken } from '../meeting/attended.ts';
import { higher, roleWithin } from '../meeting/decided-people.ts';
import type { Directory } from '../meeting/directory.ts';
import { isIn, type Meeting } from '../meeting/meeting.ts';
import type { Membership } from '../meeting/membership.ts';
import { type Connection, Participant } from '../meeting/participant.ts';
import { joinedOf, mayChair } from '../meeting/participant-state.ts';
import { keepPaceOfOrigin, keepPaceOfRoom } from '../pace/pace.ts';
import type {
  InviteBook,
  OriginOf,
  PasswordGate,
  PlanStore,
  Redeemed,
  RedeemedInvite,
  RoomStore,
  Secrets,
  StoredRoom,
} from '../ports.ts';
import type { Leaving } from './leaving.ts';
import type { Placement } from './placement.ts';
import type { Resumption } from './resumption.ts';
import type { Returning } from './returning.ts';
import type { Standings } from './standings.ts';
import { waitingForOf } from './waiting-rule.ts';
import type { WayBack, WaysBack } from './ways-back.ts';

/** Making a session takes milliseconds, and is given up before this. */
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
  readonly directory: Directory;
  readonly leaving: Leaving;
  readonly resumption: Resumption;
  readonly returning: Returning;
  readonly placement: Placement;
  readonly waysBack: WaysBack;
  readonly standings: Standings;
  /** Whether nobody new may come in. */
  readonly isDraining: () => boolean;
}

/** By which right somebody comes. */
interface Right {
  readonly redeemed: Redeemed | null;
  /** The hash of the password that they have shown; null: they came without. */
  readonly shownHash: string | null;
  /** They were in a moment ago. */
  readonly wayBack?: { readonly was: WayBack; readonly hash: string };
}

/** The way in: link, password, invite, lobby, seat, and the way back after a lost connection. */
export class Admission {
  readonly #options: AdmissionOptions;
  /** Who comes in by it just now. */
  readonly #returning = new WeakMap<WayBack, Participant>();

  constructor(options: AdmissionOptions) {
    this.#options = options;
  }

  /**
   * Lets somebody in, or into the lobby.
   * Errors: WRONG_PASSWORD and PASSWORD_REQUIRED (also for a room that does not exist), INVITE_INVALID, RATE_LIMITED,
   * ROOM_LOCKED, ROOM_FULL, TOO_MANY, BANNED, RESUME_INVALID, MEDIA_UNAVAILABLE, SERVER_DRAINING.
   */
  async join(command: Command<'room:join'>, caller: Caller): Promise<Entry> {
    if (command.resume !== undefined) return this.#resume(command, command.resume, caller);
    if (this.#options.isDraining() && !this.#wasHere(command)) throw new AppError('SERVER_DRAINING');
    const stored = await this.#options.store.findRoom(command.roomId);
    const redeemed = await this.#redeem(command, caller);
    try {
      const shownHash = redeemed === null ? await this.#showPassword(stored, command, caller) : null;
      if (!stored) throw new AppError('PASSWORD_REQUIRED');
      return await this.#enter(stored, command, caller, { redeemed, shownHash });
    } catch (error) {
      await redeemed?.giveBack();
      throw error;
    }
  }

  async #redeem(command: Command<'room:join'>, { address }: Caller): Promise<Redeemed | null> {
    const { roomId, invite: secret } = command;
    if (secret === undefined) return null;
    const { invites, directory } = this.#options;
    const deviceHash = this.#deviceOf(command);
    const redeemed = await invites.redeem({ roomId, secret, address, device: deviceHash });
    // A browser that is banned is told so later.
    if (deviceHash !== null && !redeemed.invite.isPersonal) return redeemed;
    if (!directory.find(roomId)?.banned.has({ invite: redeemed.invite, deviceHash })) return redeemed;
    await redeemed.giveBack();
    throw new AppError('INVITE_INVALID', { details: { reason: 'its bearer was removed' } });
  }

  /** The hash of the password, when the right one was given; null when nobody must have one to come as far as here. */
  async #showPassword(stored: StoredRoom | null, command: Command<'room:join'>, caller: Caller) {
    const { roomId, password } = command;
    // The chair may have switched it for this meeting.
    const lobby = stored && (this.#options.directory.find(roomId)?.settings ?? stored).lobby;
    if (stored?.passwordHash === null) return null;
    if (password === undefined) {
      if (lobby === 'without-password') return null;
      if (await this.#options.standings.wasCutOff(roomId, this.#deviceOf(command))) return null;
      throw new AppError('PASSWORD_REQUIRED');
    }
    await this.#options.passwords.verify({
      roomId,
      hash: stored?.passwordHash ?? null,
      password,
      address: caller.address,
      device: this.#deviceOf(command),
    });
    return stored?.passwordHash ?? null;
  }

  async #enter(stored: StoredRoom, command: Command<'room:join'>, caller: Caller, right: Right): Promise<Entry> {
    const { directory, placement, leaving, plans, invites, standings, waysBack } = this.#options;
    const { wayBack } = right;
    const formerInvite = this.#formerOf(command)?.invite ?? null;
    // Read also for a live room, which has its own: it may close while this is read.
    const [plan, nameRights, before, isFormerStanding] = await Promise.all([
      plans.listSeats(stored.id),
      invites.nameRights(stored.id),
      standings.before(stored.id),
      formerInvite === null || invites.isStanding(formerInvite.inviteId),
    ]);
    const live = directory.find(stored.id);
    const consoles = live && isForsaken(live) ? leaving.endForsaken(live) : [];
    const meeting = directory.open(stored, { plan, standings: before });
    for (const desk of consoles) leaving.awaitConsole(meeting, desk);
    meeting.nameRights = nameRights;
    if (wayBack && waysBack.find(meeting.id, wayBack.hash) !== wayBack.was) {
      // Taken meanwhile, by another attempt of the same page.
      directory.closeIfEmpty(meeting);
      return this.#resume(command, command.resume ?? '', caller);
    }
    const former = this.#formerOf(command);
    const isLikeFormer = former?.invite === formerInvite && isFormerStanding;
    const { participant, isHost } = this.#arrival(meeting, command, caller, right, isLikeFormer ? former : undefined);
    try {
      const [origin = null] = participant.origins;
      const isKnown = participant.wasSeated || wayBack !== undefined || former !== undefined;
      const isInvited = right.redeemed !== null || right.shownHash !== null;
      const standing = isHost ? 'host' : isKnown ? 'back' : isInvited ? 'invited' : 'stranger';
      const arrival = { command: 'room:join', of: participant.deviceHash, origin, standing } as const;
      keepPaceOfOrigin(meeting, arrival);
      const waitingFor = waitingForOf(meeting, participant);
      if (meeting.banned.has({ invite: null, deviceHash: participant.deviceHash })) throw new AppError('BANNED');
      // Who sat there comes to the table, and who waited waits again.
      const isBack = participant.wasSeated || (waitingFor !== null && (wayBack !== undefined || former !== undefined));
      if (meeting.locked && !isHost && !isBack) throw new AppError('ROOM_LOCKED');
      const kind = waitingFor === null ? 'seat' : 'lobby';
      const yielding = placement.findPlace(meeting, kind, { isHost, freed: this.#freedBy(meeting, participant, kind) });
      keepPaceOfRoom(meeting, arrival);
      meeting.add(participant);
      if (wayBack) this.#takeWayBack(meeting, participant, wayBack.was);
      participant.setDeadline(KNOCK_DEADLINE_MS, () => leaving.undo(meeting, participant));
      if (yielding) leaving.giveUpPlace(meeting, yielding);
      const membership = { meeting, participant, connection: caller.connection };
      const cameBy = wayBack?.hash;
      if (waitingFor !== null) participant.apply({ kind: 'park', at: Date.now(), waitingFor });
      const reply =
        waitingFor === null
          ? await placement.seat(meeting, participant, { cameBy })
          : placement.park(meeting, participant, { cameBy });
      if (wayBack) waysBack.delete(wayBack.was);
      return { membership, reply };
    } catch (error) {
      if (meeting.find(participant.id)) leaving.undo(meeting, participant);
      directory.closeIfEmpty(meeting);
      throw error;
    }
  }

  /** Of two who use one way back the later one has it: nobody waits for what was answered to the other. */
  #takeWayBack(meeting: Meeting, participant: Participant, was: WayBack): void {
    const earlier = this.#returning.get(was);
    this.#returning.set(was, participant);
    if (earlier && meeting.find(earlier.id)) this.#options.leaving.undo(meeting, earlier);
  }

  /** The same browser's older self, at the table or in the lobby. */
  #formerOf(command: Command<'room:join'>): Participant | undefined {
    const deviceHash = this.#deviceOf(command);
    const meeting = this.#options.directory.find(command.roomId);
    return meeting?.olderSelvesOf({ number: Number.POSITIVE_INFINITY, deviceHash }).find(isIn);
  }

  /** Also they may come in while nobody new may. */
  #wasHere(command: Command<'room:join'>): boolean {
    if (this.#formerOf(command)) return true;
    const deviceHash = this.#deviceOf(command);
    return this.#options.directory.find(command.roomId)?.seatedBefore.has({ invite: null, deviceHash }) === true;
  }

  /** `former`: whose right they have, too. */
  #arrival(
    meeting: Meeting,
    command: Command<'room:join'>,
    { connection, address }: Caller,
    right: Right,
    former: Participant | undefined,
  ) {
    const { redeemed, wayBack } = right;
    const now = Date.now();
    const invite = redeemed?.invite ?? wayBack?.was.invite ?? former?.invite ?? null;
    const deviceHash = wayBack?.was.deviceHash ?? this.#deviceOf(command);
    const decided = meeting.decided.of({ invite, deviceHash });
    const decidedRole = former?.decidedRole ?? decided.decidedRole ?? wayBack?.was.decidedRole ?? null;
    const formerRole = former && joinedOf(former.state)?.role;
    const ownRole = wayBack?.was.role ?? redeemed?.invite.role ?? 'participant';
    const entryRole = roleWithin(formerRole === undefined ? ownRole : higher(ownRole, formerRole), decidedRole);
    const origin = this.#options.originOf(address);
    const isHost = mayChair(entryRole);
    const wasSeated = wayBack?.was.wasSeated === true || meeting.seatedBefore.has({ invite: null, deviceHash });
    // Who is known by nothing else is still who was put back.
    const stay = wayBack && { id: wayBack.was.participantId, invite: null, deviceHash: null, origins: [] };
    const isStillPutBack = stay !== undefined && meeting.putBack.includes(stay);
    const wasPutBack = !isHost && (isStillPutBack || meeting.putBack.has({ invite, deviceHash }));
    const isFromMarkedOrigin = !isHost && !wasPutBack && isStranger(meeting, { invite, deviceHash, origin });
    const participant = new Participant({
      displayName: wayBack?.was.displayName ?? command.displayName,
      invite,
      inviteUse: redeemed,
      entryRole,
      shownHash: right.shownHash,
      wasSeated,
      deviceHash,
      connection,
      state: { kind: 'knocking', since: now, deadline: now + KNOCK_DEADLINE_MS },
    });
    participant.cameFrom({ address, origin });
    participant.isFromMarkedOrigin = isFromMarkedOrigin;
    participant.restricted = decided.restricted;
    participant.decidedRole = decidedRole;
    if (wayBack) {
      const { restricted, rank, hereSince } = wayBack.was;
      if (deviceHash === null) participant.restricted = restricted;
      participant.rank = rank;
      participant.hereSince = hereSince;
      if (isStillPutBack) meeting.putBack.add(participant);
    }
    return { participant, isHost };
  }

  /** Places that go with whoever comes, because the same browser has one already. */
  #freedBy(meeting: Meeting, participant: Participant, kind: 'seat' | 'lobby'): number {
    const selves = meeting.olderSelvesOf(participant);
    return selves.filter((self) => meeting.waiting.includes(self) === (kind === 'lobby')).length;
  }

  /** Whoever is in the meeting comes back to their place; whoever just left it, by what they were. */
  async #resume(command: Command<'room:join'>, secret: string, caller: Caller): Promise<Entry> {
    const { resumption, returning, waysBack, secrets, originOf } = this.#options;
    const { roomId, holds } = command;
    const way = { roomId, secret, connection: caller.connection, place: 'room' } as const;
    const entry = await resumption.attempt(way, async (claim) => {
      const back = await returning.comeBack(claim, holds);
      claim.participant.cameFrom({ address: caller.address, origin: originOf(caller.address) });
      return back;
    });
    if (entry) return entry;
    const hash = secrets.hash(secret);
    const was = waysBack.find(roomId, hash);
    if (!was) throw new AppError('RESUME_INVALID');
    return this.#enterAgain(command, caller, { was, hash });
  }

  async #enterAgain(command: Command<'room:join'>, caller: Caller, wayBack: NonNullable<Right['wayBack']>) {
    const { store, invites, directory, isDraining } = this.#options;
    const { was } = wayBack;
    if (isDraining() && !directory.find(was.roomId)) throw new AppError('SERVER_DRAINING');
    const [stored, isStanding] = await Promise.all([
      store.findRoom(was.roomId),
      was.invite === null || invites.isStanding(was.invite.inviteId),
    ]);
    if (!stored || !isStanding) throw new AppError('RESUME_INVALID');
    return this.#enter(stored, command, caller, { redeemed: null, shownHash: was.shownHash, wayBack });
  }

  #deviceOf({ device }: Command<'room:join'>): string | null {
    return device === undefined ? null : this.#options.secrets.hash(device);
  }
}

/**
 * Nobody who is known in this meeting, from where somebody came who was removed or put back: it may be the same person
 * under a new browser name, or a colleague. The chair decides.
 */
function isStranger(
  meeting: Meeting,
  { origin, ...newcomer }: { invite: RedeemedInvite | null; deviceHash: string | null; origin: string },
): boolean {
  if (newcomer.invite?.isPersonal || meeting.seatedBefore.has(newcomer)) return false;
  return meeting.banned.hasOrigin(origin) || meeting.putBack.hasOrigin(origin);
}
