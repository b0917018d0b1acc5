import { expect, it } from 'vitest';
import { Passwords } from '../../../src/auth/index.ts';
import { roomCodeOf } from '../../../src/platform/room-code.ts';
import type { DoorView } from '../../../src/protocol/door.ts';
import { startTestApp } from '../../helpers/servers/test-app.ts';

const MISSING = 'vorstand-bbbbbbbbbbbbbbbbbbbbbbbbbb';

it('a missing room answers like one with a password, whatever is brought', async () => {
  const app = await startTestApp();
  const room = await app.createRoom({ password: 'richtig-lang' });
  const attempts = [{}, { password: 'falsch-falsch' }, { invite: 'A'.repeat(43) }, { resume: 'B'.repeat(43) }];
  for (const attempt of attempts) {
    const [existing, missing] = await Promise.all(
      [room.id, MISSING].map(async (roomId) =>
        (await app.connect()).raw('room:join', { roomId, displayName: 'Sucht', ...attempt }),
      ),
    );
    expect(missing).toEqual(existing);
    expect(missing?.ok).toBe(false);
  }
  const doors = await Promise.all(
    // Its code is worked out of what was asked for.
    [room.id, MISSING].map(async (id) => {
      const { code, ...door } = (await (await fetch(`${app.url}/api/rooms/${id}/door`)).json()) as DoorView;
      expect(code).toBe(roomCodeOf(id));
      return door;
    }),
  );
  expect(doors[0]).toEqual(doors[1]);
});

it('a missing room costs the same argon2 run as a wrong password', async () => {
  const passwords = await Passwords.create({ cost: { memoryKiB: 8_192, passes: 4 } });
  const hash = await passwords.hash('richtig-lang');
  const timeOf = async (candidate: string | null, guess: number): Promise<number> => {
    const start = performance.now();
    await passwords.verify({ roomId: 'r', hash: candidate, password: `falsch-${guess}`, turn: { known: true } });
    return performance.now() - start;
  };
  const wrong: number[] = [];
  const missing: number[] = [];
  for (let guess = 0; guess < 15; guess += 1) {
    wrong.push(await timeOf(hash, guess));
    missing.push(await timeOf(null, guess + 1_000));
  }
  const median = (times: number[]) => times.sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0;
  // A ratio of medians within one run; without the dummy hash it is in the hundreds.
  expect(median(wrong) / median(missing)).toBeLessThan(4);
});
