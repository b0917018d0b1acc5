import { afterEach, describe, expect, it, vi } from 'vitest';
import {
  COMMAND_NAMES,
  type ConsoleReply,
  MAX_CONSOLES,
  PAIRING_CODE_MS,
  type Role,
} from '../../../src/protocol/index.ts';
import { SAMPLES } from '../../helpers/protocol-samples.ts';
import { startTestApp, type TestApp } from '../../helpers/test-app.ts';
import type { TestClient } from '../../helpers/test-client.ts';

const RTP = SAMPLES['producer:create'].rtpParameters;
const UNUSED_SECRET = 'x'.repeat(43);
const DEVICE = 'd'.repeat(43);

afterEach(() => void vi.useRealTimers());

/** Vorsitz (moderator) and Gast at one table. */
async function aMeeting(changes: object = {}) {
  const app = await startTestApp();
  const room = await app.createRoom(changes);
  const { id: inviteId, secret: invite } = await app.createInvite(room.id, { role: 'moderator' });
  const chair = await app.connect();
  const chairView = await chair.join(room.id, 'Vorsitz', { invite });
  const guest = await app.connect();
  const guestView = await guest.join(room.id, 'Gast', { ...(await trusted(app, room.id)) });
  return { app, room, invite, inviteId, chair, chairView, guest, guestView, guestId: guestView.self.participantId };
}

async function trusted(app: TestApp, roomId: string, role: Role = 'participant') {
  const { secret } = await app.createInvite(roomId, { role, trusted: true });
  return { invite: secret };
}

/** A second screen, paired as a tablet does it. */
async function paired(app: TestApp, roomId: string, owner: TestClient) {
  const { code } = await owner.send('console:pair');
  const tablet = await app.connect();
  const view = await tablet.send('console:join', { roomId, code });
  return { tablet, view, code };
}

/** Nothing that a console could send does anything from here on. */
async function expectWorthless(app: TestApp, roomId: string, tablet: TestClient, view: ConsoleReply) {
  for (const name of COMMAND_NAMES) {
    if (name === 'room:join' || name === 'console:join') continue;
    expect(await tablet.refused(name, SAMPLES[name]), name).toBe('NOT_ALLOWED');
  }
  await tablet.ended();
  const command = { roomId, resume: view.resume };
  expect(await (await app.connect()).refused('console:join', command)).toBe('RESUME_INVALID');
}

