import { expect, it } from 'vitest';
import { startTestApp } from '../../helpers/servers/test-app.ts';

const RIGHT = 'richtiges-passwort';

it('guesses over many sockets of one address come to an end, also all at once', async () => {
  const app = await startTestApp();
  const room = await app.createRoom({ password: RIGHT });
  const sockets = await Promise.all(Array.from({ length: 20 }, () => app.connect({ address: '203.0.113.7' })));
  const codes: string[] = [];
  for (let round = 0; round < 10; round += 1) {
    const guesses = sockets.map((socket, index) =>
      socket.refused('room:join', { roomId: room.id, displayName: 'Rät', password: `geraten-${round}-${index}` }),
    );
    codes.push(...(await Promise.all(guesses)));
  }
  const judged = codes.filter((code) => code === 'WRONG_PASSWORD').length;
  expect(judged).toBeGreaterThan(0);
  expect(judged).toBeLessThan(60);
  expect(codes.filter((code) => code === 'RATE_LIMITED')).toHaveLength(200 - judged);
});

it('the rightful get in while others guess from many addresses', async () => {
  const app = await startTestApp();
  const room = await app.createRoom({ password: RIGHT });
  for (let network = 0; network < 15; network += 1) {
    const guesser = await app.connect({ address: `198.51.${network}.9` });
    await Promise.all(
      Array.from({ length: 30 }, (_, guess) =>
        guesser.refused('room:join', { roomId: room.id, displayName: 'Rät', password: `geraten-${network}-${guess}` }),
      ),
    );
  }
  const rightful = await app.connect({ address: '192.0.2.44' });
  await rightful.join(room.id, 'Mitglied', { password: RIGHT });
});

it('the rightful get in behind the address of somebody who guesses, before a meeting and back into it', async () => {
  const app = await startTestApp();
  const room = await app.createRoom({ password: RIGHT });
  const device = (letter: string) => letter.repeat(43);
  const early = await app.connect();
  await early.join(room.id, 'Früh', { password: RIGHT, device: device('a') });
  await early.send('room:leave');

  const guesser = await app.connect();
  const guess = (index: number) => ({ roomId: room.id, displayName: 'Rät', password: `geraten-${index}` });
  for (let index = 0; index < 45; index += 1) await guesser.refused('room:join', guess(index));
  await (await app.connect()).join(room.id, 'Neu', { password: RIGHT, device: device('b') });
  await (await app.connect()).join(room.id, 'Neu', { password: RIGHT });

  for (let index = 45; index < 200; index += 1) await guesser.refused('room:join', guess(index));
  await (await app.connect()).join(room.id, 'Wieder', { password: RIGHT, device: device('a') });
});

it('an invite once, and the same browser is known when it comes with the password', async () => {
  const app = await startTestApp();
  const room = await app.createRoom({ password: RIGHT });
  const { secret } = await app.createInvite(room.id, { maxUses: 1 });
  const device = 'i'.repeat(43);
  const invited = await app.connect();
  await invited.join(room.id, 'Geladen', { invite: secret, device });
  await invited.send('room:leave');
  const guesser = await app.connect();
  for (let index = 0; index < 100; index += 1) {
    await guesser.refused('room:join', { roomId: room.id, displayName: 'Rät', password: `geraten-${index}` });
  }
  await (await app.connect()).join(room.id, 'Geladen', { password: RIGHT, device });
});

it('an invite and a resume secret open the door whatever is guessed', async () => {
  const app = await startTestApp();
  const room = await app.createRoom({ password: RIGHT });
  const { secret } = await app.createInvite(room.id);
  const guesser = await app.connect();
  for (let guess = 0; guess < 40; guess += 1) {
    await guesser.refused('room:join', { roomId: room.id, displayName: 'Rät', password: `geraten-${guess}` });
  }
  const invited = await app.connect();
  const { resume } = await invited.join(room.id, 'Mitglied', { invite: secret });
  await (await app.connect()).join(room.id, 'Mitglied', { resume });
});
