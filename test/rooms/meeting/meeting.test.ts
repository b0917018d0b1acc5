import { describe, expect, it, vi } from 'vitest';
import { holdsOf } from '../../helpers/meetings/open-meeting.ts';
import { SOON } from '../../helpers/patience.ts';
import { startTestApp } from '../../helpers/servers/test-app.ts';

const RTP = { codecs: [{ mimeType: 'audio/opus', payloadType: 111, clockRate: 48_000, channels: 2 }] };

/** Vorsitz (moderator) and Gast at one table. */
async function twoAtTheTable(changes: object = {}) {
  const app = await startTestApp();
  const room = await app.createRoom(changes);
  const { secret: invite } = await app.createInvite(room.id, { role: 'moderator' });
  const moderator = await app.connect();
  const moderatorView = await moderator.join(room.id, 'Vorsitz', { invite });
  const guest = await app.connect();
  const guestView = await guest.join(room.id, 'Gast');
  return { app, room, invite, moderator, moderatorView, guest, guestView, guestId: guestView.self.participantId };
}

describe('a meeting', () => {
  it('shows everyone the same people in the order in which they sat down', async () => {
    const { app, room, guestView } = await twoAtTheTable();
    const third = await (await app.connect()).join(room.id, 'Dritte');
    expect(third.participants.map(({ displayName }) => displayName)).toEqual(['Vorsitz', 'Gast', 'Dritte']);
    expect(guestView.participants.map(({ displayName }) => displayName)).toEqual(['Vorsitz', 'Gast']);
  });

  it('mutes one on the server, tells them, and lets them switch on again themselves', async () => {
    const { app, moderator, guest, guestId } = await twoAtTheTable();
    const { producerId } = await guest.send('producer:create', { source: 'microphone', rtpParameters: RTP });
    await moderator.send('participant:switch-off', { participantId: guestId, source: 'microphone' });
    expect(await guest.heard('participant:switched-off')).toEqual({ producerId, source: 'microphone' });
    expect(app.mediaPlane.sessionOf(guestId).producers.get(producerId)?.paused).toBe(true);
    await guest.send('producer:resume', { producerId });
    expect(app.mediaPlane.sessionOf(guestId).producers.get(producerId)?.paused).toBe(false);
  });

  it('mutes all but the moderator who says so', async () => {
    const { app, moderator, moderatorView, guest, guestId } = await twoAtTheTable();
    const own = await moderator.send('producer:create', { source: 'microphone', rtpParameters: RTP });
    const other = await guest.send('producer:create', { source: 'microphone', rtpParameters: RTP });
    await moderator.send('participant:mute-all');
    expect(app.mediaPlane.sessionOf(guestId).producers.get(other.producerId)?.paused).toBe(true);
    const { participantId } = moderatorView.self;
    expect(app.mediaPlane.sessionOf(participantId).producers.get(own.producerId)?.paused).toBe(false);
  });

  it('starts microphones muted where the room says so, whatever the client asks for, but not the moderator', async () => {
    const { moderator, guest } = await twoAtTheTable({ muteOnEntry: true });
    const command = { source: 'microphone', rtpParameters: RTP, paused: false };
    expect((await guest.send('producer:create', command)).paused).toBe(true);
    expect((await moderator.send('producer:create', command)).paused).toBe(false);
  });

  it('is closed to newcomers while locked, but not to moderators', async () => {
    const { app, room, moderator, guest, invite } = await twoAtTheTable();
    await moderator.send('room:lock', { locked: true });
    expect((await guest.heard('room:updated')).locked).toBe(true);
    const late = await app.connect();
    expect(await late.refused('room:join', { roomId: room.id, displayName: 'Spät' })).toBe('ROOM_LOCKED');
    await (await app.connect()).join(room.id, 'Stellvertretung', { invite });
    await moderator.send('room:lock', { locked: false });
    await late.join(room.id, 'Spät');
  });

  it('lets no moderator be removed by another, and nobody be muted by a participant', async () => {
    const { app, room, moderator, guest, invite, moderatorView } = await twoAtTheTable();
    const second = await app.connect();
    const { self } = await second.join(room.id, 'Stellvertretung', { invite });
    expect(await moderator.refused('participant:remove', { participantId: self.participantId })).toBe('NOT_ALLOWED');
    const target = { participantId: moderatorView.self.participantId, source: 'microphone' };
    expect(await guest.refused('participant:switch-off', target)).toBe('NOT_ALLOWED');
    await second.send('room:lock', { locked: true });
  });

  it('gives an invite for one person its use back when the room does not let them in', async () => {
    const { app, room, moderator } = await twoAtTheTable();
    const { secret } = await app.createInvite(room.id, { maxUses: 1 });
    await moderator.send('room:lock', { locked: true });
    const late = await app.connect();
    const command = { roomId: room.id, displayName: 'Spät', invite: secret };
    expect(await late.refused('room:join', command)).toBe('ROOM_LOCKED');
    await moderator.send('room:lock', { locked: false });
    await late.send('room:join', command);
  });

  it('is full at its number of seats, also when many come at once', async () => {
    const app = await startTestApp();
    const room = await app.createRoom({ maxParticipants: 5 });
    const clients = await Promise.all(Array.from({ length: 12 }, () => app.connect()));
    const replies = await Promise.all(
      clients.map((client, index) => client.raw('room:join', { roomId: room.id, displayName: `Gast ${index}` })),
    );
    expect(replies.filter(({ ok }) => ok)).toHaveLength(5);
    expect(replies.flatMap((reply) => (reply.ok ? [] : reply.error.code))).toEqual(Array(7).fill('ROOM_FULL'));
  });

  it('ends for all, and nobody speaks for anybody after', async () => {
    const { app, moderator, guest } = await twoAtTheTable();
    await moderator.send('room:end');
    expect((await guest.heard('room:left')).reason).toBe('ended');
    expect(await guest.refused('media:view', { items: [] })).toBe('NOT_ALLOWED');
    expect(app.rooms.live.rooms).toEqual([]);
    expect(app.mediaPlane.openRooms.size).toBe(0);
    expect(app.mediaPlane.sessions.every(({ closed }) => closed)).toBe(true);
  });

  it('keeps seat and role over a lost connection, and gives them back by the resume secret', async () => {
    const { app, room, moderator, moderatorView, guest } = await twoAtTheTable();
    moderator.drop();
    await guest.heard('participant:updated', ({ reconnecting }) => reconnecting);
    // Nothing is sent to somebody whose connection is lost.
    const session = app.mediaPlane.sessionOf(moderatorView.self.participantId);
    expect(session.suspended).toBe(true);
    const back = await app.connect();
    const reply = await back.join(room.id, 'Vorsitz', {
      resume: moderatorView.resume,
      holds: holdsOf(moderatorView.session),
    });
    expect(session.suspended).toBe(false);
    expect(reply.self).toEqual(moderatorView.self);
    expect(reply.sessionKept).toBe(true);
    await back.send('room:lock', { locked: true });
  });

  it('gives a reloaded page new transports and takes back what the old one published', async () => {
    const { app, room, moderator, guest, guestView, guestId } = await twoAtTheTable();
    await guest.send('producer:create', { source: 'microphone', rtpParameters: RTP });
    const former = app.mediaPlane.sessionOf(guestId);
    const reloaded = await app.connect();
    // The new page is quicker than the end of the old one.
    const reply = await reloaded.join(room.id, 'Gast', { resume: guestView.resume });
    expect(reply.sessionKept).toBe(false);
    expect((await guest.heard('room:left')).reason).toBe('replaced');
    expect(former.closed).toBe(true);
    const update = await moderator.heard(
      'participant:updated',
      ({ producers, reconnecting }) => producers.length === 0 && !reconnecting,
    );
    expect(update.id).toBe(guestId);
    expect(await guest.refused('producer:create', { source: 'camera', rtpParameters: RTP })).toBe('NOT_ALLOWED');
  });

  it('shows in which order screens were begun, whoever sits where', async () => {
    const { app, room, moderator, guest } = await twoAtTheTable();
    const screen = { source: 'screen', rtpParameters: RTP };
    const first = await guest.send('producer:create', screen);
    const second = await moderator.send('producer:create', screen);
    const { participants } = await (await app.connect()).join(room.id, 'Später');
    const orderOf = (id: string) =>
      participants.flatMap(({ producers }) => producers).find((one) => one.id === id)?.order;
    expect(orderOf(first.producerId)).toBeLessThan(orderOf(second.producerId) ?? 0);
  });

  it('goes on with new sessions when its media worker dies', async () => {
    const { app, room, guest, guestId } = await twoAtTheTable();
    await guest.send('producer:create', { source: 'microphone', rtpParameters: RTP });
    const former = app.mediaPlane.sessionOf(guestId);
    app.mediaPlane.lose(room.id);
    const { session } = await guest.heard('session:replaced');
    expect(session.send.id).not.toBe(former.options.send.id);
    await guest.send('producer:create', { source: 'microphone', rtpParameters: RTP });
    expect(app.mediaPlane.sessionOf(guestId)).not.toBe(former);
  });

  it('leaves nothing behind when somebody goes away while they are let in', async () => {
    const app = await startTestApp();
    const room = await app.createRoom();
    let open: () => void = () => {};
    app.mediaPlane.gate = new Promise((resolve) => {
      open = resolve;
    });
    const { secret } = await app.createInvite(room.id, { maxUses: 1 });
    const client = await app.connect();
    const never = client
      .raw('room:join', { roomId: room.id, displayName: 'Eilig', invite: secret })
      .catch(() => 'gone');
    const other = await app.connect();
    await other.settled();
    client.disconnect();
    await vi.waitFor(() => expect(app.connections).toBe(1), SOON);
    open();
    app.mediaPlane.gate = null;
    expect(await never).toBe('gone');
    // The single use was given back, so they are no longer in the room and may come again.
    await vi.waitFor(
      async () =>
        expect(await other.raw('room:join', { roomId: room.id, displayName: 'Eilig', invite: secret })).toMatchObject({
          ok: true,
        }),
      SOON,
    );
    expect(app.rooms.live.rooms).toMatchObject([{ participants: 1, lobby: 0 }]);
  });

  it('refuses a join that media cannot serve, with nobody left in the room', async () => {
    const app = await startTestApp();
    const room = await app.createRoom();
    app.mediaPlane.failing = true;
    const client = await app.connect();
    expect(await client.refused('room:join', { roomId: room.id, displayName: 'Gast' })).toBe('MEDIA_UNAVAILABLE');
    expect(app.rooms.live.rooms).toEqual([]);
    app.mediaPlane.failing = false;
    await client.join(room.id, 'Gast');
  });
});
