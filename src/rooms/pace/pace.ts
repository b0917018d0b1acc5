import type { CommandName } from '../../protocol/index.ts';
import { consoleOf, lobbyOf, type Meeting, type Membership, type Participant } from '../meeting/index.ts';
import { PACES, shareOf } from './pace-policy.ts';

/** To be called for every command of somebody who is in. Errors: RATE_LIMITED. */
export function keepPace({ meeting, participant }: Membership, command: CommandName): void {
  const pace = PACES[command];
  if (pace.heardBy === 'nobody' || pace.heardBy === 'leaving') return;
  meeting.paces.take([
    { of: `${command} of ${personOf(participant)}`, rate: pace.each },
    // Those who wait are strangers: none of them takes what the others have to say from the chair.
    ...(lobbyOf(participant.state)
      ? [{ of: `${command} from ${participant.origins[0]}`, rate: shareOf(pace.room) }]
      : []),
    { of: command, rate: pace.room },
  ]);
}

export interface Arrival {
  readonly command: 'room:join' | 'console:join';
  /** Whose place it is, where it is one already; else the browser, where it says which. */
  readonly of: string | null;
  /** The part of the internet that they come from; null for second screens. */
  readonly origin: string | null;
  /**
   * `host`: may end the meeting, and is not kept out by a crowd at the door. `back`: was here. `invited`: shows an invite
   * or the password. `stranger`: shows nothing. None of them uses up what the others have.
   */
  readonly standing: 'host' | 'back' | 'invited' | 'stranger';
}

/** To be called first for everybody who comes, also for who is then refused: it costs them alone. Errors: RATE_LIMITED. */
export function keepPaceOfOrigin(meeting: Meeting, { command, of, origin, standing }: Arrival): void {
  const { each, room: together } = PACES[command];
  const share = shareOf(together);
  meeting.paces.take([
    ...(of === null ? [] : [{ of: `${command} of ${of}`, rate: each }]),
    ...(origin === null ? [] : [{ of: `${command} of ${standing} from ${origin}`, rate: share }]),
  ]);
}

/** To be called for every way into a room, be it new or back, when nothing else stands in it. Errors: RATE_LIMITED. */
export function keepPaceOfRoom(meeting: Meeting, { command, standing }: Arrival): void {
  if (standing !== 'host') meeting.paces.take([{ of: `${command} of ${standing}`, rate: PACES[command].room }]);
}

/** At the table and at their consoles. */
function personOf({ id, state }: Participant): string {
  return consoleOf(state)?.ownerId ?? id;
}
