import { describe, expect, it } from 'vitest';
import { TURN_SERVER } from '../../helpers/meetings/rooms.ts';
import { openTable } from '../../helpers/meetings/table.ts';

describe('the credentials for the TURN server', () => {
  it('come with the table, with each restart and on request, each time anew', async () => {
    const { seat } = await openTable({ lobby: 'off' });
    const anna = await seat('Anna');
    const { turn, session } = anna.joined;
    expect(turn?.iceServers[0]?.urls).toEqual(TURN_SERVER.urls);
    const restart = await anna.client.send('transport:restart', { transportId: session.send.id });
    const renewal = await anna.client.send('turn:renew', {});
    for (const { turn: later } of [restart, renewal]) expect(later?.iceServers[0]?.username).toContain(anna.id);
  });

  it('are for nobody who waits', async () => {
    const { app, room } = await openTable({ lobby: 'on' });
    const client = await app.connect();
    const reply = await client.knock(room.id, 'Bert', {});
    expect(JSON.stringify(reply)).not.toContain('turn');
    expect(await client.raw('turn:renew', {})).toMatchObject({ ok: false, error: { code: 'NOT_ALLOWED' } });
  });
});
