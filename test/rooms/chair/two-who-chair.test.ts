import { describe, expect, it } from 'vitest';
import type { CommandName } from '../../../src/protocol/index.ts';
import { openMeeting } from '../../helpers/meetings/open-meeting.ts';
import { openTable } from '../../helpers/meetings/table.ts';

type Action = readonly [CommandName, (id: string) => object];

const ADMIT: Action = ['lobby:admit', (id) => ({ participantIds: [id] })];
const DENY: Action = ['lobby:deny', (participantId) => ({ participantId })];
const PUT_BACK: Action = ['participant:return-to-lobby', (participantId) => ({ participantId })];
const REMOVE: Action = ['participant:remove', (participantId) => ({ participantId })];
const PROMOTE: Action = ['participant:set-role', (participantId) => ({ participantId, role: 'moderator' })];
const OPEN_LOBBY: Action = ['room:configure', () => ({ lobby: 'off' })];
const GIVE: Action = ['floor:give', (participantId) => ({ participantId })];
const HARD_MUTE: Action = ['floor:restrict', () => ({ microphone: true, camera: true })];
const END: Action = ['room:end', () => ({})];

const ON_SOMEBODY_WAITING: readonly (readonly [Action, Action])[] = [
  [ADMIT, DENY],
  [ADMIT, ADMIT],
  [DENY, DENY],
  [OPEN_LOBBY, DENY],
  [OPEN_LOBBY, ADMIT],
  [ADMIT, END],
];
const ON_SOMEBODY_SEATED: readonly (readonly [Action, Action])[] = [
  [PUT_BACK, REMOVE],
  [PUT_BACK, PUT_BACK],
  [PUT_BACK, PROMOTE],
  [PROMOTE, REMOVE],
  [GIVE, PUT_BACK],
  [GIVE, HARD_MUTE],
  [REMOVE, END],
];
/** What somebody is told who was too late; everything else would be a mistake of ours. */
const TOO_LATE = ['INVALID_STATE', 'NOT_ALLOWED', 'ROOM_ENDED'];

const inBothOrders = (pairs: readonly (readonly [Action, Action])[]) =>
  pairs
    .flatMap(([one, other]) =>
      one === other ? [[one, other] as const] : [[one, other] as const, [other, one] as const],
    )
    .map(([one, other]) => ({ one, other, name: `${one[0]} and ${other[0]}` }));

const CODECS = [{ mimeType: 'audio/opus', payloadType: 111, clockRate: 48_000, channels: 2 }];

async function collide({ one, other, isSeated }: { one: Action; other: Action; isSeated: boolean }) {
  const table = await openTable();
  const { app, room, chair } = table;
  const second = await table.seat('Zweite', 'moderator');
  const target = isSeated ? await table.seat('Anna') : await table.knock('Anna');
  if (isSeated)
    await target.client.send('producer:create', { source: 'microphone', rtpParameters: { codecs: CODECS } });
  const replies = await Promise.all([
    chair.client.raw(one[0], one[1](target.id)),
    second.client.raw(other[0], other[1](target.id)),
  ]);
  for (const reply of replies) if (!reply.ok) expect(TOO_LATE).toContain(reply.error.code);
  expect(replies.some(({ ok }) => ok)).toBe(true);
  await target.client.settled();
  // Everybody is in one place or none, and has a session exactly while at the table.
  const [live] = app.rooms.live.rooms;
  const people = live ? app.rooms.live.people(room.id) : [];
  expect(people).toHaveLength((live?.participants ?? 0) + (live?.lobby ?? 0));
  const open = app.mediaPlane.sessions.filter(({ closed }) => !closed).map(({ participantId }) => participantId);
  expect(open.sort()).toEqual(
    people
      .filter(({ state }) => state === 'joined')
      .map(({ id }) => id)
      .sort(),
  );
  expect(app.failures).toEqual([]);
  expect(app.logLines.filter((line) => line.includes('"level":50'))).toEqual([]);
  return { target, place: people.find(({ id }) => id === target.id)?.state ?? 'gone' };
}

/** Where one believes to be after all one was told. */
function believes(events: readonly { name: string }[], from: string): string {
  const places: Readonly<Record<string, string>> = {
    'lobby:admitted': 'joined',
    'lobby:returned': 'lobby',
    'room:left': 'gone',
  };
  return events.reduce((place, { name }) => places[name] ?? place, from);
}

describe('two who chair at once', () => {
  it.each(inBothOrders(ON_SOMEBODY_WAITING))(
    '$name leave somebody who waits in one place, and told so',
    async (pair) => {
      const { target, place } = await collide({ ...pair, isSeated: false });
      expect(believes(target.client.events, 'lobby')).toBe(place);
    },
  );

  it.each(inBothOrders(ON_SOMEBODY_SEATED))(
    '$name leave somebody at the table in one place, and told so',
    async (pair) => {
      const { target, place } = await collide({ ...pair, isSeated: true });
      expect(believes(target.client.events, 'joined')).toBe(place);
    },
  );
});

it('who waits again because no session could be made stands behind the others, on the server and on every screen', async () => {
  const meeting = openMeeting({ lobby: 'on' });
  const chair = await meeting.enter('Vorsitz', { role: 'moderator' });
  const [anna, bert] = [await meeting.enter('Anna'), await meeting.enter('Bert')];
  meeting.mediaPlane.failing = true;
  expect(await chair.codeOf('lobby:admit', { participantIds: [anna.id] })).toBe('MEDIA_UNAVAILABLE');
  meeting.mediaPlane.failing = false;
  // A screen takes off who has left the list, and adds at its end who knocks.
  let shown: readonly string[] = [];
  chair.heard('lobby:knocked');
  for (const { name, data } of chair.events) {
    if (name === 'lobby:left') shown = shown.filter((id) => id !== data.participantId);
    if (name === 'lobby:knocked' && !shown.includes(data.id)) shown = [...shown, data.id];
  }
  expect(shown).toEqual([bert.id, anna.id]);
  const { reply } = await meeting.enter('Zweite', { role: 'moderator' });
  expect(reply).toMatchObject({ lobby: [{ id: bert.id }, { id: anna.id }] });
});
