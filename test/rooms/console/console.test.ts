import { describe, expect, it } from 'vitest';
import { SAMPLES } from '../../helpers/protocol-samples.ts';
import { startTestApp } from '../../helpers/servers/test-app.ts';
import { aMeeting, paired, trusted } from './paired-console.ts';

const RTP = SAMPLES['producer:create'].rtpParameters;

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
    expect(app.rooms.live.rooms).toMatchObject([{ participants: 2, lobby: 0 }]);
    expect(app.rooms.live.people(room.id)).toHaveLength(2);
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
    expect(app.rooms.live.rooms).toEqual([]);
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
      noisy: [],
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
