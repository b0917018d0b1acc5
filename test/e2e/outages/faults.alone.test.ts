import { expect as expectNow, it } from 'vitest';
import { TestClient } from '../../helpers/clients/test-client.ts';
import { expect, LONG_TEST_MS } from '../support/expect.ts';
import { BLUE_YELLOW, MAGENTA_CYAN, type Pattern } from '../support/media/pattern.ts';
import { Person } from '../support/people/person.ts';
import { freePort } from '../support/server/free-port.ts';
import { mediaWorkersOf } from '../support/server/processes.ts';
import { startServerProcess } from '../support/server/server-process.ts';

const NAMES: readonly (readonly [string, Pattern])[] = [
  ['Anna', BLUE_YELLOW],
  ['Bernd', MAGENTA_CYAN],
  ['Cem', BLUE_YELLOW],
  ['Dora', MAGENTA_CYAN],
  ['Emil', BLUE_YELLOW],
];
/** Longer than anything takes here. */
const DRAIN_SECONDS = 120;

it('five people are all back by themselves, each once, after the media worker, the server’s end and its crash', {
  timeout: 2 * LONG_TEST_MS,
}, async () => {
  const server = await startServerProcess({
    PORT: String(await freePort()),
    HOST: '127.0.0.1',
    MEDIA_PORT: String(await freePort()),
    MEDIA_HOST: '127.0.0.1',
    WORKERS: '1',
    LOG_LEVEL: 'silent',
    DRAIN_SECONDS: `${DRAIN_SECONDS}`,
  });
  const link = server.moderatorLink;
  const people: Person[] = [];
  for (const [name, pattern] of NAMES) people.push(await Person.join(link, name, { pattern, hasCamera: false }));
  const [anna, bernd, cem] = people as [Person, Person, Person];
  for (const one of people) one.watch.expectLostConnections();
  await expectAllHear(people);

  // What is the meeting's own, and has nothing to do with media.
  await anna.control('Melden').click();
  const chair = await sitDown(link);
  const berndsId = chair.joined.participants.find(({ displayName }) => displayName === bernd.name)?.id;
  await chair.client.send('spotlight:set', { participantId: berndsId });
  await chair.client.send('chat:send', { text: 'Wir beginnen.', to: 'all' });
  const poll = { question: 'Vertagen?', options: ['Ja', 'Nein'], secret: false };
  const { pollId } = await chair.client.send('poll:open', poll);
  await chair.client.send('poll:vote', { pollId, option: 0 });
  const before = await lookAt(link);
  expectNow(before).toMatchObject({ hands: [anna.name], spotlight: bernd.name, chat: ['Wir beginnen.'] });

  await backAfter('the media worker was killed', people, async () => {
    const workers = mediaWorkersOf(server.pid);
    // Another is there in a moment, when they may still be heard from before.
    const silence = people.map((one) => one.expectToHear());
    for (const worker of workers) process.kill(worker, 'SIGKILL');
    await Promise.all(silence);
    await expect.poll(() => mediaWorkersOf(server.pid).some((pid) => !workers.includes(pid))).toBe(true);
  });
  expectNow(await lookAt(link)).toEqual(before);
  await chair.client.send('room:leave');

  await backAfter('the server was stopped and started', people, () =>
    server.stopAndRestart(async () => {
      const countdown = /^Der Server wird in [01]:\d\d neu gestartet\. Sie kommen danach von selbst zurück\.$/;
      for (const one of people) await one.expectToRead(countdown);
      // Nobody new; but who is in comes back, and sees how long it is as well.
      const late = await TestClient.connect(new URL(link).origin);
      expectNow(await late.refused('room:join', { ...right(link), displayName: 'Spät' })).toBe('SERVER_DRAINING');
      late.disconnect();
      await cem.page.reload();
      await cem.expectAtTable();
      await cem.expectToRead(countdown);
    }),
  );
  for (const one of people) await expect(one.page.getByText(/wird in .* neu gestartet/)).toHaveCount(0);
  await expectEverybodyOnce(link, people);

  const planner = await sitDown(link);
  await backAfter('the server was killed and started', people, async () => {
    await planner.client.setPlan({ seats: [{ name: 'Aach' }, { name: 'Cham' }], quorum: null });
    await server.crashAndRestart();
  });
  await expectEverybodyOnce(link, people);
  expectNow((await lookAt(link)).plan).toEqual(['Aach', 'Cham']);
});

async function expectAllHear(people: readonly Person[]): Promise<readonly number[]> {
  const begun = performance.now();
  return Promise.all(
    people.map(async (one) => {
      await one.expectToHear(...people.filter((other) => other !== one));
      return performance.now() - begun;
    }),
  );
}

/** Says, for whoever reads the run, how long it took from when the fault was over. */
async function backAfter(what: string, people: readonly Person[], fault: () => Promise<void>): Promise<void> {
  await fault();
  const times = (await expectAllHear(people)).map((ms) => `${(ms / 1_000).toFixed(1)} s`);
  process.stdout.write(`After ${what} each heard all the others again within ${times.join(', ')}.\n`);
}

function right(link: string) {
  const { pathname, hash } = new URL(link);
  return { roomId: pathname.split('/').at(-1) ?? '', invite: new URLSearchParams(hash.slice(1)).get('invite') ?? '' };
}

async function sitDown(link: string) {
  const { roomId, invite } = right(link);
  const client = await TestClient.connect(new URL(link).origin);
  const joined = await client.join(roomId, 'Frau Vorsitz', { invite });
  return { client, joined };
}

/** The meeting as the server shows it to somebody who comes now, without who looks. */
async function lookAt(link: string) {
  const { client, joined } = await sitDown(link);
  await client.send('room:leave');
  client.disconnect();
  const { room, chat, polls, self } = joined;
  const others = joined.participants.filter(({ id }) => id !== self.participantId);
  const nameOf = (wanted: string) => others.find(({ id }) => id === wanted)?.displayName;
  return {
    hands: room.hands.map(nameOf),
    spotlight: nameOf(room.spotlight ?? ''),
    plan: room.plan.map(({ name }) => name),
    chat: chat.map(({ text }) => text),
    polls,
    people: others.map(({ displayName, role }) => `${displayName}: ${role}`).sort(),
  };
}

async function expectEverybodyOnce(link: string, people: readonly Person[]): Promise<void> {
  const everybody = people.map(({ name }) => `${name}: moderator`).sort();
  await expect.poll(async () => (await lookAt(link)).people).toEqual(everybody);
  for (const one of people) {
    for (const other of people) await expect(one.tileOf(other)).toHaveCount(1);
  }
}
