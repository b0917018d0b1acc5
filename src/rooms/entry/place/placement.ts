import { AppError } from '../../../platform/errors.ts';
import type { JoinedReply, LobbyReply } from '../../../protocol/index.ts';
import { type Meeting, mayChair, type Participant } from '../../meeting/index.ts';
import type { MediaSession } from '../../ports/media-plane.ts';
import type { Leaving } from './leaving.ts';
import { roleWithin } from './role-within.ts';
import type { SecondScreens } from './second-screens.ts';
import type { Welcome } from './welcome.ts';

/** Where somebody's media resources come from. Errors: MEDIA_UNAVAILABLE, ROOM_ENDED. */
export interface SessionOpener {
  openSession(meeting: Meeting, participant: Participant): Promise<MediaSession>;
}

interface PlacementOptions {
  readonly media: SessionOpener;
  readonly leaving: Leaving;
  readonly secondScreens: SecondScreens;
  readonly welcome: Welcome;
  /** Somebody sits down who may chair: that is what some of those who wait have waited for. */
  readonly hostSat: (meeting: Meeting) => void;
}

/** Taking a place, at the table or in the lobby. */
export class Placement {
  readonly #options: PlacementOptions;

  constructor(options: PlacementOptions) {
    this.#options = options;
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
    const [former = participant] = meeting.people.olderSelvesOf(participant);
    const role = roleWithin(participant.entryRole, former.decidedRole);
    if (!participant.apply({ kind: 'seat', at: Date.now(), role, session })) {
      session.close();
      // They dropped and came back while this session was made, and sit already.
      if (participant.state.kind === 'joined')
        return this.#options.welcome.toTable(meeting, participant, { cameBy, byEvent: tell !== undefined });
      throw new AppError('ROOM_ENDED', { details: { state: participant.state.kind } });
    }
    meeting.takeSeat(participant);
    meeting.seatedBefore.add(participant);
    this.#replaceFormerSelf(meeting, participant);
    meeting.changed({ arriving: participant });
    meeting.tell.everyone('participant:joined', meeting.views.person(participant), { except: participant });
    const reply = this.#options.welcome.toTable(meeting, participant, { cameBy, byEvent: tell !== undefined });
    tell?.(reply);
    if (mayChair(role)) this.#options.hostSat(meeting);
    return reply;
  }

  /** In the lobby, behind those who wait already. */
  park(meeting: Meeting, participant: Participant, { cameBy }: { cameBy?: string | undefined } = {}): LobbyReply {
    this.#replaceFormerSelf(meeting, participant);
    meeting.changed({ arriving: participant });
    meeting.tellWaiting(participant);
    return this.#options.welcome.toLobby(meeting, participant, { cameBy });
  }

  async #openSession(meeting: Meeting, participant: Participant): Promise<MediaSession> {
    try {
      return await this.#options.media.openSession(meeting, participant);
    } catch (error) {
      if (participant.apply({ kind: 'keep-waiting' })) {
        meeting.people.queueAgain(participant);
        meeting.tellWaiting(participant);
      }
      throw error;
    }
  }

  /** The same browser is here once: what it was before a reload without a way back, or in another tab, ends. */
  #replaceFormerSelf(meeting: Meeting, participant: Participant): void {
    const selves = meeting.people.olderSelvesOf(participant);
    const [former] = selves;
    if (!former) return;
    meeting.handOver(former, participant);
    for (const self of selves) {
      this.#options.secondScreens.handOver(meeting, self, participant);
      this.#options.leaving.dismiss(meeting, self, 'replace');
    }
    meeting.tell.changes();
  }
}
