import { colourSchema, isLegible, legibleShadeOf } from '../../../../src/protocol/accounts/colour.ts';
import type { OrganisationChanges, OrganisationView } from '../../../../src/protocol/api/organisation.ts';
import { isVisible } from '../../../../src/protocol/base/text.ts';
import type { FederalState } from '../../../../src/protocol/reservations/federal-states.ts';
import type { RoomSettingsDraft } from '../room-settings/settings-draft.ts';
import { draftOfDefaults, settingsOf } from '../room-settings/settings-draft.ts';

/** An organisation while it is edited: as typed. */
export interface HouseDraft {
  readonly name: string;
  readonly senderName: string;
  /** `#rrggbb`, or what is being typed; empty: the installation's own. */
  readonly colour: string;
  /** Empty: the holidays of all. */
  readonly federalState: FederalState | '';
  readonly defaults: RoomSettingsDraft;
}

export function draftOf({ name, senderName, colour, federalState, roomDefaults }: OrganisationView): HouseDraft {
  return {
    name,
    senderName: senderName ?? '',
    colour: colour ?? '',
    federalState: federalState ?? '',
    defaults: draftOfDefaults(roomDefaults),
  };
}

/** What is to be said of a colour while it is typed. */
export type ColourCheck =
  | { readonly is: 'none' }
  | { readonly is: 'legible'; readonly colour: string }
  | { readonly is: 'faint'; readonly colour: string; readonly shade: string }
  | { readonly is: 'no-colour' };

export function checkColour(text: string): ColourCheck {
  if (text.trim() === '') return { is: 'none' };
  const colour = colourSchema.safeParse(text.trim()).data;
  if (colour === undefined) return { is: 'no-colour' };
  return isLegible(colour) ? { is: 'legible', colour } : { is: 'faint', colour, shade: legibleShadeOf(colour) };
}

export type HouseProblem = 'nameMissing' | 'colourFaint' | 'noColour' | 'seatsInvalid' | 'daysInvalid';

/** What is sent: what was changed, so that nothing is put back that somebody else has changed meanwhile; or what is wrong with it. */
export function changesOf(draft: HouseDraft, before: HouseDraft): OrganisationChanges | HouseProblem {
  const [wanted, former] = [saidIn(draft), saidIn(before)];
  if (typeof wanted === 'string') return wanted;
  const kept = new Map(typeof former === 'string' ? [] : Object.entries(former));
  const isNew = ([name, value]: [string, unknown]) => JSON.stringify(kept.get(name)) !== JSON.stringify(value);
  return Object.fromEntries(Object.entries(wanted).filter(isNew));
}

function saidIn({
  name,
  senderName,
  colour,
  federalState,
  defaults,
}: HouseDraft): Required<OrganisationChanges> | HouseProblem {
  if (!isVisible(name)) return 'nameMissing';
  const check = checkColour(colour);
  if (check.is === 'faint') return 'colourFaint';
  if (check.is === 'no-colour') return 'noColour';
  const settings = settingsOf(defaults);
  if (typeof settings === 'string') return settings;
  return {
    name: name.trim(),
    senderName: isVisible(senderName) ? senderName.trim() : null,
    colour: check.is === 'legible' ? check.colour : null,
    federalState: federalState === '' ? null : federalState,
    roomDefaults: settings,
  };
}
