import { describe, expect, it } from 'vitest';
import { openTable } from '../../helpers/meetings/table.ts';

const DEVICE = 'd'.repeat(43);

describe('a removed person', () => {
  it('is known by their browser and by their invite while the meeting lasts', async () => {
    const { app, room, chair } = await openTable();
    const { secret } = await app.createInvite(room.id, { trusted: true });
    const { secret: other } = await app.createInvite(room.id, { trusted: true });
    const anna = await app.connect();
    const { self } = await anna.join(room.id, 'Anna', { invite: secret, device: DEVICE });
    await chair.client.send('participant:remove', { participantId: self.participantId });
    const command = { roomId: room.id, displayName: 'Anna' };
    const again = await app.connect();
    expect(await again.refused('room:join', { ...command, device: DEVICE })).toBe('BANNED');
    expect(await again.refused('room:join', { ...command, device: DEVICE, invite: other })).toBe('BANNED');
    expect(await again.refused('room:join', { ...command, invite: secret })).toBe('INVITE_INVALID');
  });
});
