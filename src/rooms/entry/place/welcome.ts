import { clockReading, type JoinedReply, type LobbyReply } from '../../../protocol/index.ts';
import type { HowIssued, Meeting, Participant } from '../../meeting/index.ts';
import type { TurnAccessFor } from '../../ports/auth.ts';
import type { Resumption } from './resumption.ts';
import { lobbyStatusOf } from './waiting-rule.ts';

interface WelcomeOptions {
  readonly resumption: Resumption;
  readonly turnAccess: TurnAccessFor;
}

/** What somebody is answered who has a place, with a new secret for the way back to it. */
export class Welcome {
  readonly #options: WelcomeOptions;

  constructor(options: WelcomeOptions) {
    this.#options = options;
  }

  /** To the table. `sessionKept`: they go on with the media that both sides still have. */
  toTable(
    meeting: Meeting,
    participant: Participant,
    { sessionKept = false, ...how }: HowIssued & { sessionKept?: boolean } = {},
  ): JoinedReply {
    const { resumption, turnAccess } = this.#options;
    const resume = resumption.issue(participant, how);
    return meeting.views.snapshotFor(participant, { resume, sessionKept, turn: turnAccess(participant.id) });
  }

  /** To the lobby. */
  toLobby(meeting: Meeting, participant: Participant, how: HowIssued = {}): LobbyReply {
    return {
      state: 'lobby',
      displayName: participant.displayName,
      roomName: meeting.settings.name,
      ...lobbyStatusOf(meeting, participant),
      clock: clockReading(),
      resume: this.#options.resumption.issue(participant, how),
    };
  }
}
