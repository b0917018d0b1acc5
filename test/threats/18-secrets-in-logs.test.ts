import { expect, it } from 'vitest';
import { startTestApp } from '../helpers/test-app.ts';

it('nothing that opens a door and no address reaches the log, even at its most talkative', async () => {
  const app = await startTestApp();
  const room = await app.createRoom({ password: 'richtig-lang' });
  const { secret } = await app.createInvite(room.id, { role: 'moderator' });
  const client = await app.connect({ address: '203.0.113.77' });
  const wrong = 'falsches-geheimnis';
  await client.refused('room:join', { roomId: room.id, displayName: 'Gast', password: wrong });
  await client.refused('room:join', {
    roomId: room.id,
    displayName: 'Gast',
    invite: secret,
    password: { nested: wrong },
  });
  const { resume } = await client.join(room.id, 'Gastname', { invite: secret });
  await client.refused('room:lock', { locked: wrong });
  await fetch(`${app.url}/r/${room.id}?leak=${wrong}`, { headers: { 'x-forwarded-for': '203.0.113.78' } });
  await fetch(`${app.url}/%zz${wrong}`);
  // Its own listening address is no client's.
  const log = app.logLines.filter((line) => !line.includes('Server listening')).join('');
  expect(log).toContain('command refused');
  for (const secretText of [secret, resume, wrong, 'richtig-lang', room.id, 'Gastname', '203.0.113', '127.0.0.1']) {
    expect(log, secretText).not.toContain(secretText);
  }
});

it('links carry their secret behind the #, which no browser sends', async () => {
  const app = await startTestApp();
  const { headers } = await fetch(`${app.url}/r/runde-aaaaaaaaaaaaaaaaaaaaaaaaaa`);
  expect(headers.get('referrer-policy')).toBe('no-referrer');
});
