import type { CommandName } from '../signaling/protocol/index.ts';
import type { Participant } from './live-participant.ts';
import type { Membership } from './membership.ts';
import { PACES } from './pace-policy.ts';
import { consoleOf } from './participant.ts';
import type { Room } from './room.ts';

/** To be called for every command of somebody who is in. Errors: RATE_LIMITED. */
export function keepPace({ room, participant }: Membership, command: CommandName): void {
  const pace = PACES[command];
  if (pace.heardBy === 'nobody' || pace.heardBy === 'leaving') return;
  room.paces.take([
    { of: `${command} of ${personOf(participant)}`, rate: pace.each },
    { of: command, rate: pace.room },
  ]);
}

export interface Arrival {
  readonly command: 'room:join' | 'console:join';
  /** Whose place it is, where it is one already; else the browser, where it says which. */
  readonly of: string | null;
  /** The part of the internet that somebody new comes from; null for who comes back. */
  readonly origin: string | null;
  /** Who may end the meeting is not kept out by a crowd at the door. */
  readonly isHost: boolean;
}

/** To be called for every way into a room, be it new or back, once the right to it is proven. Errors: RATE_LIMITED. */
export function keepArrivalPace(room: Room, { command, of, origin, isHost }: Arrival): void {
  const { each, room: together } = PACES[command];
  room.paces.take([
    ...(of === null ? [] : [{ of: `${command} of ${of}`, rate: each }]),
    ...(origin === null ? [] : [{ of: `${command} from ${origin}`, rate: together }]),
    ...(isHost ? [] : [{ of: command, rate: together }]),
  ]);
}

/** At the table and at their consoles. */
function personOf({ id, state }: Participant): string {
  return consoleOf(state)?.ownerId ?? id;
}
