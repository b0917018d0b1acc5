import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { GATHER_MS } from '../../../src/rooms/meeting/telling/broadcast.ts';
import { type Attendee, openMeeting } from '../../helpers/meetings/open-meeting.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

async function setUp() {
  const meeting = openMeeting();
  const [anna, bert] = [await meeting.enter('Anna'), await meeting.enter('Bert')];
  const quiet = (person: Attendee, isQuiet: boolean) => meeting.rooms.stays.lineQuiet(person.membership, isQuiet);
  const seen = async () => {
    await vi.advanceTimersByTimeAsync(GATHER_MS);
    return bert.heard('participant:updated').flatMap(({ id, line }) => (id === anna.id ? [line] : []));
  };
  return { meeting, anna, bert, quiet, seen };
}

it('of whom nothing is heard at all, the others see that their line is broken, and that it is good again', async () => {
  const { anna, quiet, seen } = await setUp();
  quiet(anna, true);
  quiet(anna, true);
  expect(await seen()).toEqual(['broken']);
  quiet(anna, false);
  expect(await seen()).toEqual(['broken', 'good']);
});

it('whose sound and pictures still arrive is not taken for gone', async () => {
  const { meeting, anna, quiet, seen } = await setUp();
  meeting.mediaPlane.sessionOf(anna.id).isHeard = true;
  quiet(anna, true);
  expect(await seen()).toEqual([]);
});

it('a quiet connection that was replaced says nothing of the one that is there', async () => {
  const { meeting, anna, seen } = await setUp();
  const former = anna.membership;
  anna.drop();
  await meeting.comeBack(anna);
  const before = (await seen()).length;
  meeting.rooms.stays.lineQuiet(former, true);
  expect((await seen()).slice(before)).toEqual([]);
  expect(anna.membership.participant.line).toBe('good');
});

it('who comes back over a new connection before the quiet one is given up has a good line', async () => {
  const { meeting, anna, quiet, seen } = await setUp();
  quiet(anna, true);
  expect(await seen()).toEqual(['broken']);
  await meeting.comeBack(anna);
  expect((await seen()).at(-1)).toBe('good');
});
