import { AppError } from '../../platform/errors.ts';
import { clockReading, type JoinedReply, type LobbyReply, MAX_WAITING } from '../../protocol/index.ts';
import type { AttendanceService } from '../attendance/attendance-service.ts';
import type { ChairService } from '../chair/chair-service.ts';
import { lobbyEntry } from '../lobby/lobby-views.ts';
import type { MediaSession } from '../media/media-plane.ts';
import type { RoomMedia } from '../media/meeting-media.ts';
import { roleWithin } from '../meeting/decided-people.ts';
import type { Room } from '../meeting/meeting.ts';
import type { Participant } from '../meeting/participant.ts';
import { lobbyOf, mayChair } from '../meeting/participant-state.ts';
import type { Names } from '../names/names.ts';
import type { OrderService } from '../plan/plan-service.ts';
import type { TurnAccessFor } from '../ports.ts';
import { whoYields } from './absence.ts';
import type { Departures } from './leaving.ts';
import type { HowIssued, Resumption } from './resumption.ts';
import type { Standings } from './standings.ts';
import { waitingForOf } from './waiting-rule.ts';

interface PlacementOptions {
  readonly media: RoomMedia;
  readonly departures: Departures;
  readonly resumption: Resumption;
  readonly chair: ChairService;
  readonly order: OrderService;
  readonly names: Names;
  readonly attendance: AttendanceService;
  readonly standings: Standings;
  readonly turnAccess: TurnAccessFor;
  readonly report: (error: unknown) => void;
}

/** Places at the table and in the lobby: whether there is one, and taking it. */
export class Placement {
  readonly #options: PlacementOptions;

  constructor(options: PlacementOptions) {
    this.#options = options;
  }

  /**
   * Who gives their place up for somebody who is here; undefined: there is a free one. `freed`: that many go with
   * whoever comes. Who may chair finds a seat also in a full room: somebody must be able to end it.
   * Errors: ROOM_FULL, TOO_MANY when the lobby is full.
   */
  findPlace(
    room: Room,
    kind: 'seat' | 'lobby',
    { isHost = false, freed = 0 }: { isHost?: boolean; freed?: number } = {},
  ): Participant | undefined {
    const isFree =
      kind === 'seat'
        ? isHost || room.seatsTaken - freed < room.settings.maxParticipants
        : room.waiting.length - freed < MAX_WAITING;
    if (isFree) return undefined;
    const yielding = whoYields(room.participants, kind);
    if (!yielding) throw new AppError(kind === 'seat' ? 'ROOM_FULL' : 'TOO_MANY');
    return yielding;
  }

  /**
   * Makes the session and takes the seat. `tell` is called in the same breath, so that nothing that happens at the
   * table can overtake it. Errors: as openSession; ROOM_ENDED when they left or were removed meanwhile.
   */
  async seat(
    room: Room,
    participant: Participant,
    { cameBy, tell }: { cameBy?: string | undefined; tell?: (reply: JoinedReply) => void } = {},
  ): Promise<JoinedReply> {
    const session = await this.#openSession(room, participant);
    // As the chair has it now, also of the older self whose place it is.
    const [former = participant] = room.olderSelvesOf(participant);
    const role = roleWithin(participant.entryRole, former.decidedRole);
    if (!participant.apply({ kind: 'seat', at: Date.now(), role, session })) {
      session.close();
      // They dropped and came back while this session was made, and sit already.
      if (participant.state.kind === 'joined')
        return this.welcome(room, participant, { cameBy, byEvent: tell !== undefined });
      throw new AppError('ROOM_ENDED', { details: { state: participant.state.kind } });
    }
    room.takeSeat(participant);
    room.seatedBefore.add(participant);
    this.#replaceFormerSelf(room, participant);
    this.#options.order.review(room, { arriving: participant });
    this.#options.names.review(room, { arriving: participant });
    this.#options.attendance.review(room);
    this.#options.standings.review(room);
    this.#options.chair.review(room, { arriving: participant });
    room.broadcast('participant:joined', participant.view(), { except: participant });
    const reply = this.welcome(room, participant, { cameBy, byEvent: tell !== undefined });
    tell?.(reply);
    if (mayChair(role)) void this.sortWaiting(room);
    return reply;
  }

