import { AppError } from '../platform/errors.ts';
import type { Command, NameMark, Role } from '../protocol/index.ts';
import { AttendanceService } from './attendance/attendance-service.ts';
import { ChairService } from './chair/chair-service.ts';
import { ChatService } from './chat/chat-service.ts';
import { ClinicService } from './clinic/clinic-service.ts';
import { ConsoleService } from './console/console-service.ts';
import { LoneConsoles } from './console/lone-consoles.ts';
import { EndingService } from './ending/ending-service.ts';
import { Admission, type Caller, type Entry } from './entry/admission.ts';
import { Leaving } from './entry/leaving.ts';
import { Placement } from './entry/placement.ts';
import { Resumption } from './entry/resumption.ts';
import { Returning } from './entry/returning.ts';
import { Standings } from './entry/standings.ts';
import { WaysBack } from './entry/ways-back.ts';
import { FloorService } from './floor/floor-service.ts';
import { HandsService } from './hands/hands-service.ts';
import { LobbyProof } from './lobby/lobby-proof.ts';
import { LobbyService } from './lobby/lobby-service.ts';
import type { MediaPlane } from './media/media-plane.ts';
import { MediaService } from './media/media-service.ts';
import { MeetingMedia } from './media/meeting-media.ts';
import type { Commands } from './meeting/commands.ts';
import { Directory } from './meeting/directory.ts';
import { Features } from './meeting/feature.ts';
import type { Meeting } from './meeting/meeting.ts';
import { authorize, type Membership } from './meeting/membership.ts';
import { joinedOf, lobbyOf } from './meeting/participant-state.ts';
import { Names } from './names/names.ts';
import { PlanService } from './plan/plan-service.ts';
import { PollService } from './polls/poll-service.ts';
import type {
  AttendanceStore,
  InviteBook,
  OriginOf,
  PasswordGate,
  PlanStore,
  RoomStore,
  Secrets,
  StandingStore,
  TurnAccessFor,
} from './ports.ts';
import { RemovalService } from './removal/removal-service.ts';
import { SettingsService } from './settings/settings-service.ts';

export interface RoomServiceOptions {
  readonly store: RoomStore;
  readonly plans: PlanStore;
  readonly attendance: AttendanceStore;
  readonly standings: StandingStore;
  readonly passwords: PasswordGate;
  readonly invites: InviteBook;
  readonly secrets: Secrets;
  readonly originOf: OriginOf;
  readonly mediaPlane: MediaPlane;
  readonly turnAccess: TurnAccessFor;
  /** For failures that no caller waits for. */
  readonly report: (error: unknown) => void;
}

/** A person in a live room, as the operator sees them. */
export interface PersonView {
  readonly id: string;
  readonly displayName: string;
  readonly mark: NameMark | null;
  readonly role: Role;
  readonly state: 'joined' | 'reconnecting' | 'lobby';
  readonly since: number;
}

/** What somebody says who goes while they are let in: that they leave, or that the page is closed or loaded again. */
export type Goodbye = Command<'room:leave'> | 'page-closed';

/** What the password field of the door needs to know. */
export type DoorPassword = 'none' | 'required' | 'optional';

/** Everything one can do with rooms; the parts are one feature each. */
export class RoomService {
  readonly lobby: LobbyService;
  readonly lobbyProof: LobbyProof;
  readonly settings: SettingsService;
  readonly removal: RemovalService;
  readonly ending: EndingService;
  readonly chair: ChairService;
  readonly floor = new FloorService();
  readonly clinic = new ClinicService();
  readonly hands = new HandsService({ floor: this.floor });
  readonly plan: PlanService;
  readonly consoles: ConsoleService;
  readonly chat = new ChatService();
  readonly polls: PollService;
  readonly attendance: AttendanceService;
  readonly standings: Standings;
  readonly media: MediaService;
  readonly commands: Commands;
  readonly #directory = new Directory(() => this.#features);
  readonly #features: Features;
  readonly #leaving: Leaving;
  readonly #resumption: Resumption;
  readonly #admission: Admission;
  readonly #store: RoomStore;
  readonly #plans: PlanStore;
  #draining = false;

