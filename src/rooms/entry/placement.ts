import { AppError } from '../../platform/errors.ts';
import { clockReading, type JoinedReply, type LobbyReply, MAX_WAITING } from '../../protocol/index.ts';
import type { MediaSession } from '../media/media-plane.ts';
import { roleWithin } from '../meeting/decided-people.ts';
import { lobbyEntry } from '../meeting/lobby-views.ts';
import type { Meeting } from '../meeting/meeting.ts';
import type { Participant } from '../meeting/participant.ts';
import { lobbyOf, mayChair } from '../meeting/participant-state.ts';
import type { TurnAccessFor } from '../ports.ts';
import { whoYields } from './absence.ts';
import type { Leaving } from './leaving.ts';
import { lobbyStatusOf } from './lobby-status.ts';
import type { HowIssued, Resumption } from './resumption.ts';
import { waitingForOf } from './waiting-rule.ts';

/** Where somebody's media resources come from. Errors: MEDIA_UNAVAILABLE, ROOM_ENDED. */
export interface SessionOpener {
  openSession(meeting: Meeting, participant: Participant): Promise<MediaSession>;
}

interface PlacementOptions {
  readonly media: SessionOpener;
  readonly leaving: Leaving;
  readonly resumption: Resumption;
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
    meeting: Meeting,
    kind: 'seat' | 'lobby',
    { isHost = false, freed = 0 }: { isHost?: boolean; freed?: number } = {},
  ): Participant | undefined {
    const isFree =
      kind === 'seat'
        ? isHost || meeting.seatsTaken - freed < meeting.settings.maxParticipants
        : meeting.waiting.length - freed < MAX_WAITING;
    if (isFree) return undefined;
    const yielding = whoYields(meeting.participants, kind);
    if (!yielding) throw new AppError(kind === 'seat' ? 'ROOM_FULL' : 'TOO_MANY');
    return yielding;
  }

  /**
   * Makes the session and takes the seat. `tell` is called in the same breath, so that nothing that happens at the
   * table can overtake it. Errors: as openSession; ROOM_ENDED when they left or were removed meanwhile.
   */
  async seat(
    meeting: Meeting,
    participant: Participant,
    { cameBy, tell }: { cameBy?: string | undefined; tell?: (reply: JoinedReply) => void } = {},
  ): Promise<JoinedReply> {
    const session = await this.#openSession(meeting, participant);
    // As the chair has it now, also of the older self whose place it is.
    const [former = participant] = meeting.olderSelvesOf(participant);
    const role = roleWithin(participant.entryRole, former.decidedRole);
    if (!participant.apply({ kind: 'seat', at: Date.now(), role, session })) {
      session.close();
      // They dropped and came back while this session was made, and sit already.
      if (participant.state.kind === 'joined')
        return this.welcome(meeting, participant, { cameBy, byEvent: tell !== undefined });
      throw new AppError('ROOM_ENDED', { details: { state: participant.state.kind } });
    }
    meeting.takeSeat(participant);
    meeting.seatedBefore.add(participant);
    this.#replaceFormerSelf(meeting, participant);
    meeting.changed({ arriving: participant });
    meeting.broadcast('participant:joined', participant.view(), { except: participant });
    const reply = this.welcome(meeting, participant, { cameBy, byEvent: tell !== undefined });
    tell?.(reply);
    if (mayChair(role)) void this.sortWaiting(meeting);
    return reply;
  }

  /** In the lobby, behind those who wait already. */
  park(meeting: Meeting, participant: Participant, { cameBy }: { cameBy?: string | undefined } = {}): LobbyReply {
    this.#replaceFormerSelf(meeting, participant);
    meeting.changed({ arriving: participant });
    meeting.tellChair('lobby:knocked', lobbyEntry(participant));
    return this.lobbyReply(meeting, participant, { cameBy });
  }

  welcome(
    meeting: Meeting,
    participant: Participant,
    { sessionKept = false, ...how }: HowIssued & { sessionKept?: boolean } = {},
  ): JoinedReply {
    const { resumption, turnAccess } = this.#options;
    const resume = resumption.issue(participant, how);
    return meeting.snapshotFor(participant, { resume, sessionKept, turn: turnAccess(participant.id) });
  }

  /**
   * A seat for somebody who waits. Whose connection is lost just now sits down when it comes back; for whom no session
   * can be made waits as before. Errors: ROOM_FULL, MEDIA_UNAVAILABLE, INVALID_STATE when somebody else has decided
   * meanwhile.
   */
  async admit(meeting: Meeting, participant: Participant): Promise<void> {
    const yielding = this.findPlace(meeting, 'seat');
    if (!participant.apply({ kind: 'admit' })) throw new AppError('INVALID_STATE');
    if (yielding && yielding !== participant) this.#options.leaving.giveUpPlace(meeting, yielding);
    meeting.putBack.delete(participant);
    meeting.tellChair('lobby:left', { participantId: participant.id });
    if (participant.state.kind === 'reconnecting') return;
    const { connection } = participant;
    try {
      await this.seat(meeting, participant, {
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
  lobbyReply(meeting: Meeting, participant: Participant, how: HowIssued = {}): LobbyReply {
    return {
      state: 'lobby',
      displayName: participant.displayName,
      roomName: meeting.settings.name,
      ...lobbyStatusOf(meeting, participant),
      clock: clockReading(),
      resume: this.#options.resumption.issue(participant, how),
    };
  }

  async #openSession(meeting: Meeting, participant: Participant): Promise<MediaSession> {
    try {
      return await this.#options.media.openSession(meeting, participant);
    } catch (error) {
      if (participant.apply({ kind: 'keep-waiting' })) {
        meeting.queueAgain(participant);
        meeting.tellChair('lobby:knocked', lobbyEntry(participant));
      }
      throw error;
    }
  }

  /** The same browser is here once: what it was before a reload without a way back, or in another tab, ends. */
  #replaceFormerSelf(meeting: Meeting, participant: Participant): void {
    const selves = meeting.olderSelvesOf(participant);
    const [former] = selves;
    if (!former) return;
    meeting.handOver(former, participant);
    for (const self of selves) {
      this.#options.leaving.handConsolesOver(meeting, self, participant);
      this.#options.leaving.dismiss(meeting, self, 'replace');
    }
    meeting.tellUpdated();
  }

  /**
   * Whoever waits is sorted anew, because what they wait for has come or the room is set otherwise: nothing keeps them
   * any more, or something else does. `isTold`: what they are told has changed anyway.
   */
  async sortWaiting(meeting: Meeting, { isTold = false } = {}): Promise<void> {
    const admissible: Participant[] = [];
    for (const participant of meeting.waiting) {
      const waitingFor = waitingForOf(meeting, participant);
      if (waitingFor === null) {
        admissible.push(participant);
        continue;
      }
      const isOther = lobbyOf(participant.state)?.waitingFor !== waitingFor;
      if (isOther) participant.apply({ kind: 'await', waitingFor });
      if (isOther || isTold) participant.connection?.send('lobby:updated', lobbyStatusOf(meeting, participant));
    }
    const results = await Promise.allSettled(admissible.map((participant) => this.admit(meeting, participant)));
    for (const [index, result] of results.entries()) {
      if (result.status === 'fulfilled') continue;
      // In a full room they keep waiting where the chair sees them.
      if (!isExpected(result.reason)) this.#options.report(result.reason);
      const waiting = admissible[index];
      if (isTold && waiting) waiting.connection?.send('lobby:updated', lobbyStatusOf(meeting, waiting));
    }
  }
}

function isExpected(error: unknown): boolean {
  return error instanceof AppError && (error.code === 'ROOM_FULL' || error.code === 'INVALID_STATE');
}