describe('pairing a console', () => {
  it('whose answer is lost leads the same tablet, and no other, to the same console by the same code', async () => {
    const { app, room, chair } = await aMeeting();
    const { code } = await chair.send('console:pair');
    const command = { roomId: room.id, code, device: DEVICE };
    const lost = await (await app.connect()).send('console:join', command);
    const another = { ...command, device: UNUSED_SECRET };
    expect(await (await app.connect()).refused('console:join', another)).toBe('INVITE_INVALID');
    expect(await (await app.connect()).refused('console:join', { roomId: room.id, code })).toBe('INVITE_INVALID');
    const tablet = await app.connect();
    const view = await tablet.send('console:join', command);
    expect(view.consoleId).toBe(lost.consoleId);
    expect(view.consoles).toHaveLength(1);
    // Heard: from here on there is the answer's way back alone.
    await tablet.send('console:attend');
    expect(await (await app.connect()).refused('console:join', command)).toBe('INVITE_INVALID');
  });

  it('goes by a code that is good once', async () => {
    const { app, room, chair } = await aMeeting();
    const { code } = await paired(app, room.id, chair);
    expect(await (await app.connect()).refused('console:join', { roomId: room.id, code })).toBe('INVITE_INVALID');
  });

  it('goes by a code that two tablets send at once for one of them alone', async () => {
    const { app, room, chair } = await aMeeting();
    const { code } = await chair.send('console:pair');
    const tablets = await Promise.all(Array.from({ length: 4 }, () => app.connect()));
    const replies = await Promise.all(tablets.map((tablet) => tablet.raw('console:join', { roomId: room.id, code })));
    expect(replies.filter(({ ok }) => ok)).toHaveLength(1);
  });

  it.each([
    [PAIRING_CODE_MS - 1, true],
    [PAIRING_CODE_MS, false],
  ])('goes by a code that is good for a minute: after %i ms it lets in: %s', async (age, letsIn) => {
    const { app, room, chair } = await aMeeting();
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() });
    const { code, validForMs } = await chair.send('console:pair');
    expect(validForMs).toBe(PAIRING_CODE_MS);
    vi.setSystemTime(Date.now() + age);
    const tablet = await app.connect();
    const reply = await tablet.raw('console:join', { roomId: room.id, code });
    expect(reply).toMatchObject(letsIn ? { ok: true } : { ok: false, error: { code: 'INVITE_INVALID' } });
  });

  it('makes the code before a newer one worthless', async () => {
    const { app, room, chair } = await aMeeting();
    const { code: former } = await chair.send('console:pair');
    const { code } = await chair.send('console:pair');
    const tablet = await app.connect();
    expect(await tablet.refused('console:join', { roomId: room.id, code: former })).toBe('INVITE_INVALID');
    await tablet.send('console:join', { roomId: room.id, code });
  });

  it('goes into the room of the code alone, and a try elsewhere does not use the code up', async () => {
    const { app, room, chair } = await aMeeting();
    const other = await app.createRoom({ name: 'Andere' });
    const { secret } = await app.createInvite(other.id, { role: 'moderator' });
    await (await app.connect()).join(other.id, 'Fremder Vorsitz', { invite: secret });
    const { code } = await chair.send('console:pair');
    const tablet = await app.connect();
    expect(await tablet.refused('console:join', { roomId: other.id, code })).toBe('INVITE_INVALID');
    await tablet.send('console:join', { roomId: room.id, code });
  });

  it('is for those who chair: no participant, no observer, no deputy beside the moderator, no console, nobody outside', async () => {
    const { app, room, chair, guest } = await aMeeting();
    const { tablet } = await paired(app, room.id, chair);
    const others = [guest, tablet, await app.connect()];
    for (const role of ['observer', 'deputy'] as const) {
      const { secret } = await app.createInvite(room.id, { role });
      const client = await app.connect();
      await client.join(room.id, role, { invite: secret });
      others.push(client);
    }
    for (const client of others) expect(await client.refused('console:pair')).toBe('NOT_ALLOWED');
  });

  it('ends at the fifth console of one person, also after they have left and come again', async () => {
    const { app, room, invite, chair } = await aMeeting();
    const { code } = await chair.send('console:pair');
    await (await app.connect()).send('console:join', { roomId: room.id, code });
    for (let count = 1; count < MAX_CONSOLES; count++) await paired(app, room.id, chair);
    expect(await chair.refused('console:pair')).toBe('TOO_MANY');
    await chair.send('room:leave');
    const again = await app.connect();
    await again.join(room.id, 'Vorsitz', { invite });
    expect(await again.refused('console:pair')).toBe('TOO_MANY');
  });

  it('is over when its owner is gone before the code is used', async () => {
    const { app, room, chair } = await aMeeting();
    const { code } = await chair.send('console:pair');
    await chair.send('room:leave');
    expect(await (await app.connect()).refused('console:join', { roomId: room.id, code })).toBe('INVITE_INVALID');
  });

  it('wants a code or a resume secret, not both and not neither', async () => {
    const { app, room } = await aMeeting();
    const tablet = await app.connect();
    const both = { code: UNUSED_SECRET, resume: UNUSED_SECRET };
    for (const ways of [{}, both]) {
      expect(await tablet.refused('console:join', { roomId: room.id, ...ways })).toBe('BAD_REQUEST');
    }
  });
});

