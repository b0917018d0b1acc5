import { afterEach, expect, test, vi } from 'vitest';
import { commandIdSchema } from '../../../src/protocol/index.ts';
import { Commands } from '../../../web/src/session/commands.ts';
import { FakeSignaling } from '../fakes.ts';

afterEach(() => vi.unstubAllGlobals());

test('on a page by plain http, where browsers know fewer means of chance, commands are sent, each under an id of its own', async () => {
  vi.stubGlobal('crypto', { getRandomValues: crypto.getRandomValues.bind(crypto) });
  const signaling = new FakeSignaling();
  const commands = new Commands(signaling);
  await commands.send('chat:send', { text: 'Guten Tag', to: 'all' });
  await commands.send('hand:raise', {});
  const ids = signaling.asked.map(({ id }) => commandIdSchema.parse(id));
  expect(new Set(ids).size).toBe(2);
});
