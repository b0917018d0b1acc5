import { expect, it, vi } from 'vitest';
import { frame, openRawSession } from '../../helpers/clients/raw-client.ts';
import { startTestApp } from '../../helpers/servers/test-app.ts';

// Hundreds of connections each, on a machine that may do other things.
vi.setConfig({ testTimeout: 30_000 });

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
  const attack = async (name: string, given: string) => {
    const client = await openRawSession(app.url);
    const event = `427[${JSON.stringify(name)}${given === '' ? '' : `,${given}`}]`;
    client.write(frame(event)).write(frame('428["room:leave",{}]'));
    await Promise.race([client.closed, client.heard(/438\[/)]);
    client.reset();
  };
  for (const name of NAMES) {
    await Promise.all(ARGUMENTS.map((given) => attack(name, given)));
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