describe('a console', () => {
  it('is shown the meeting without media, and those who wait', async () => {
    const { app, room, chair, guestId } = await aMeeting({ lobby: 'on' });
    await (await app.connect()).knock(room.id, 'Anklopfer');
    const { view } = await paired(app, room.id, chair);
    expect(view).toMatchObject({ state: 'console', isChairing: true, lobby: [{ displayName: 'Anklopfer' }] });
    expect(view.participants.map(({ displayName }) => displayName)).toEqual(['Vorsitz', 'Gast']);
    expect(view.participants[1]?.id).toBe(guestId);
    expect(JSON.stringify(view)).not.toContain('iceParameters');
  });

  it('has no seat: nobody is told of one, it is not counted and takes nobody the last chair', async () => {
    const { app, room, chair, guest } = await aMeeting({ maxParticipants: 3 });
    const { view } = await paired(app, room.id, chair);
    await guest.settled();
    expect(JSON.stringify(guest.events)).not.toContain(view.consoleId);
    expect(app.rooms.rooms).toMatchObject([{ participants: 2, lobby: 0 }]);
    expect(app.rooms.people(room.id)).toHaveLength(2);
    const late = await app.connect();
    const { participants } = await late.join(room.id, 'Dritte');
    expect(participants.map(({ displayName }) => displayName)).toEqual(['Vorsitz', 'Gast', 'Dritte']);
    expect(await (await app.connect()).refused('room:join', { roomId: room.id, displayName: 'Vierte' })).toBe(
      'ROOM_FULL',
    );
  });

  it('acts with the rights of the chair, and hears what the chair hears', async () => {
    const { app, room, chair, guest, guestId } = await aMeeting({ lobby: 'on' });
    const { tablet } = await paired(app, room.id, chair);
    const { producerId } = await guest.send('producer:create', { source: 'microphone', rtpParameters: RTP });
    await tablet.heard('participant:updated', ({ producers }) => producers.some(({ id }) => id === producerId));
    await tablet.send('participant:switch-off', { participantId: guestId, source: 'microphone' });
    await guest.heard('participant:switched-off');
    await tablet.send('participant:ask', { participantId: guestId, source: 'camera' });
    expect(await guest.heard('participant:asked')).toEqual({ source: 'camera' });
    const knocker = await app.connect();
    await knocker.knock(room.id, 'Anklopfer');
    const { id } = await tablet.heard('lobby:knocked');
    await tablet.send('lobby:admit', { participantIds: [id] });
    await knocker.heard('lobby:admitted');
    await tablet.send('room:lock', { locked: true });
    await tablet.send('participant:remove', { participantId: guestId });
    expect((await guest.heard('room:left')).reason).toBe('removed');
  });

  it('has no media of its own, no hand, no vote and no way to the table', async () => {
    const { app, room, chair } = await aMeeting();
    const { tablet, view } = await paired(app, room.id, chair);
    const atTable = [
      ...(['hand:raise', 'hand:lower', 'reaction:send', 'consent:set', 'poll:vote', 'text:type'] as const),
      ...(['session:start', 'producer:create', 'media:view', 'consumer:resume', 'console:pair'] as const),
    ];
    for (const name of atTable) expect(await tablet.refused(name, SAMPLES[name]), name).toBe('NOT_ALLOWED');
    expect(await tablet.refused('room:join', { roomId: room.id, displayName: 'Pult' })).toBe('INVALID_STATE');
    for (const action of ['participant:remove', 'floor:give', 'participant:ask'] as const) {
      const command = { ...(SAMPLES[action] as object), participantId: view.consoleId };
      expect(await chair.refused(action, command), action).toBe('NOT_ALLOWED');
    }
  });

  it('is on the list of every chair, with the name of its owner, and of nobody else', async () => {
    const { app, room, invite, chair, chairView, guest } = await aMeeting();
    const { view } = await paired(app, room.id, chair);
    const [entry] = await chair.heard('consoles:updated');
    expect(entry).toMatchObject({
      id: view.consoleId,
      ownerId: chairView.self.participantId,
      ownerName: 'Vorsitz',
      reconnecting: false,
    });
    const second = await (await app.connect()).join(room.id, 'Zweiter Vorsitz', { invite });
    expect(second.consoles).toMatchObject([{ ...entry, pairedForMs: expect.any(Number) }]);
    await guest.settled();
    expect(guest.events.map(({ name }) => name)).not.toContain('consoles:updated');
  });

  it('goes on chairing when its owner is gone, and the chair does not pass on', async () => {
    const { app, room, chair, chairView, guest, guestId } = await aMeeting({ lobby: 'on' });
    const deputy = await app.connect();
    await deputy.join(room.id, 'Stellvertretung', await trusted(app, room.id, 'deputy'));
    const { tablet } = await paired(app, room.id, chair);
    await chair.send('room:leave');
    await tablet.heard('participant:left', ({ participantId }) => participantId === chairView.self.participantId);
    await tablet.send('participant:mute-all');
    await tablet.send('floor:give', { participantId: guestId });
    await guest.heard('participant:updated', ({ hasFloor }) => hasFloor);
    expect(await deputy.refused('room:lock', { locked: true })).toBe('NOT_ALLOWED');
    await tablet.send('room:end');
    expect((await guest.heard('room:left')).reason).toBe('ended');
    expect((await tablet.heard('room:left')).reason).toBe('ended');
    expect(app.rooms.rooms).toEqual([]);
  });

  it('comes back by its resume secret after a lost connection, as the same console, with what happened meanwhile', async () => {
    const { app, room, chair } = await aMeeting({ lobby: 'on' });
    const { tablet, view } = await paired(app, room.id, chair);
    tablet.drop();
    await chair.heard('consoles:updated', ([entry]) => entry?.reconnecting === true);
    await (await app.connect()).knock(room.id, 'Anklopfer');
    const again = await app.connect();
    const back = await again.send('console:join', { roomId: room.id, resume: view.resume });
    expect(back).toMatchObject({ consoleId: view.consoleId, isChairing: true, lobby: [{ displayName: 'Anklopfer' }] });
    await chair.heard('consoles:updated', ([entry]) => entry?.reconnecting === false);
    await again.send('room:lock', { locked: true });
    expect(back.resume).not.toBe(view.resume);
    expect(await (await app.connect()).refused('console:join', { roomId: room.id, resume: view.resume })).toBe(
      'RESUME_INVALID',
    );
  });

  it('moves to the tab that comes last, and the tab before it is told and may nothing', async () => {
    const { app, room, chair } = await aMeeting();
    const { tablet: first, view } = await paired(app, room.id, chair);
    const second = await app.connect();
    await second.send('console:join', { roomId: room.id, resume: view.resume });
    expect((await first.heard('room:left')).reason).toBe('replaced');
    expect(await first.refused('room:lock', { locked: true })).toBe('NOT_ALLOWED');
    await second.send('room:lock', { locked: true });
  });

  it('and a seat have secrets that are worth nothing in place of each other', async () => {
    const { app, room, chair, chairView } = await aMeeting();
    const { view } = await paired(app, room.id, chair);
    const stranger = await app.connect();
    const join = { roomId: room.id, displayName: 'Fremd', resume: view.resume };
    expect(await stranger.refused('room:join', join)).toBe('RESUME_INVALID');
    expect(await stranger.refused('console:join', { roomId: room.id, resume: chairView.resume })).toBe(
      'RESUME_INVALID',
    );
    // Trying them has hurt nobody.
    await chair.send('room:lock', { locked: true });
    await stranger.send('console:join', { roomId: room.id, resume: view.resume });
  });

  it('of a deputy chairs while the deputy does, and knows when it does not', async () => {
    const app = await startTestApp();
    const room = await app.createRoom({ lobby: 'on' });
    const deputy = await app.connect();
    await deputy.join(room.id, 'Stellvertretung', await trusted(app, room.id, 'deputy'));
    const { tablet, view } = await paired(app, room.id, deputy);
    expect(view.isChairing).toBe(true);
    await (await app.connect()).knock(room.id, 'Anklopfer');
    const chair = await app.connect();
    const { self } = await chair.join(room.id, 'Vorsitz', await trusted(app, room.id, 'moderator'));
    expect(self.isChairing).toBe(true);
    expect(await tablet.heard('self:updated', ({ isChairing }) => !isChairing)).toMatchObject({
      lobby: [],
      consoles: [],
    });
    expect(await tablet.refused('lobby:admit-all')).toBe('NOT_ALLOWED');
    await chair.send('room:leave');
    const update = await tablet.heard('self:updated', ({ isChairing }) => isChairing);
    expect(update.lobby).toMatchObject([{ displayName: 'Anklopfer' }]);
    await tablet.send('lobby:admit-all');
  });

  it('belongs again to its owner who left and came again, and to nobody who came by another invite', async () => {
    const { app, room, invite, chair } = await aMeeting();
    const { tablet, view } = await paired(app, room.id, chair);
    await chair.send('room:leave');
    const other = await app.connect();
    const { consoles } = await other.join(room.id, 'Zweiter Vorsitz', await trusted(app, room.id, 'moderator'));
    const back = await app.connect();
    const { self } = await back.join(room.id, 'Vorsitz', { invite });
    expect(consoles).toMatchObject([{ id: view.consoleId }]);
    expect(consoles[0]?.ownerId).not.toBe(self.participantId);
    const [entry] = await tablet.heard('consoles:updated', ([first]) => first?.ownerId === self.participantId);
    expect(entry).toMatchObject({ id: view.consoleId, ownerName: 'Vorsitz' });
  });

  it('of somebody who came by a single-use invite frees no use of that invite when it vanishes, and keeps its way back', async () => {
    const app = await startTestApp();
    const room = await app.createRoom();
    const { secret } = await app.createInvite(room.id, { role: 'moderator', maxUses: 1 });
    const chair = await app.connect();
    await chair.join(room.id, 'Vorsitz', { invite: secret });
    const { tablet, view } = await paired(app, room.id, chair);
    tablet.disconnect();
    await chair.heard('consoles:updated', ([entry]) => entry?.reconnecting === true);
    // Gone again before the answer arrives.
    const hasty = await app.connect();
    hasty.socket.emit('console:join', { roomId: room.id, resume: view.resume }, () => {});
    hasty.disconnect();
    await chair.settled();
    const stranger = await app.connect();
    const join = { roomId: room.id, displayName: 'Fremd', invite: secret };
    expect(await stranger.refused('room:join', join)).toBe('INVITE_INVALID');
    // And its secret is still good, since the next one never arrived.
    await (await app.connect()).send('console:join', { roomId: room.id, resume: view.resume });
  });
});

