import fc from 'fast-check';
import { expect, it } from 'vitest';
import { COMMAND_NAMES, commandSchemas } from '../../../src/protocol/index.ts';
import type { TestClient } from '../../helpers/clients/test-client.ts';
import { SAMPLES } from '../../helpers/protocol-samples.ts';
import { startTestApp } from '../../helpers/servers/test-app.ts';

/** Fewer than one connection may send before it is slowed. */
const COMMANDS_EACH = 300;
/** With as many under way the answers come together. */
const AT_ONCE = 50;
const REFUSALS: readonly string[] = ['BAD_REQUEST', 'TEXT_INVISIBLE'];
const HUGE = 'x'.repeat(20_000);
const WRONG: readonly unknown[] = [null, 0, -1, 1e308, true, '', HUGE, [], {}, [[]], { toString: 1 }, { length: 1e9 }];

/** The text of every wrong thing in every place of a sample, at any depth, one at a time. */
function* malformed(sample: unknown): Generator<string> {
  for (const wrong of WRONG) yield JSON.stringify(wrong);
  if (typeof sample !== 'object' || sample === null) return;
  const text = JSON.stringify(sample);
  if (Array.isArray(sample)) {
    for (const [index, item] of sample.entries()) {
      for (const wrong of malformed(item)) {
        yield `[${sample.map((other, place) => (place === index ? wrong : JSON.stringify(other))).join()}]`;
      }
    }
    return;
  }
  const rest = text === '{}' ? '}' : `,${text.slice(1)}`;
  yield `{"unknownKey":1${rest}`;
  // As text, because an object literal would set the prototype instead of a key.
  for (const value of ['1', '{"isAdmin":true}']) yield `{"__proto__":${value}${rest}`;
  for (const [key, field] of Object.entries(sample)) {
    for (const wrong of malformed(field)) {
      const others = Object.entries(sample).filter(([name]) => name !== key);
      const fields = others.map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`);
      yield `{${[...fields, `${JSON.stringify(key)}:${wrong}`].join()}}`;
    }
  }
}

it('every command with wrong types, huge strings, unknown keys or __proto__ is refused, and nobody else notices', async () => {
  const app = await startTestApp();
  // The attackers drop, and each keeps a seat for a while.
  const room = await app.createRoom({ maxParticipants: 2 * COMMAND_NAMES.length });
  const witness = await app.connect();
  await witness.join(room.id, 'Zeuge');
  let addresses = 0;
  const taken: string[] = [];
  for (const name of COMMAND_NAMES) {
    const attack = async (): Promise<TestClient> => {
      // Each from elsewhere: one address may not send that many.
      addresses += 1;
      const client = await app.connect({ address: `198.51.${addresses >> 8}.${addresses & 255}` });
      if (name !== 'room:join') await client.join(room.id, 'Angreifer');
      return client;
    };
    // What happens to be well-formed is another test's; a key that reaches the prototype never is.
    const texts = [...malformed(SAMPLES[name])].filter(
      (text) => text.includes('__proto__') || !commandSchemas[name].safeParse(JSON.parse(text)).success,
    );
    for (let first = 0; first < texts.length; first += COMMANDS_EACH) {
      const attacker = await attack();
      const send = async (text: string) => {
        const reply = await attacker.raw(name, JSON.parse(text));
        const answer = reply.ok ? 'done' : reply.error.code;
        if (!REFUSALS.includes(answer)) taken.push(`${name} ${text.slice(0, 200)}: ${answer}`);
      };
      const last = Math.min(first + COMMANDS_EACH, texts.length);
      for (let next = first; next < last; next += AT_ONCE) {
        await Promise.all(texts.slice(next, Math.min(next + AT_ONCE, last)).map(send));
      }
      attacker.disconnect();
    }
  }
  expect(taken).toEqual([]);
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
  expect(app.rooms.live.rooms).toMatchObject([{ participants: 1 }]);
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

it('more commands in a row than anybody gives are slowed for their sender alone', async () => {
  const app = await startTestApp();
  const room = await app.createRoom();
  const [witness, attacker] = [await app.connect(), await app.connect()];
  await witness.join(room.id, 'Zeuge');
  await attacker.join(room.id, 'Angreifer');
  const replies = await Promise.all(Array.from({ length: 600 }, () => attacker.raw('media:view', { items: [] })));
  expect(replies.some((reply) => !reply.ok && reply.error.code === 'RATE_LIMITED')).toBe(true);
  await witness.send('media:view', { items: [] });
});
