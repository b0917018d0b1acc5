import { expect, it } from 'vitest';
import { frame, openRawSession } from '../helpers/raw-client.ts';
import { startTestApp } from '../helpers/test-app.ts';

const NAMES = [
  'error',
  'disconnect',
  'disconnecting',
  'connect',
  'connect_error',
  'connection',
  'newListener',
  'removeListener',
  'message',
  'data',
  'close',
  'packet',
  'new_namespace',
  '__proto__',
  'constructor',
  'domain',
  '',
];
const ARGUMENTS = [
  '',
  'null',
  '0',
  '-1e308',
  'true',
  '""',
  '[]',
  '{}',
  '{"message":null}',
  'null,null',
  '{"length":-1}',
];

it('an event named like one of the libraries ends at most its own connection, whatever it carries', async () => {
  const app = await startTestApp();
  const room = await app.createRoom();
  const witness = await app.connect();
  await witness.join(room.id, 'Zeuge');
  const attack = async (name: string, given: string, acknowledgement: string) => {
    const client = await openRawSession(app.url);
    const event = `42${acknowledgement}[${JSON.stringify(name)}${given === '' ? '' : `,${given}`}]`;
    client.write(frame(event)).write(frame('428["room:leave",{}]'));
    await Promise.race([client.closed, client.heard(/438\[/)]);
    client.reset();
  };
  for (const name of NAMES) {
    await Promise.all(ARGUMENTS.flatMap((given) => ['', '7', '9'.repeat(20)].map((id) => attack(name, given, id))));
  }
  await witness.send('media:view', { items: [] });
  expect(app.failures).toEqual([]);
  expect(app.logLines.filter((line) => line.includes('"level":50'))).toEqual([]);
});

it('events whose name is a number are refused like any unknown command', async () => {
  const app = await startTestApp();
  const client = await openRawSession(app.url);
  client.write(frame('421[7,{}]'));
  await client.heard(/431\[\{"ok":false,"error":\{"code":"BAD_REQUEST"\}\}\]/);
  client.reset();
});
