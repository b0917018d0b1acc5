import { Per } from '../../../platform/per.ts';
import type { Meeting } from '../meeting.ts';
import type { Participant } from '../participant/participant.ts';

/** What a feature keeps of each meeting. */
export class PerMeeting<T> extends Per<Meeting, T> {}

/** What a feature keeps of each participant, beside what all of them know. */
export class PerParticipant<T> extends Per<Participant, T> {}
