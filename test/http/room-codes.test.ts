import { expect, it, vi } from 'vitest';
import { roomCodeOf } from '../../src/platform/room-code.ts';
import { roomCodeInGroups, typedRoomCode } from '../../src/protocol/room-code.ts';
import { AccountClient } from '../helpers/clients/account-client.ts';
import { idsWithOneCode } from '../helpers/same-code.ts';
import { startTestApp } from '../helpers/servers/test-app.ts';
import { newRoom } from '../storage/storage.ts';

vi.setConfig({ testTimeout: 30_000 });

async function setUp() {
  const app = await startTestApp();
  const ask = async (code: string, address?: string, headers: Record<string, string> = {}) => {
    const client = new AccountClient(app.url, address === undefined ? {} : { address });
    const { status, body } = await client.send('POST', '/api/room-codes', { code }, headers);
    return { status, roomId: body.roomId, code: (body.error as { code: string } | undefined)?.code };
  };
  return { app, ask };
}

it('a code leads to its room as far as the link without its secrets does, and to none that nothing but its link guards', async () => {
  const { app, ask } = await setUp();
  const guarded = [
    await app.createRoom({ password: 'richtig-lang' }),
    await app.createRoom({ lobby: 'on' }),
    await app.createRoom({ password: 'richtig-lang', lobby: 'without-password' }),
  ];
  const open = await app.createRoom();
  const codes = guarded.map(({ id }) => roomCodeOf(id));
  expect(new Set(codes).size).toBe(3);
  for (const [index, code] of codes.entries()) {
    expect(code).toMatch(/^[1-9]\d{8}$/);
    // However often those ask who know it.
    for (let time = 0; time < 12; time += 1) expect((await ask(code)).roomId).toBe(guarded[index]?.id);
  }
  expect(await ask(roomCodeOf(open.id))).toMatchObject({ status: 404, code: 'NOT_FOUND' });
  await app.catalogue.rooms.update({ kind: 'operator' }, open.id, { lobby: 'on' });
  expect((await ask(roomCodeOf(open.id))).roomId).toBe(open.id);
  await app.catalogue.rooms.delete({ kind: 'operator' }, open.id);
  expect((await ask(roomCodeOf(open.id))).status).toBe(404);
});

it('two rooms never have one code: of two whose ids lead to the same the later one draws again, and both are found', async () => {
  const { app, ask } = await setUp();
  const [one, other] = idsWithOneCode();
  expect(roomCodeOf(one)).toBe(roomCodeOf(other));
  const guarded = { ...newRoom(), lobby: 'on' } as const;
  const made = await Promise.all([one, other].map((id) => app.database.rooms.create({ ...guarded, id })));
  const codes = made.map(({ code }) => code);
  expect(new Set(codes).size).toBe(2);
  expect(codes).toContain(roomCodeOf(one));
  for (const { id, code } of made) {
    expect((await ask(code)).roomId).toBe(id);
    expect((await app.catalogue.rooms.signOf(id)).code).toBe(code);
  }
  // The code stays with its room, also when the other's is free.
  const [first, second] = made;
  await app.database.rooms.delete(first?.id ?? '');
  expect((await app.database.rooms.findRoom(second?.id ?? ''))?.code).toBe(second?.code);
});

it('who guesses is told to wait, and nobody else', async () => {
  const { app, ask } = await setUp();
  const { id } = await app.createRoom({ lobby: 'on' });
  const guesses = [];
  for (let guess = 0; guess < 11; guess += 1) guesses.push((await ask(String(100_000_000 + guess))).status);
  expect(guesses).toEqual([...Array<number>(10).fill(404), 429]);
  expect((await ask(roomCodeOf(id))).code).toBe('RATE_LIMITED');
  expect((await ask(roomCodeOf(id), '198.51.100.7')).roomId).toBe(id);
  for (const code of ['', '12345678', '0123456789', '１２３456789', "1' OR 1=1"]) {
    expect(await ask(code, '198.51.100.8'), code).toMatchObject({ status: 400, code: 'BAD_REQUEST' });
  }
  const foreign = await ask(roomCodeOf(id), '198.51.100.9', { origin: 'https://evil.example' });
  expect(foreign.code).toBe('NOT_ALLOWED');
});

it('a code is typed as it was read out or written down', () => {
  for (const typed of ['123456789', ' 123 456 789 ', '123-456-789', '123.456.789', '12 34 56 78 9', '１２３ 456 789']) {
    expect(typedRoomCode(typed), typed).toBe('123456789');
  }
  expect(typedRoomCode('1234')).toBe('1234');
  for (const typed of ['', 'vorstand', 'https://meet.example/r/vorstand-1', '123 456 78o']) {
    expect(typedRoomCode(typed), typed).toBeNull();
  }
  expect(roomCodeInGroups('123456789')).toBe('123 456 789');
});
