import { expect, it } from 'vitest';
import { openTable } from '../../helpers/meetings/table.ts';

it('nobody but the chair removes, configures, locks, closes or ends, whatever their client sends', async () => {
  const { app, seat, look, expectRefusedToOutsiders } = await openTable();
  const anna = await seat('Anna');
  await expectRefusedToOutsiders([
    ['participant:remove', { participantId: anna.id }],
    ['participant:switch-off', { participantId: anna.id, source: 'screen' }],
    ['room:configure', { lobby: 'off' }],
    ['room:lock', { locked: true }],
    ['room:close', { afterMs: 10_000 }],
    ['room:keep-open', {}],
    ['room:extend', { minutes: 75 }],
    ['room:end', {}],
  ]);
  expect((await look()).room).toMatchObject({ lobby: 'on', locked: false, closesInMs: null });
  expect(app.rooms.live.rooms).toHaveLength(1);
});