  /** In the lobby, behind those who wait already. */
  park(room: Room, participant: Participant, { cameBy }: { cameBy?: string | undefined } = {}): LobbyReply {
    this.#replaceFormerSelf(room, participant);
    this.#options.names.review(room, { arriving: participant });
    room.tellChair('lobby:knocked', lobbyEntry(participant));
    return this.lobbyReply(room, participant, { cameBy });
  }

  welcome(
    room: Room,
    participant: Participant,
    { sessionKept = false, ...how }: HowIssued & { sessionKept?: boolean } = {},
  ): JoinedReply {
    const { resumption, turnAccess } = this.#options;
    const resume = resumption.issue(participant, how);
    return room.snapshotFor(participant, { resume, sessionKept, turn: turnAccess(participant.id) });
  }

  /**
   * A seat for somebody who waits. Whose connection is lost just now sits down when it comes back; for whom no session
   * can be made waits as before. Errors: ROOM_FULL, MEDIA_UNAVAILABLE, INVALID_STATE when somebody else has decided
   * meanwhile.
   */
  async admit(room: Room, participant: Participant): Promise<void> {
    const yielding = this.findPlace(room, 'seat');
    if (!participant.apply({ kind: 'admit' })) throw new AppError('INVALID_STATE');
    if (yielding && yielding !== participant) this.#options.departures.giveUpPlace(room, yielding);
    room.putBack.delete(participant);
    room.tellChair('lobby:left', { participantId: participant.id });
    if (participant.state.kind === 'reconnecting') return;
    const { connection } = participant;
    try {
      await this.seat(room, participant, {
        tell: (reply) => {
          if (participant.connection === connection) connection?.send('lobby:admitted', reply);
        },
      });
    } catch (error) {
      // They dropped while the session was made, and are seated when they come back; or they left.
      if (error instanceof AppError && error.code === 'ROOM_ENDED') return;
      throw error;
    }
  }

  /** What somebody who waits is told, with a new secret for the way back. */
  lobbyReply(room: Room, participant: Participant, how: HowIssued = {}): LobbyReply {
    return {
      state: 'lobby',
      displayName: participant.displayName,
      roomName: room.settings.name,
      ...room.lobbyStatusOf(participant),
      clock: clockReading(),
      resume: this.#options.resumption.issue(participant, how),
    };
  }

  async #openSession(room: Room, participant: Participant): Promise<MediaSession> {
    try {
      return await this.#options.media.openSession(room, participant);
    } catch (error) {
      if (participant.apply({ kind: 'keep-waiting' })) {
        room.queueAgain(participant);
        room.tellChair('lobby:knocked', lobbyEntry(participant));
      }
      throw error;
    }
  }

  /** The same browser is here once: what it was before a reload without a way back, or in another tab, ends. */
  #replaceFormerSelf(room: Room, participant: Participant): void {
    const selves = room.olderSelvesOf(participant);
    const [former] = selves;
    if (!former) return;
    room.handOver(former, participant);
    for (const self of selves) {
      this.#options.departures.handConsolesOver(room, self, participant);
      this.#options.departures.dismiss(room, self, 'replace');
    }
    room.tellUpdated();
  }

  /**
   * Whoever waits is sorted anew, because what they wait for has come or the room is set otherwise: nothing keeps them
   * any more, or something else does. `isTold`: what they are told has changed anyway.
   */
  async sortWaiting(room: Room, { isTold = false } = {}): Promise<void> {
    const admissible: Participant[] = [];
    for (const participant of room.waiting) {
      const waitingFor = waitingForOf(room, participant);
      if (waitingFor === null) {
        admissible.push(participant);
        continue;
      }
      const isOther = lobbyOf(participant.state)?.waitingFor !== waitingFor;
      if (isOther) participant.apply({ kind: 'await', waitingFor });
      if (isOther || isTold) participant.connection?.send('lobby:updated', room.lobbyStatusOf(participant));
    }
    const results = await Promise.allSettled(admissible.map((participant) => this.admit(room, participant)));
    for (const [index, result] of results.entries()) {
      if (result.status === 'fulfilled') continue;
      // In a full room they keep waiting where the chair sees them.
      if (!isExpected(result.reason)) this.#options.report(result.reason);
      const waiting = admissible[index];
      if (isTold && waiting) waiting.connection?.send('lobby:updated', room.lobbyStatusOf(waiting));
    }
  }
}

function isExpected(error: unknown): boolean {
  return error instanceof AppError && (error.code === 'ROOM_FULL' || error.code === 'INVALID_STATE');
}
