import type { FloorSource, ParticipantView, Role, RoomView } from '../../../../src/protocol/index.ts';
import { maySend } from '../../../../src/protocol/meeting/floor/hard-mute.ts';
import type { TableState } from '../../call/call-state.ts';
import { sends } from '../../call/media/sends.ts';

/** What can be done to somebody else. */
export type PersonAction =
  | { readonly kind: 'switch-off'; readonly source: 'microphone' | 'camera' | 'screen' }
  | { readonly kind: 'ask' | 'switch-on' | 'lock' | 'unlock'; readonly source: FloorSource }
  | { readonly kind: 'give-floor' | 'take-floor' | 'lower-hand' | 'return-to-lobby' | 'remove' }
  | { readonly kind: 'spotlight' | 'unspotlight' | 'offer-off' | 'end-signing' }
  | { readonly kind: 'bar-portrait' | 'allow-portrait' }
  | { readonly kind: 'rename' }
  | { readonly kind: 'make'; readonly role: Role };

const FLOOR: readonly FloorSource[] = ['microphone', 'camera'];
const ROLES_TO_GIVE: readonly Role[] = ['moderator', 'deputy', 'participant', 'observer'];

/** What the viewer is offered at the table, in the menu's order; the server decides by the same rules, and its word holds. */
export function actionsOn(person: ParticipantView, { room, self }: Pick<TableState, 'room' | 'self'>): PersonAction[] {
  if (!self.isChairing || person.id === self.participantId) return [];
  const { role, reconnecting } = person;
  const actions: PersonAction[] = [];

  for (const source of ['microphone', 'camera', 'screen'] as const) {
    if (sends(person, source)) actions.push({ kind: 'switch-off', source });
  }
  for (const source of FLOOR) {
    if (reconnecting || sends(person, source) || !maySend(room, person, source)) continue;
    actions.push({ kind: 'ask', source });
    if (person.consent[source]) actions.push({ kind: 'switch-on', source });
  }
  if (role !== 'observer') actions.push(floorOf(person));
  actions.push(...handOf(person, room), ...signingOf(person, room));
  if ((role === 'participant' || role === 'deputy') && !person.isChairing) {
    for (const source of FLOOR) actions.push({ kind: person.restricted[source] ? 'unlock' : 'lock', source });
  }
  if (self.role === 'moderator' && role !== 'moderator') {
    for (const given of ROLES_TO_GIVE) if (given !== role) actions.push({ kind: 'make', role: given });
  }
  return [...actions, ...onWhoIsNoModerator(person)];
}

/** What the desk's card offers behind a name; for microphone and camera it has switches. */
export function deskActionsOn(person: ParticipantView, room: RoomView): PersonAction[] {
  const actions: PersonAction[] = [
    floorOf(person),
    ...handOf(person, room),
    ...signingOf(person, room),
    spotlightOf(person, room),
  ];
  if (person.upload === 'weak') actions.push({ kind: 'offer-off' });
  if (sends(person, 'screen')) actions.push({ kind: 'switch-off', source: 'screen' });
  return [...actions, ...onWhoIsNoModerator(person)];
}

/** What a switch does that shows somebody's microphone or camera: off at once, on where they have allowed it, else a question. */
export function switchOf(person: ParticipantView, source: FloorSource) {
  if (sends(person, source)) return { kind: 'switch-off', source } as const;
  return { kind: person.consent[source] ? 'switch-on' : 'ask', source } as const;
}

function spotlightOf({ id }: ParticipantView, { spotlight }: Pick<RoomView, 'spotlight'>): PersonAction {
  return { kind: spotlight === id ? 'unspotlight' : 'spotlight' };
}

function floorOf({ hasFloor }: ParticipantView): PersonAction {
  return { kind: hasFloor ? 'take-floor' : 'give-floor' };
}

function handOf({ id }: ParticipantView, { hands }: Pick<RoomView, 'hands'>): PersonAction[] {
  return hands.includes(id) ? [{ kind: 'lower-hand' }] : [];
}

function signingOf({ id }: ParticipantView, { signing }: Pick<RoomView, 'signing'>): PersonAction[] {
  return signing.includes(id) ? [{ kind: 'end-signing' }] : [];
}

/** Moderators are not overpowered by each other. */
function onWhoIsNoModerator(person: ParticipantView): PersonAction[] {
  if (person.role === 'moderator') return [];
  return [...portraitOf(person), { kind: 'rename' }, { kind: 'return-to-lobby' }, { kind: 'remove' }];
}

function portraitOf({ portrait, portraitBarred }: ParticipantView): PersonAction[] {
  if (portraitBarred) return [{ kind: 'allow-portrait' }];
  return portrait === undefined ? [] : [{ kind: 'bar-portrait' }];
}
