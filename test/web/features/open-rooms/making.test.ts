import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { clockReading, leftUntil } from '../../../../src/protocol/base/times.ts';
import type { MadeRoom, OpenRoomWish } from '../../../../src/protocol/open-rooms.ts';
import { mailAddress } from '../../../../web/src/features/open-rooms/invitation.ts';
import { OpenRoomMaking } from '../../../../web/src/features/open-rooms/making.ts';
import type { Failure } from '../../../../web/src/session/signaling.ts';

beforeEach(() => void vi.useFakeTimers({ now: 1_800_000_000_000 }));
afterEach(() => void vi.useRealTimers());

const PASSWORD = { by: 'password', password: 'Vier Amseln' } as const;

function tab() {
  const kept = new Map<string, string>();
  return {
    kept,
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  };
}

/** A server that gives these answers one after the other, and then makes the room. */
function serverWith(...answers: readonly Failure[]) {
  const asked: OpenRoomWish[] = [];
  const left = [...answers];
  const post = async (wish: OpenRoomWish): Promise<MadeRoom | Failure> => {
    asked.push(wish);
    const made = { roomId: `runde-${wish.key}`, name: wish.name, moderatorSecret: 'geheim', days: 14 };
    return left.shift() ?? { ...made, leftMs: leftUntil(Date.now() + 5_000), clock: clockReading() };
  };
  return { asked, post };
}

it('a room that was made is shown again when the page is loaded again, until it is to be forgotten', async () => {
  const storage = tab();
  const { post } = serverWith();
  const outcome = await new OpenRoomMaking(storage, post).make('Runde', PASSWORD);
  if (outcome.is !== 'made') throw new Error('it was not made');
  expect(outcome.room).toMatchObject({ name: 'Runde', guard: PASSWORD, goesAt: Date.now() + 5_000 });
  const afterReload = new OpenRoomMaking(storage, post);
  expect(afterReload.room).toEqual(outcome.room);
  afterReload.forget();
  expect(afterReload.room).toBeNull();
  expect(storage.kept.size).toBe(0);
});

it('a wish whose answer was lost is sent again as the same, also by a page that was loaded again', async () => {
  const storage = tab();
  const lost = { code: 'NO_ANSWER' } as const;
  const { asked, post } = serverWith(lost, { code: 'OFFLINE' }, lost);
  const making = new OpenRoomMaking(storage, post).make('Runde', PASSWORD);
  await vi.advanceTimersByTimeAsync(2_500);
  expect(await making).toEqual({ is: 'failed', why: lost });
  expect(asked).toHaveLength(3);
  expect((await new OpenRoomMaking(storage, post).make('Runde', PASSWORD)).is).toBe('made');
  expect(new Set(asked.map(({ key }) => key)).size).toBe(1);
  expect(asked[0]?.key).toMatch(/^[A-Za-z0-9_-]{43}$/);
});

it('another wish is another room, and so is the same one when the first was made', async () => {
  const storage = tab();
  const { asked, post } = serverWith({ code: 'RATE_LIMITED', retryAfterMs: 5_000 });
  const making = new OpenRoomMaking(storage, post);
  expect(await making.make('Runde', PASSWORD)).toEqual({
    is: 'failed',
    why: { code: 'RATE_LIMITED', retryAfterMs: 5_000 },
  });
  for (let each = 0; each < 2; each += 1) await making.make('Runde', { by: 'lobby' });
  expect(new Set(asked.map(({ key }) => key)).size).toBe(3);
});

it.each(['', 'null', '[]', '{"roomId":7}', '{"roomId', '{"roomId":"a","name":"b","moderatorSecret":"c"}'])(
  'what is kept in the tab and is no room (%j) is none',
  (kept) => {
    const storage = tab();
    storage.setItem('tafelrunde.open-room.made', kept);
    expect(new OpenRoomMaking(storage).room).toBeNull();
  },
);

it('the address of a mail carries subject and text whole, with the line ends of mails', () => {
  const text = 'Grüße & Fragen? 100 %\nhttps://x.org/r/a#b\u{1F44B}';
  const address = mailAddress({ subject: 'Einladung: A & B\u2028?', text });
  expect(address).toMatch(/^mailto:\?subject=[^&]+&body=[^&]+$/);
  const { searchParams } = new URL(address);
  expect(searchParams.get('subject')).toBe('Einladung: A & B\u2028?');
  expect(searchParams.get('body')).toBe(text.replace('\n', '\r\n'));
});
