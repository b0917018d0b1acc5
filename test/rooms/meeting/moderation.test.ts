import { describe, expect, it } from 'vitest';
import { openTable } from '../../helpers/table.ts';

const DEVICE = 'd'.repeat(43);

describe('switching off', () => {
  it('pauses a camera on the server, and its owner may switch it on again', async () => {
    const { chair, seat, publish, isPaused } = await openTable();
    const anna = await seat('Anna');
    const [camera, microphone] = [await publish(anna, 'camera'), await publish(anna, 'microphone')];
    await chair.client.send('participant:switch-off', { participantId: anna.id, source: 'camera' });
    expect(await anna.client.heard('participant:switched-off')).toEqual({ producerId: camera, source: 'camera' });
    expect([isPaused(anna, camera), isPaused(anna, microphone)]).toEqual([true, false]);
    await anna.client.send('producer:resume', { producerId: camera });
    expect(isPaused(anna, camera)).toBe(false);
  });

  it('ends a shared screen together with its sound', async () => {
    const { chair, seat, publish, isPaused } = await openTable();
    const anna = await seat('Anna');
    const [screen, sound] = [await publish(anna, 'screen'), await publish(anna, 'screenAudio')];
    const microphone = await publish(anna, 'microphone');
    await chair.client.settled();
    chair.client.events.length = 0;
    await chair.client.send('participant:switch-off', { participantId: anna.id, source: 'screen' });
    expect(await anna.client.heard('participant:switched-off')).toEqual({ producerId: screen, source: 'screen' });
    expect([isPaused(anna, screen), isPaused(anna, sound)]).toEqual([undefined, undefined]);
    const { producers } = await chair.client.heard('participant:updated');
    expect(producers.map(({ id }) => id)).toEqual([microphone]);
    await publish(anna, 'screen');
  });

  it('of what is off already tells nobody', async () => {
    const { chair, seat, publish } = await openTable();
    const anna = await seat('Anna');
    await publish(anna, 'microphone', { paused: true });
    await anna.client.settled();
    anna.client.events.length = 0;
    for (const source of ['microphone', 'camera', 'screen']) {
      await chair.client.send('participant:switch-off', { participantId: anna.id, source });
    }
    await anna.client.settled();
    expect(anna.client.events).toEqual([]);
  });

  it('of all microphones leaves out those who chair and whoever is excepted, also from a console', async () => {
    const { app, room, chair, seat, publish, isPaused } = await openTable();
    const [second, anna, bert] = [await seat('Zweite', 'moderator'), await seat('Anna'), await seat('Bert')];
    const people = [chair, second, anna, bert];
    const microphones: string[] = [];
    for (const person of people) microphones.push(await publish(person, 'microphone'));
    const paused = () => people.map((person, index) => isPaused(person, microphones[index] ?? ''));
    await chair.client.send('participant:mute-all', { except: [bert.id, 'nobody'] });
    expect(paused()).toEqual([false, false, true, false]);
    const { code } = await chair.client.send('console:pair');
    const desk = await app.connect();
    await desk.send('console:join', { roomId: room.id, code });
    await desk.send('participant:mute-all');
    expect(paused()).toEqual([false, false, true, true]);
  });
});

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

describe('what the chair switches for this meeting', () => {
  it('is told to everyone, and holds for those who come', async () => {
    const { app, room, chair, seat } = await openTable({ lobby: 'off' });
    const anna = await seat('Anna');
    await chair.client.send('room:configure', { lobby: 'on', chat: false, muteOnEntry: true, attendanceDays: 30 });
    const told = await anna.client.heard('room:updated');
    expect(told).toMatchObject({ lobby: 'on', chat: false, muteOnEntry: true, attendanceDays: 30, trustedPass: true });
    await (await app.connect()).knock(room.id, 'Gast');
    await chair.client.send('room:configure', { trustedPass: false });
    const { secret } = await app.createInvite(room.id, { trusted: true });
    await (await app.connect()).knock(room.id, 'Vertraut', { invite: secret });
    // The room as it is kept stays as it was.
    expect(await app.database.rooms.findRoom(room.id)).toMatchObject({ lobby: 'off', chat: true, attendanceDays: 0 });
  });

  it('lets nobody back in whom the chair has put out to wait, unless it is the lobby that is switched off', async () => {
    const { app, chair, seat } = await openTable({ lobby: 'off' });
    const anna = await seat('Anna');
    await chair.client.send('participant:return-to-lobby', { participantId: anna.id });
    await chair.client.send('room:configure', { chat: false });
    expect(app.rooms.rooms).toMatchObject([{ participants: 1, lobby: 1 }]);
    await chair.client.send('room:configure', { lobby: 'off' });
    await anna.client.heard('lobby:admitted');
  });

  it('opens the lobby to everyone who waits, as far as the seats go', async () => {
    const { app, chair, knock } = await openTable({ maxParticipants: 3 });
    const people = [await knock('Anna'), await knock('Bert'), await knock('Cem')];
    await chair.client.send('room:configure', { lobby: 'off' });
    for (const { client } of people.slice(0, 2)) await client.heard('lobby:admitted');
    expect(app.rooms.rooms).toMatchObject([{ participants: 3, lobby: 1 }]);
    expect(app.failures).toEqual([]);
    const listed = await people[2]?.client.raw('room:leave', {});
    expect(listed).toMatchObject({ ok: true });
    expect(await chair.client.heard('lobby:left', ({ participantId }) => participantId === people[2]?.id)).toBeTruthy();
  });
});

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
    ['room:end', {}],
  ]);
  expect((await look()).room).toMatchObject({ lobby: 'on', locked: false, closesInMs: null });
  expect(app.rooms.rooms).toHaveLength(1);
});
