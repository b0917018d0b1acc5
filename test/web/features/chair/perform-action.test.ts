import { expect, test } from 'vitest';
import { performAction } from '../../../../web/src/features/chair/perform-action.ts';

test.each<[Parameters<typeof performAction>[2], string, object]>([
  [{ kind: 'switch-off', source: 'screen' }, 'participant:switch-off', { participantId: 'anna', source: 'screen' }],
  [{ kind: 'ask', source: 'camera' }, 'participant:ask', { participantId: 'anna', source: 'camera' }],
  [{ kind: 'switch-on', source: 'camera' }, 'participant:switch-on', { participantId: 'anna', source: 'camera' }],
  [{ kind: 'lock', source: 'camera' }, 'participant:restrict', { participantId: 'anna', camera: true }],
  [{ kind: 'unlock', source: 'microphone' }, 'participant:restrict', { participantId: 'anna', microphone: false }],
  [{ kind: 'give-floor' }, 'floor:give', { participantId: 'anna' }],
  [{ kind: 'take-floor' }, 'floor:take', { participantId: 'anna' }],
  [{ kind: 'lower-hand' }, 'hands:lower', { participantId: 'anna' }],
  [{ kind: 'spotlight' }, 'spotlight:set', { participantId: 'anna' }],
  [{ kind: 'unspotlight' }, 'spotlight:set', { participantId: null }],
  [{ kind: 'end-signing' }, 'signing:end', { participantId: 'anna' }],
  [{ kind: 'offer-off' }, 'camera:offer-off', { participantId: 'anna' }],
  [{ kind: 'bar-portrait' }, 'portrait:allow', { participantId: 'anna', allowed: false }],
  [{ kind: 'allow-portrait' }, 'portrait:allow', { participantId: 'anna', allowed: true }],
  [{ kind: 'return-to-lobby' }, 'participant:return-to-lobby', { participantId: 'anna' }],
  [{ kind: 'remove' }, 'participant:remove', { participantId: 'anna' }],
  [{ kind: 'make', role: 'deputy' }, 'participant:set-role', { participantId: 'anna', role: 'deputy' }],
])('%o is said to the server as %s', async (action, name, input) => {
  const said: unknown[] = [];
  const act = (...command: unknown[]) => Promise.resolve(said.push(command) > 0);
  expect(await performAction({ act }, { id: 'anna' }, action)).toBe(true);
  expect(said).toEqual([[name, input]]);
});
