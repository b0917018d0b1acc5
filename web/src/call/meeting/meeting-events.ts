import type { Command } from '../../session/commands.ts';
import type { Failure, ServerEvent } from '../../session/signaling.ts';
import type { Turns } from '../../session/wishes.ts';
import { type AtTable, applied, type Feature, type MeetingReply, type Refusals, saidOf, together } from './feature.ts';
import { FEATURES, type FeatureNotice, isNews, type MeetingState, type SeatState } from './features.ts';

// What table and console have in common, put together from what each feature says of itself.

export const ALL: readonly Feature<MeetingState, MeetingState & SeatState & AtTable, FeatureNotice>[] = FEATURES;
const CHANGES = ALL.map(({ changes }) => changes);
const WORDS = ALL.map(({ words }) => words);
const REFUSALS: Refusals<FeatureNotice> = together(ALL.map(({ refused }) => refused));

/** Which commands turn one and the same switch. */
export const TURNS: Turns = together(ALL.map(({ turns }) => turns));

/** The meeting as an answer by which somebody comes in lays it. */
export function meetingOf(reply: MeetingReply): MeetingState {
  return together(FEATURES.map((feature) => ('laid' in feature ? feature.laid(reply) : null)));
}

/** What is said of a command that was refused. */
export function refusalOf(
  name: Command,
  failure: Failure,
): readonly (FeatureNotice | { readonly kind: 'failed'; readonly failure: Failure })[] {
  const own = REFUSALS[name]?.(failure) ?? [];
  return own.length > 0 ? own : [{ kind: 'failed', failure }];
}

/** What whoever comes in, or is back, finds there that is worth a word. */
export function foundBy(reply: MeetingReply, before: MeetingState | null): readonly FeatureNotice[] {
  return ALL.flatMap(({ found }) => found?.(before, reply) ?? []);
}

/** The meeting after an event; the same object when it changes nothing of it. */
export function applyToMeeting<M extends MeetingState>(meeting: M, event: ServerEvent): M {
  return isNews(event) ? applied(meeting, CHANGES, event) : meeting;
}

/** What an event is worth saying, wherever one is. */
export function meetingNoticesOf(before: MeetingState, event: ServerEvent): readonly FeatureNotice[] {
  return isNews(event) ? saidOf([before, applyToMeeting(before, event)], WORDS, event) : [];
}
