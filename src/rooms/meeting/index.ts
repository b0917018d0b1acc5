// What entry, pace and the features see of a meeting; all else in this folder is its own. It imports none of them.

export { isAttended, isForsaken, UNATTENDED_MS } from './attended.ts';
export type { Commands } from './commands.ts';
export { Directory } from './directory.ts';
export { type Feature, Features } from './feature.ts';
export type { KnownBearers } from './kept/known-bearers.ts';
export { PerMeeting, PerParticipant } from './kept/per.ts';
export { PerBearer } from './kept/per-bearer.ts';
export { SingledOut } from './kept/singled-out.ts';
export type { Begun, Meeting } from './meeting.ts';
export { authorize, type Membership, sessionOrThrow, targetOrThrow } from './membership.ts';
export type { Change, Kept } from './moments.ts';
export type { Connection } from './participant/connection.ts';
export { Participant, type PublishedSource } from './participant/participant.ts';
export {
  consoleOf,
  joinedOf,
  lobbyOf,
  mayChair,
  type ParticipantEvent,
  RESUME_WINDOW_MS,
} from './participant/participant-state.ts';
export type { HowIssued } from './participant/resume-secrets.ts';
export { isIn } from './people.ts';
export { ReservedSeats } from './reserved-seats.ts';
export { type Action, mayActOn } from './rights.ts';
export { ToldSoon } from './telling/told-soon.ts';
