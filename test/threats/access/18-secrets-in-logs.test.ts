import { expect, it } from 'vitest';
import { inviteLink } from '../../../src/catalogue/links.ts';
import { consoleLink } from '../../../web/src/session/links/console-link.ts';
import { roomPath } from '../../../web/src/session/links/room-link.ts';
import { startTestApp } from '../../helpers/servers/test-app.ts';

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

const SECRET = 'geheim'.padEnd(43, 'x');

it.each([
  ['an invite, as the operator makes it', inviteLink('https://meet.example.org', 'runde-1', SECRET)],
  ['an invite, as the page writes it', new URL(roomPath({ roomId: 'runde-1', invite: SECRET }), 'https://x.org').href],
  ['a console', consoleLink('https://meet.example.org', { roomId: 'runde-1', code: SECRET })],
])('the link of %s carries its secret behind the #, which no browser sends', (_what, link) => {
  const { pathname, search, hash } = new URL(link);
  expect(hash).toContain(SECRET);
  expect(pathname + search).not.toContain(SECRET);
});

it('no page tells another where it was', async () => {
  const app = await startTestApp();
  for (const path of ['/r/runde-aaaaaaaaaaaaaaaaaaaaaaaaaa', '/', '/regie', '/missing']) {
    const { headers } = await fetch(`${app.url}${path}`);
    expect(headers.get('referrer-policy'), path).toBe('no-referrer');
  }
});
