import { afterEach, describe, expect, it, vi } from 'vitest';
import { AppError } from '../../../src/platform/errors.ts';
import { COMMAND_NAMES, type CommandInput, type ErrorCode } from '../../../src/protocol/index.ts';
import type { Action } from '../../../src/rooms/meeting/rights.ts';
import { GATHER_MS } from '../../../src/rooms/meeting/telling/broadcast.ts';
import { PACES, type Pace } from '../../../src/rooms/pace/pace-policy.ts';
import { type Attendee, type Meeting, openMeeting } from '../../helpers/meetings/open-meeting.ts';
import { SAMPLES } from '../../helpers/protocol-samples.ts';
import { startTestApp } from '../../helpers/servers/test-app.ts';

const CROWD = 40;
/** More than anybody may do at once of most of them. */
const EACH = 45;
/** Told as it happens, before what follows from it; few may do it, and seldom. */
const URGENT: readonly string[] = ['floor:restrict'];

const paceOf = (name: keyof typeof PACES): Pace => PACES[name];
const isHeard = (name: keyof typeof PACES) => 'each' in paceOf(name) && paceOf(name).heardBy !== 'disk';
const HEARD = COMMAND_NAMES.filter((name): name is Action => isHeard(name) && !name.endsWith(':join'));

/** Something that changes with every turn, where there is something to change. */
function payload(name: Action, turn: number, target: Attendee, own: string): object {
  const isOdd = turn % 2 === 1;
  const participantId = target.id;
  switch (name) {
    case 'room:lock':
      return { locked: isOdd };
    case 'room:configure':
      return { muteOnEntry: isOdd };
    case 'floor:restrict':
    case 'consent:set':
      return { camera: isOdd };
    case 'participant:restrict':
      return { participantId, camera: isOdd };
    case 'participant:set-role':
      return { participantId, role: isOdd ? 'observer' : 'participant' };
    case 'spotlight:set':
      return { participantId: isOdd ? participantId : null };
    case 'chat:send':
      return { text: `Zeile ${turn}`, to: 'all' };
    case 'text:type':
      return { text: `Zeile ${turn}` };
    case 'producer:pause':
    case 'producer:resume':
    case 'producer:close':
      return { producerId: own };
    default: {
      const sample = SAMPLES[name];
      return 'participantId' in sample ? { ...sample, participantId } : sample;
    }
  }
}

async function outcome(work: Promise<unknown>): Promise<ErrorCode | 'done'> {
  try {
    await work;
    return 'done';
  } catch (error) {
    if (error instanceof AppError) return error.code;
    throw error;
  }
}

afterEach(() => void vi.useRealTimers());

describe('a crowd that floods what others hear of', () => {
  it.each(HEARD)(
    'with %s: is held to the pace of each and of the room, and others are told once for all of it',
    async (name) => {
      vi.useFakeTimers();
      const meeting = openMeeting();
      const witness = await meeting.enter('Zeugin');
      const target = await meeting.enter('Ziel');
      const crowd: { who: Attendee; own: string }[] = [];
      for (let n = 0; n < CROWD; n += 1) {
        const who = await meeting.enter(`Flut ${n}`, { role: 'moderator' });
        const { producerId } = await who.send('producer:create', SAMPLES['producer:create']);
        crowd.push({ who, own: producerId });
      }
      await vi.advanceTimersByTimeAsync(10 * 60_000);
      witness.messages = 0;
      const flood = crowd.flatMap(({ who, own }) =>
        Array.from({ length: EACH }, (_, turn) =>
          outcome(who.send(name, payload(name, turn, target, own) as CommandInput<typeof name>)),
        ),
      );
      const outcomes = await Promise.all(flood);
      await vi.advanceTimersByTimeAsync(2 * GATHER_MS);
      const pace = paceOf(name);
      if (!('each' in pace)) throw new Error(`${name} has no pace`);
      const taken = outcomes.filter((each) => each !== 'RATE_LIMITED' && each !== 'NOT_ALLOWED').length;
      expect(taken).toBeLessThanOrEqual(Math.min(pace.room.burst, CROWD * pace.each.burst));
      if (!URGENT.includes(name)) expect(witness.messages).toBeLessThanOrEqual(3);
      else expect(witness.messages).toBeLessThanOrEqual(pace.room.burst + 3);
      meeting.rooms.draining.end();
    },
  );
});