  constructor(options: RoomServiceOptions) {
    const { store, plans, passwords, invites, secrets, originOf, mediaPlane, turnAccess, report } = options;
    this.media = new MediaService({ turnAccess, floor: this.floor });
    this.#store = store;
    this.#plans = plans;
    const media = new MeetingMedia({ mediaPlane, turnAccess, report });
    const directory = this.#directory;
    const plan = new PlanService({ plans, invites });
    this.plan = plan;
    const names = new Names({ planOf: (meeting) => plan.seats(meeting) });
    const seatName = (meeting: Meeting, seatId: string) => plan.seatName(meeting, seatId);
    const attendance = new AttendanceService({ store: options.attendance, seatName, report });
    this.attendance = attendance;
    const polls = new PollService({ quorumOf: (meeting) => plan.quorumOf(meeting) });
    this.polls = polls;
    const standings = new Standings({ store: options.standings, report });
    this.standings = standings;
    const loneConsoles = new LoneConsoles({ forgotten: (meeting) => this.#leaving.endRoom(meeting) });
    const waysBack = new WaysBack();
    const leaving = new Leaving({ directory, waysBack });
    this.#leaving = leaving;
    const chair = new ChairService({
      leaving,
      chairPassed: (meeting, participant) => void this.floor.enforce(meeting, participant).catch(report),
    });
    this.chair = chair;
    this.ending = new EndingService({ leaving });
    const { chat, hands, floor, ending } = this;
    this.#features = Features.of(
      plan,
      names,
      attendance,
      standings,
      chair,
      loneConsoles,
      floor,
      hands,
      chat,
      polls,
      ending,
    );
    const resumption = new Resumption({ directory, leaving, invites, secrets });
    this.#resumption = resumption;
    this.consoles = new ConsoleService({ directory, leaving, secrets, resumption });
    const placement = new Placement({ media, leaving, resumption, turnAccess, report });
    const returning = new Returning({ media, resumption, placement, report });
    this.#admission = new Admission({
      store,
      plans,
      passwords,
      invites,
      secrets,
      originOf,
      directory,
      leaving,
      resumption,
      returning,
      placement,
      waysBack,
      standings,
      isDraining: () => this.#draining,
    });
    this.lobby = new LobbyService({ placement, leaving });
    this.lobbyProof = new LobbyProof({ passwords, placement });
    this.settings = new SettingsService({ placement });
    this.removal = new RemovalService({ leaving });
    this.commands = {
      'room:leave': (membership, command) => this.leave(membership, command),
      'stay:end': (membership) => this.endStay(membership),
      ...this.settings.commands,
      ...this.ending.commands,
      ...this.lobby.commands,
      ...this.lobbyProof.commands,
      ...this.chair.commands,
      ...this.removal.commands,
      ...this.floor.commands,
      ...this.hands.commands,
      ...this.plan.commands,
      ...this.consoles.commands,
      ...this.chat.commands,
      ...this.polls.commands,
      ...this.attendance.commands,
      ...this.clinic.commands,
      ...this.media.commands,
    };
  }

  /** Errors: as Admission.join. */
  join(command: Command<'room:join'>, caller: Caller): Promise<Entry> {
    return this.#admission.join(command, caller);
  }

  async leave(membership: Membership, { mayReturn = false }: Command<'room:leave'>): Promise<void> {
    authorize(membership, 'room:leave');
    this.#leaving.leave(membership, { mayReturn });
  }

  /** Nothing is heard on their connection, or again: those at the table see it before it is given up. */
  lineQuiet({ meeting, participant, connection }: Membership, isQuiet: boolean): void {
    if (participant.connection !== connection) return;
    const before = participant.line;
    participant.isQuiet = isQuiet;
    if (participant.line !== before && joinedOf(participant.state)) {
      meeting.broadcast('participant:updated', participant.view());
    }
  }

  /** The page goes away: whoever loads it again finds their place. */
  async endStay(membership: Membership): Promise<void> {
    authorize(membership, 'stay:end');
    this.#leaving.drop(membership, { goodbye: true });
  }

  /** The answer to their join goes out to them. */
  arrived({ participant }: Membership): void {
    participant.inviteUse?.keep();
  }

  /**
   * Undoes a join whose answer reached nobody: the place is free and the invite's use is given back. Whoever was in
   * before, also as the same browser's older self, has dropped again; a console's invite is its owner's.
   */
  async abandon(membership: Membership, leaving: Goodbye | null): Promise<void> {
    const { meeting, participant } = membership;
    const wasInBefore = participant.resumeHashes.length > 1 || participant.hasTakenOver;
    if (!wasInBefore) {
      this.#leaving.dismiss(meeting, participant, 'leave');
      await participant.inviteUse?.giveBack();
      return;
    }
    this.arrived(membership);
    if (leaving === null || leaving === 'page-closed') {
      this.#leaving.drop(membership, { goodbye: leaving === 'page-closed' });
    } else this.#leaving.leave(membership, { mayReturn: leaving.mayReturn ?? false });
  }

  /** Whoever said that they leave while they came back, which then failed, is not here either. */
  leaveUnheard({ roomId, resume }: { roomId: string; resume: string }, leaving: Goodbye): void {
    const way = this.#resumption.whose(roomId, resume);
    // A page that was closed is dropped already; what is loaded again finds the place.
    if (way && leaving !== 'page-closed') this.#leaving.leave(way, { mayReturn: leaving.mayReturn ?? false });
  }

  /** The client's connection is gone. */
  drop(membership: Membership): void {
    this.#leaving.drop(membership);
  }

  /** A missing room answers like one with a password. */
  async doorPassword(roomId: string): Promise<DoorPassword> {
    const stored = await this.#store.findRoom(roomId);
    if (!stored) return 'required';
    if (stored.passwordHash === null) return 'none';
    // The chair may have switched the lobby for this meeting.
    const { lobby } = this.#directory.find(roomId)?.settings ?? stored;
    return lobby === 'without-password' ? 'optional' : 'required';
  }

  get rooms(): readonly { id: string; participants: number; lobby: number }[] {
    return this.#directory.rooms.map((meeting) => ({
      id: meeting.id,
      participants: meeting.seated.length,
      lobby: meeting.waiting.length,
    }));
  }

  /** Errors: NOT_FOUND when nobody is in the room. */
  people(roomId: string): readonly PersonView[] {
    const people = this.#liveOrThrow(roomId).participants.filter(({ place }) => place === 'room');
    return people.map(({ id, displayName, mark, state, invite }) => ({
      id,
      displayName,
      mark,
      role: joinedOf(state)?.role ?? invite?.role ?? 'participant',
      state: state.kind === 'reconnecting' ? 'reconnecting' : joinedOf(state) ? 'joined' : 'lobby',
      since: (joinedOf(state) ?? lobbyOf(state))?.since ?? Date.now(),
    }));
  }

  /** The operator removes somebody. Errors: NOT_FOUND. */
  removePerson(roomId: string, participantId: string): void {
    const meeting = this.#liveOrThrow(roomId);
    const participant = meeting.find(participantId);
    if (participant?.place !== 'room') throw new AppError('NOT_FOUND');
    this.removal.removeFrom(meeting, participant);
  }

  /** The operator ends the meeting. Errors: NOT_FOUND when nobody is in the room. */
  endRoom(roomId: string): void {
    this.#leaving.endRoom(this.#liveOrThrow(roomId));
  }

  /** Takes over what was changed in storage while the meeting goes on; a deleted room ends. */
  async reload(roomId: string): Promise<void> {
    const [stored, plan] = await Promise.all([this.#store.findRoom(roomId), this.#plans.listSeats(roomId)]);
    const meeting = this.#directory.find(roomId);
    if (!meeting) return;
    if (!stored) return this.#leaving.endRoom(meeting);
    const before = meeting.settings;
    meeting.takeOver(stored);
    this.plan.takeOver(meeting, { plan, quorum: stored.quorum });
    await this.settings.settingsChanged(meeting, before);
  }

  get draining(): boolean {
    return this.#draining;
  }

  /** From here on nobody new comes in. `withinMs`: after which the server goes away at the latest, which everyone is shown. */
  drain({ withinMs = 0 } = {}): void {
    this.#draining = true;
    if (withinMs <= 0) return;
    this.#directory.setRestart(performance.now() + withinMs);
    for (const meeting of this.#directory.rooms) {
      meeting.tellUpdated();
      this.lobby.tellStatus(meeting);
    }
  }

  /** Everyone is told that the server goes away. Idempotent. */
  close(): void {
    this.drain();
    this.standings.suspend();
    for (const meeting of this.#directory.rooms) this.#leaving.suspendRoom(meeting);
  }

  #liveOrThrow(roomId: string): Meeting {
    const meeting = this.#directory.find(roomId);
    if (!meeting) throw new AppError('NOT_FOUND');
    return meeting;
  }
}
