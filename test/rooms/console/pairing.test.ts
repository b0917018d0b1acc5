import { afterEach, describe, expect, it, vi } from 'vitest';
import { MAX_CONSOLES, PAIRING_CODE_MS } from '../../../src/protocol/index.ts';
import { aMeeting, paired } from './paired-console.ts';

const UNUSED_SECRET = 'x'.repeat(43);
const DEVICE = 'd'.repeat(43);

afterEach(() => void vi.useRealTimers());

describe('pairing a console', () => {
  it('whose answer is lost leads the same tablet, and no other, to the same console by the same code', async () => {
    const { app, room, chair } = await aMeeting();
    const { code } = await chair.send('console:pair');
    const command = { roomId: room.id, code, device: DEVICE };
    const lost = await (await app.connect()).send('console:join', command);
    const another = { ...command, device: UNUSED_SECRET };
    expect(await (await app.connect()).refused('console:join', another)).toBe('INVITE_INVALID');
    expect(await (await app.connect()).refused('console:join', { roomId: room.id, code })).toBe('INVITE_INVALID');
    const tablet = await app.connect();
    const view = await tablet.send('console:join', command);
    expect(view.consoleId).toBe(lost.consoleId);
    expect(view.consoles).toHaveLength(1);
    // Heard: from here on there is the answer's way back alone.
    await tablet.send('console:attend');
    expect(await (await app.connect()).refused('console:join', command)).toBe('INVITE_INVALID');
  });

  it('goes by a code that is good once', async () => {
    const { app, room, chair } = await aMeeting();
    const { code } = await paired(app, room.id, chair);
    expect(await (await app.connect()).refused('console:join', { roomId: room.id, code })).toBe('INVITE_INVALID');
  });

  it('goes by a code that two tablets send at once for one of them alone', async () => {
    const { app, room, chair } = await aMeeting();
    const { code } = await chair.send('console:pair');
    const tablets = await Promise.all(Array.from({ length: 4 }, () => app.connect()));
    const replies = await Promise.all(tablets.map((tablet) => tablet.raw('console:join', { roomId: room.id, code })));
    expect(replies.filter(({ ok }) => ok)).toHaveLength(1);
  });

  it.each([
    [PAIRING_CODE_MS - 1, true],
    [PAIRING_CODE_MS, false],
  ])('goes by a code that is good for a minute: after %i ms it lets in: %s', async (age, letsIn) => {
    const { app, room, chair } = await aMeeting();
    vi.useFakeTimers({ toFake: ['performance'] });
    const { code, validForMs } = await chair.send('console:pair');
    expect(validForMs).toBe(PAIRING_CODE_MS);
    vi.advanceTimersByTime(age);
    const tablet = await app.connect();
    const reply = await tablet.raw('console:join', { roomId: room.id, code });
    expect(reply).toMatchObject(letsIn ? { ok: true } : { ok: false, error: { code: 'INVITE_INVALID' } });
  });

  it('makes the code before a newer one worthless', async () => {
    const { app, room, chair } = await aMeeting();
    const { code: former } = await chair.send('console:pair');
    const { code } = await chair.send('console:pair');
    const tablet = await app.connect();
    expect(await tablet.refused('console:join', { roomId: room.id, code: former })).toBe('INVITE_INVALID');
    await tablet.send('console:join', { roomId: room.id, code });
  });

  it('goes into the room of the code alone, and a try elsewhere does not use the code up', async () => {
    const { app, room, chair } = await aMeeting();
    const other = await app.createRoom({ name: 'Andere' });
    const { secret } = await app.createInvite(other.id, { role: 'moderator' });
    await (await app.connect()).join(other.id, 'Fremder Vorsitz', { invite: secret });
    const { code } = await chair.send('console:pair');
    const tablet = await app.connect();
    expect(await tablet.refused('console:join', { roomId: other.id, code })).toBe('INVITE_INVALID');
    await tablet.send('console:join', { roomId: room.id, code });
  });

  it('is for those who chair: no participant, no observer, no deputy beside the moderator, no console, nobody outside', async () => {
    const { app, room, chair, guest } = await aMeeting();
    const { tablet } = await paired(app, room.id, chair);
    const others = [guest, tablet, await app.connect()];
    for (const role of ['observer', 'deputy'] as const) {
      const { secret } = await app.createInvite(room.id, { role });
      const client = await app.connect();
      await client.join(room.id, role, { invite: secret });
      others.push(client);
    }
    for (const client of others) expect(await client.refused('console:pair')).toBe('NOT_ALLOWED');
  });

  it('ends at the fifth console of one person, also after they have left and come again', async () => {
    const { app, room, invite, chair } = await aMeeting();
    const { code } = await chair.send('console:pair');
    await (await app.connect()).send('console:join', { roomId: room.id, code });
    for (let count = 1; count < MAX_CONSOLES; count++) await paired(app, room.id, chair);
    expect(await chair.refused('console:pair')).toBe('TOO_MANY');
    await chair.send('room:leave');
    const again = await app.connect();
    await again.join(room.id, 'Vorsitz', { invite });
    expect(await again.refused('console:pair')).toBe('TOO_MANY');
  });

  it('is over when its owner is gone before the code is used', async () => {
    const { app, room, chair } = await aMeeting();
    const { code } = await chair.send('console:pair');
    await chair.send('room:leave');
    expect(await (await app.connect()).refused('console:join', { roomId: room.id, code })).toBe('INVITE_INVALID');
  });

  it('wants a code or a resume secret, not both and not neither', async () => {
    const { app, room } = await aMeeting();
    const tablet = await app.connect();
    const both = { code: UNUSED_SECRET, resume: UNUSED_SECRET };
    for (const ways of [{}, both]) {
      expect(await tablet.refused('console:join', { roomId: room.id, ...ways })).toBe('BAD_REQUEST');
    }
  });
});