describe('cutting a console off', () => {
  it('tells it, leaves it no right and no way back, and takes it off the lists', async () => {
    const { app, room, chair } = await aMeeting();
    const { tablet, view } = await paired(app, room.id, chair);
    await chair.send('console:cut', { consoleId: view.consoleId });
    expect((await tablet.heard('room:left')).reason).toBe('removed');
    await chair.heard('consoles:updated', (consoles) => consoles.length === 0);
    await expectWorthless(app, room.id, tablet, view);
  });

  it('reaches one whose connection is lost', async () => {
    const { app, room, chair } = await aMeeting();
    const { tablet, view } = await paired(app, room.id, chair);
    tablet.drop();
    await chair.heard('consoles:updated', ([entry]) => entry?.reconnecting === true);
    await chair.send('console:cut', { consoleId: view.consoleId });
    expect(await (await app.connect()).refused('console:join', { roomId: room.id, resume: view.resume })).toBe(
      'RESUME_INVALID',
    );
  });

  it('is for those who chair, and for consoles alone', async () => {
    const { app, room, chair, guest, guestId } = await aMeeting();
    const { tablet, view } = await paired(app, room.id, chair);
    expect(await guest.refused('console:cut', { consoleId: view.consoleId })).toBe('NOT_ALLOWED');
    expect(await chair.refused('console:cut', { consoleId: guestId })).toBe('NOT_ALLOWED');
    await tablet.send('room:lock', { locked: true });
    // A console may give itself back.
    await tablet.send('console:cut', { consoleId: view.consoleId });
    expect((await tablet.heard('room:left')).reason).toBe('removed');
  });

  it('reaches no console of another room', async () => {
    const { app, room, chair } = await aMeeting();
    const { tablet, view } = await paired(app, room.id, chair);
    const other = await app.createRoom({ name: 'Andere' });
    const stranger = await app.connect();
    await stranger.join(other.id, 'Fremder Vorsitz', await trusted(app, other.id, 'moderator'));
    expect(await stranger.refused('console:cut', { consoleId: view.consoleId })).toBe('NOT_ALLOWED');
    await tablet.send('room:lock', { locked: true });
  });

  it('happens by itself when its owner is removed, also when they had left and come again', async () => {
    const app = await startTestApp();
    const room = await app.createRoom();
    const { secret: invite } = await app.createInvite(room.id, { role: 'deputy' });
    const deputy = await app.connect();
    await deputy.join(room.id, 'Stellvertretung', { invite });
    const first = await paired(app, room.id, deputy);
    await deputy.send('room:leave');
    const again = await app.connect();
    const { self } = await again.join(room.id, 'Stellvertretung', { invite });
    const second = await paired(app, room.id, again);
    const chair = await app.connect();
    await chair.join(room.id, 'Vorsitz', await trusted(app, room.id, 'moderator'));
    await chair.send('participant:remove', { participantId: self.participantId });
    for (const { tablet, view } of [first, second]) {
      expect((await tablet.heard('room:left')).reason).toBe('removed');
      await expectWorthless(app, room.id, tablet, view);
    }
  });

  it.each([
    { when: 'while they still sat there', leaves: false },
    { when: 'after they had left', leaves: true },
  ])(
    'happens by itself when its owner, who came again in the same browser by the plain link $when, is removed',
    async ({ leaves }) => {
      const { app, room, chair } = await aMeeting();
      const deputy = await app.connect();
      await deputy.join(room.id, 'Vertretung', { ...(await trusted(app, room.id, 'deputy')), device: DEVICE });
      await chair.send('room:leave');
      await deputy.heard('self:updated', ({ isChairing }) => isChairing);
      const { tablet, view } = await paired(app, room.id, deputy);
      if (leaves) await deputy.send('room:leave');
      const again = await app.connect();
      const { self } = await again.join(room.id, 'Vertretung', { device: DEVICE });
      const next = await app.connect();
      await next.join(room.id, 'Vorsitz', await trusted(app, room.id, 'moderator'));
      await next.send('participant:remove', { participantId: self.participantId });
      expect((await tablet.heard('room:left')).reason).toBe('removed');
      await expectWorthless(app, room.id, tablet, view);
    },
  );

  it("is not needed when its owner opens the link again: it is the newer page's, and chairs on", async () => {
    const { app, room } = await aMeeting();
    const { invite } = await trusted(app, room.id, 'moderator');
    const before = await app.connect();
    await before.join(room.id, 'Zweiter Vorsitz', { invite, device: DEVICE });
    const { tablet, view } = await paired(app, room.id, before);
    const after = await app.connect();
    const { self } = await after.join(room.id, 'Zweiter Vorsitz', { invite, device: DEVICE });
    const [entry] = await tablet.heard('consoles:updated', ([first]) => first?.ownerId === self.participantId);
    expect(entry).toMatchObject({ id: view.consoleId });
    await tablet.send('room:lock', { locked: true });
  });

  it.each(['participant', 'observer'] as const)('happens by itself when its owner becomes %s', async (role) => {
    const { app, room, chair, guest, guestId } = await aMeeting();
    await chair.send('participant:set-role', { participantId: guestId, role: 'deputy' });
    await chair.send('room:leave');
    await guest.heard('self:updated', ({ isChairing }) => isChairing);
    const { tablet, view } = await paired(app, room.id, guest);
    const next = await app.connect();
    await next.join(room.id, 'Vorsitz', await trusted(app, room.id, 'moderator'));
    await next.send('participant:set-role', { participantId: guestId, role });
    expect((await tablet.heard('room:left')).reason).toBe('removed');
    await expectWorthless(app, room.id, tablet, view);
  });

  it('happens when it comes back after the invite of its owner was revoked', async () => {
    const { app, room, inviteId, chair } = await aMeeting();
    const { tablet, view } = await paired(app, room.id, chair);
    tablet.drop();
    await chair.heard('consoles:updated', ([entry]) => entry?.reconnecting === true);
    await app.database.invites.revoke(inviteId);
    expect(await (await app.connect()).refused('console:join', { roomId: room.id, resume: view.resume })).toBe(
      'RESUME_INVALID',
    );
  });
});
