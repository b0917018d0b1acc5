import fc from 'fast-check';
import { expect, it } from 'vitest';
import { COMMAND_NAMES, commandSchemas } from '../../src/signaling/protocol/index.ts';
import { SAMPLES } from '../helpers/protocol-samples.ts';
import { startTestApp } from '../helpers/test-app.ts';

const HUGE = 'x'.repeat(20_000);
const WRONG: readonly unknown[] = [null, 0, -1, 1e308, true, '', HUGE, [], {}, [[]], { toString: 1 }, { length: 1e9 }];

/** Every field of every command with every wrong thing, one at a time, and unknown keys. */
function* malformed(sample: object): Generator<unknown> {
  yield undefined;
  yield* WRONG.filter((wrong) => JSON.stringify(wrong) !== '{}');
  yield { ...sample, unknownKey: 1 };
  yield JSON.parse(`{"__proto__": {"isAdmin": true}, ${JSON.stringify(sample).slice(1, -1)}}`.replace(', }', '}'));
  for (const key of Object.keys(sample)) {
    for (const wrong of WRONG) yield { ...sample, [key]: wrong };
  }
}

it('every command with wrong types, huge strings, unknown keys or __proto__ is refused, and nobody else notices', async () => {
  const app = await startTestApp();
  const room = await app.createRoom();
  const witness = await app.connect();
  await witness.join(room.id, 'Zeuge');
  for (const name of COMMAND_NAMES) {
    const attacker = await app.connect();
    if (name !== 'room:join') await attacker.join(room.id, 'Angreifer');
    for (const payload of malformed(SAMPLES[name])) {
      // What happens to be well-formed is another test's.
      if (commandSchemas[name].safeParse(JSON.parse(JSON.stringify(payload ?? null))).success) continue;
      const reply = await attacker.raw(name, payload);
      expect(reply, `${name} ${JSON.stringify(payload)?.slice(0, 100)}`).toMatchObject({ ok: false });
      if (!reply.ok) expect(['BAD_REQUEST', 'RATE_LIMITED']).toContain(reply.error.code);
    }
    attacker.disconnect();
  }
  await witness.send('media:view', { items: [] });
  expect(({} as { isAdmin?: boolean }).isAdmin).toBeUndefined();
  expect(app.logLines.filter((line) => line.includes('"level":50'))).toEqual([]);
});

it('a command without acknowledgement is not carried out', async () => {
  const app = await startTestApp();
  const room = await app.createRoom();
  const { secret } = await app.createInvite(room.id, { role: 'moderator' });
  const moderator = await app.connect();
  await moderator.join(room.id, 'Vorsitz', { invite: secret });
  for (const name of COMMAND_NAMES) moderator.socket.emit(name, SAMPLES[name]);
  await moderator.settled();
  expect(moderator.events).toEqual([]);
  expect(app.rooms.rooms).toMatchObject([{ participants: 1 }]);
});

it('names of no command, of the prototype and of socket.io itself are refused', async () => {
  const app = await startTestApp();
  for (const name of ['nothing', '__proto__', 'constructor', 'toString', 'room:', HUGE]) {
    const client = await app.connect();
    expect(await client.raw(name, {})).toEqual({ ok: false, error: { code: 'BAD_REQUEST' } });
    expect(await client.raw(name, {}, {}, {})).toEqual({ ok: false, error: { code: 'BAD_REQUEST' } });
  }
});

it('schemas refuse or accept whatever they are given, and never throw', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...COMMAND_NAMES),
      fc.anything({ withNullPrototype: true, withBigInt: true }),
      (name, value) => {
        commandSchemas[name].safeParse(value);
      },
    ),
    { numRuns: 2_000 },
  );
});

it('a message over the limit ends its own connection alone', async () => {
  const app = await startTestApp();
  const room = await app.createRoom();
  const witness = await app.connect();
  await witness.join(room.id, 'Zeuge');
  const attacker = await app.connect();
  const closed = new Promise((resolve) => attacker.socket.once('disconnect', resolve));
  attacker.socket.emit('room:join', { roomId: 'x'.repeat(100_000) }, () => {});
  await closed;
  await witness.send('media:view', { items: [] });
});

it('a thousand commands in a row are slowed for their sender alone', async () => {
  const app = await startTestApp();
  const room = await app.createRoom();
  const [witness, attacker] = [await app.connect(), await app.connect()];
  await witness.join(room.id, 'Zeuge');
  await attacker.join(room.id, 'Angreifer');
  const replies = await Promise.all(Array.from({ length: 1_000 }, () => attacker.raw('media:view', { items: [] })));
  expect(replies.some((reply) => !reply.ok && reply.error.code === 'RATE_LIMITED')).toBe(true);
  await witness.send('media:view', { items: [] });
});
