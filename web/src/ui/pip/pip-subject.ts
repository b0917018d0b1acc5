import type { ParticipantView } from '../../../../src/protocol/index.ts';
import { foremostScreen, type SharedScreen } from '../../call/media/shared-screen.ts';

/** What one sees where there is room for one picture. */
export type PipSubject =
  | { readonly is: 'screen'; readonly screen: SharedScreen }
  | { readonly is: 'person'; readonly participant: ParticipantView }
  | { readonly is: 'nobody' };

interface PipAsk {
  readonly participants: readonly ParticipantView[];
  readonly selfId: string;
  readonly screens: readonly SharedScreen[];
  /** Whose screen somebody shows whose view one follows; null: nobody's. */
  readonly chosenScreen: string | null;
  readonly pinned: readonly string[];
  readonly spotlight: string | null;
  /** Who speaks with their hands. */
  readonly signing: readonly string[];
  /** Whoever has spoken for a while. */
  readonly speaker: string | null;
}

/** Another's screen first; then who is pinned, signs, is in the spotlight, or speaks; before that the first of the others. */
export function pipSubjectOf({
  participants,
  selfId,
  screens,
  chosenScreen,
  pinned,
  spotlight,
  signing,
  speaker,
}: PipAsk): PipSubject {
  const theirs = screens.filter(({ isSelf }) => !isSelf);
  const screen = theirs.find(({ participantId }) => participantId === chosenScreen) ?? foremostScreen(theirs);
  if (screen !== null) return { is: 'screen', screen };
  const others = participants.filter(({ id, role }) => id !== selfId && role !== 'observer');
  const wanted = [...pinned, ...signing, spotlight, speaker].find((id) => others.some((one) => one.id === id));
  const participant = others.find(({ id }) => id === wanted) ?? others[0];
  return participant === undefined ? { is: 'nobody' } : { is: 'person', participant };
}
