import { maySend } from '../../../../src/protocol/hard-mute.ts';
import type { FloorSource, ParticipantView, Role, Source } from '../../../../src/protocol/index.ts';
import type { TableState } from '../../call/call-state.ts';

/** What can be done to somebody else, in the order of the menu. */
export type PersonAction =
  | { readonly kind: 'switch-off'; readonly source: 'microphone' | 'camera' | 'screen' }
  | { readonly kind: 'ask' | 'switch-on' | 'lock' | 'unlock'; readonly source: FloorSource }
  | { readonly kind: 'give-floor' | 'take-floor' | 'lower-hand' | 'return-to-lobby' | 'remove' }
  | { readonly kind: 'make'; readonly role: Role };

const FLOOR: readonly FloorSource[] = ['microphone', 'camera'];
const ROLES_TO_GIVE: readonly Role[] = ['moderator', 'deputy', 'participant', 'observer'];

/** What the viewer is offered; the server decides by the same rules, and its word holds. */
export function actionsOn(person: ParticipantView, { room, self }: Pick<TableState, 'room' | 'self'>): PersonAction[] {
  if (!self.isChairing || person.id === self.participantId) return [];
  const { role, producers, reconnecting, hasFloor } = person;
  const isMember = role !== 'observer';
  const sends = (source: Source) => producers.some((producer) => producer.source === source && !producer.paused);
  const actions: PersonAction[] = [];

  for (const source of ['microphone', 'camera', 'screen'] as const) {
    if (sends(source)) actions.push({ kind: 'switch-off', source });
  }
  for (const source of FLOOR) {
    if (reconnecting || sends(source) || !maySend(room, person, source)) continue;
    actions.push({ kind: 'ask', source });
    if (person.consent[source]) actions.push({ kind: 'switch-on', source });
  }
  if (isMember) actions.push({ kind: hasFloor ? 'take-floor' : 'give-floor' });
  if (room.hands.includes(person.id)) actions.push({ kind: 'lower-hand' });
  if ((role === 'participant' || role === 'deputy') && !person.isChairing) {
    for (const source of FLOOR) actions.push({ kind: person.restricted[source] ? 'unlock' : 'lock', source });
  }
  if (role === 'moderator') return actions;
  if (self.role === 'moderator') {
    for (const given of ROLES_TO_GIVE) if (given !== role) actions.push({ kind: 'make', role: given });
  }
  actions.push({ kind: 'return-to-lobby' }, { kind: 'remove' });
  return actions;
}