it('another room’s join is answered while forty flood theirs, and each of the forty hears a bounded number of messages', async () => {
  const app = await startTestApp();
  const [flooded, quiet] = [await app.createRoom({ maxParticipants: 60 }), await app.createRoom()];
  const witness = await app.connect();
  await witness.join(flooded.id, 'Zeugin');
  const crowd = await Promise.all(
    Array.from({ length: CROWD }, async (_, n) => {
      const client = await app.connect();
      await client.join(flooded.id, `Flut ${n}`);
      const { producerId } = await client.send('producer:create', SAMPLES['producer:create']);
      return { client, producerId };
    }),
  );
  await witness.settled();
  witness.messages = 0;
  const startedAt = performance.now();
  const flood = crowd.flatMap(({ client, producerId }) =>
    Array.from({ length: 30 }, async (_, turn) => [
      await client.raw('consent:set', { camera: turn % 2 === 0 }),
      await client.raw(turn % 2 === 0 ? 'producer:pause' : 'producer:resume', { producerId }),
    ]),
  );
  const guest = await app.connect();
  await guest.join(quiet.id, 'Nebenan');
  const replies = (await Promise.all(flood)).flat();
  await witness.settled();
  const frames = (performance.now() - startedAt) / GATHER_MS;
  expect(replies.some((reply) => !reply.ok && reply.error.code === 'RATE_LIMITED')).toBe(true);
  expect(witness.messages).toBeLessThanOrEqual(frames + 3);
  expect(app.failures).toEqual([]);
}, 30_000);

describe('a stranger who comes again and again, and whom a full room refuses', () => {
  /** From an address of their own, in browsers that say nothing of themselves. */
  async function knockOn(meeting: Meeting, times: number): Promise<void> {
    const connection = { send() {}, sendToAll() {}, release() {} };
    const command = { ...SAMPLES['room:join'], displayName: 'Fremd' };
    for (let time = 0; time < times; time += 1) {
      await outcome(meeting.rooms.admission.join(command, { connection, address: '198.51.100.66' }));
    }
  }

  it('does not use up the way back of those who sit in it', async () => {
    const meeting = openMeeting({ maxParticipants: 2 });
    await meeting.enter('Vorsitz', { role: 'moderator' });
    const anna = await meeting.enter('Anna');
    await knockOn(meeting, PACES['room:join'].room.burst + 100);
    anna.drop();
    await meeting.comeBack(anna);
    expect(anna.reply.state).toBe('joined');
  });

  it('does not use up the way in of others either, with an invite or without', async () => {
    const meeting = openMeeting({ lobby: 'on' });
    await meeting.enter('Vorsitz', { role: 'moderator' });
    await knockOn(meeting, PACES['room:join'].room.burst + 300);
    const invite = meeting.inviteFor('participant', { trusted: true });
    expect((await meeting.enter('Anna', { invite })).reply.state).toBe('joined');
    expect(await outcome(meeting.enter('Bert'))).toBe('TOO_MANY');
  });
});

it('who comes and goes without end is held to a pace, and who may chair still gets in', async () => {
  vi.useFakeTimers();
  const meeting = openMeeting();
  await meeting.enter('Zeugin');
  const device = 'd'.repeat(43);
  const codes: string[] = [];
  for (let n = 0; n < 3 * PACES['room:join'].each.burst; n += 1) {
    const code = await outcome(
      meeting.enter('Drehtür', { device }).then(async (person) => person.send('room:leave', {})),
    );
    codes.push(code);
  }
  expect(codes.filter((code) => code === 'done')).toHaveLength(PACES['room:join'].each.burst);
  expect(new Set(codes.slice(-3))).toEqual(new Set(['RATE_LIMITED']));
  expect((await meeting.enter('Vorsitz', { role: 'moderator' })).reply.state).toBe('joined');
  meeting.rooms.draining.end();
});
