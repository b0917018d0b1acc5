import { describe, expect, it } from 'vitest';
import { holdsOf, openMeeting } from '../../helpers/meetings/open-meeting.ts';
import { openTable } from '../../helpers/meetings/table.ts';

const ALL = { microphone: true, camera: true };

describe('somebody who is put back into the lobby', () => {
  it('waits as a deputy too, whoever comes in, and by whichever page they come again', async () => {
    const { enter } = openMeeting();
    const chair = await enter('Vorsitz', { role: 'moderator' });
    const device = 'd'.repeat(43);
    const deputy = await enter('Vertretung', { role: 'deputy', device });
    await chair.send('participant:return-to-lobby', { participantId: deputy.id });
    await enter('Zweiter Vorsitz', { role: 'moderator' });
    expect(deputy.heard('lobby:admitted')).toEqual([]);
    expect((await enter('Vertretung', { role: 'deputy', device })).reply.state).toBe('lobby');
  });

  it("waits on the chair's list, is told so, and has nothing left of the table", async () => {
    const { app, chair, seat, publish, look } = await openTable({ lobbyMessage: 'Einen Moment bitte.' });
    const [anna, bert] = [await seat('Anna'), await seat('Bert')];
    const microphone = await publish(anna, 'microphone');
    await anna.client.send('hand:raise');
    await anna.client.send('consent:set', ALL);
    await chair.client.send('participant:return-to-lobby', { participantId: anna.id });
    const told = await anna.client.heard('lobby:returned');
    expect(told).toMatchObject({
      state: 'lobby',
      displayName: 'Anna',
      roomName: 'Runde',
      waitingFor: 'admission',
      message: 'Einen Moment bitte.',
    });
    expect(JSON.stringify(told)).not.toContain('Vorsitz');
    expect(await chair.client.heard('lobby:knocked')).toMatchObject({ id: anna.id, displayName: 'Anna' });
    expect((await bert.client.heard('participant:left')).participantId).toBe(anna.id);
    expect(app.mediaPlane.sessionOf(anna.id).closed).toBe(true);
    expect((await look()).room.hands).toEqual([]);
    // The table goes on without them.
    anna.client.events.length = 0;
    await chair.client.send('room:lock', { locked: true });
    await anna.client.settled();
    expect(anna.client.events).toEqual([]);
    expect(await anna.client.refused('producer:resume', { producerId: microphone })).toBe('NOT_ALLOWED');
    expect(await anna.client.refused('media:view', { items: [] })).toBe('NOT_ALLOWED');
    expect(await anna.client.refused('hand:raise')).toBe('NOT_ALLOWED');
  });

  it('sits down again when admitted, without floor or consent, and hard mute for them still holds', async () => {
    const { chair, seat, publish, isPaused } = await openTable();
    const anna = await seat('Anna');
    await chair.client.send('floor:give', { participantId: anna.id });
    await chair.client.send('participant:restrict', { participantId: anna.id, microphone: true, camera: false });
    await anna.client.send('consent:set', ALL);
    await chair.client.send('participant:return-to-lobby', { participantId: anna.id });
    await chair.client.send('lobby:admit', { participantIds: [anna.id] });
    const { participants } = await anna.client.heard('lobby:admitted');
    expect(participants.find(({ id }) => id === anna.id)).toMatchObject({
      hasFloor: false,
      consent: { microphone: false, camera: false },
      restricted: { microphone: true, camera: false },
      producers: [],
    });
    expect(isPaused(anna, await publish(anna, 'microphone'))).toBe(true);
  });

  it('comes back to the lobby by what they were told there, and by what they had before', async () => {
    const { app, room, chair, seat } = await openTable();
    for (const wasTold of [true, false]) {
      const anna = await seat('Anna');
      await chair.client.send('participant:return-to-lobby', { participantId: anna.id });
      const { resume } = await anna.client.heard('lobby:returned');
      anna.client.drop();
      const back = await app.connect();
      await back.knock(room.id, 'Anna', { resume: wasTold ? resume : anna.joined.resume });
      await chair.client.heard('lobby:knocked', ({ id, reconnecting }) => id === anna.id && !reconnecting);
    }
  });

  it('while their connection is lost finds themselves in the lobby when they are back, or at the table if admitted', async () => {
    const { app, room, chair, seat, drop, comeBack } = await openTable();
    const [anna, bert] = [await seat('Anna'), await seat('Bert')];
    for (const person of [anna, bert]) {
      await drop(person);
      await chair.client.send('participant:return-to-lobby', { participantId: person.id });
      const entry = await chair.client.heard('lobby:knocked', ({ id }) => id === person.id);
      expect(entry.reconnecting).toBe(true);
    }
    const back = await app.connect();
    const reply = await back.knock(room.id, 'Anna', {
      resume: anna.joined.resume,
      holds: holdsOf(anna.joined.session),
    });
    expect(reply.waitingFor).toBe('admission');
    expect(back.events).toEqual([]);
    await chair.client.heard('lobby:knocked', ({ id, reconnecting }) => id === anna.id && !reconnecting);
    await chair.client.send('lobby:admit', { participantIds: [bert.id] });
    expect((await comeBack(bert)).joined.self.participantId).toBe(bert.id);
  });

  it('while they are just coming back is in the lobby all the same', async () => {
    const { app, room, chair, seat, drop } = await openTable();
    const anna = await seat('Anna');
    await drop(anna);
    let open: () => void = () => {};
    app.mediaPlane.gate = new Promise((resolve) => {
      open = resolve;
    });
    const back = await app.connect();
    const reply = back.knock(room.id, 'Anna', { resume: anna.joined.resume });
    await back.settled();
    await chair.client.send('participant:return-to-lobby', { participantId: anna.id });
    open();
    app.mediaPlane.gate = null;
    expect((await reply).state).toBe('lobby');
    // The answer says it, and nothing else does.
    expect(back.events).toEqual([]);
    expect(app.mediaPlane.sessions.filter(({ closed }) => !closed)).toHaveLength(1);
    expect(app.rooms.live.rooms).toMatchObject([{ participants: 1, lobby: 1 }]);
  });

  it('stands behind those who wait already', async () => {
    const { chair, seat, knock } = await openTable();
    const anna = await seat('Anna');
    await knock('Bert');
    await chair.client.send('participant:return-to-lobby', { participantId: anna.id });
    const { lobby } = (await seat('Zweite', 'moderator')).joined;
    expect(lobby.map(({ displayName }) => displayName)).toEqual(['Bert', 'Anna']);
  });

  it('is on the list of whoever chairs next', async () => {
    const { chair, seat } = await openTable();
    const [deputy, anna] = [await seat('Vertretung', 'deputy'), await seat('Anna')];
    await chair.client.send('participant:return-to-lobby', { participantId: anna.id });
    await chair.client.send('room:leave');
    const { lobby } = await deputy.client.heard('self:updated', ({ isChairing }) => isChairing);
    expect(lobby.map(({ id }) => id)).toEqual([anna.id]);
    anna.client.drop();
    await deputy.client.heard('lobby:knocked', ({ id, reconnecting }) => id === anna.id && reconnecting);
    await deputy.client.send('lobby:admit', { participantIds: [anna.id] });
  });

  it('chairs from no second screen either', async () => {
    const { app, room, chair, seat } = await openTable();
    const deputy = await seat('Vertretung', 'deputy');
    await chair.client.send('room:leave');
    await deputy.client.heard('self:updated', ({ isChairing }) => isChairing);
    const { code } = await deputy.client.send('console:pair');
    const desk = await app.connect();
    await desk.send('console:join', { roomId: room.id, code });
    const back = await seat('Vorsitz', 'moderator');
    await back.client.send('participant:return-to-lobby', { participantId: deputy.id });
    expect((await desk.heard('room:left')).reason).toBe('removed');
    expect(await desk.refused('lobby:admit', { participantIds: [deputy.id] })).toBe('NOT_ALLOWED');
  });

  it('is neither a moderator nor put back by anybody who must not', async () => {
    const { app, chair, seat, expectRefusedToOutsiders } = await openTable();
    const anna = await seat('Anna');
    await expectRefusedToOutsiders([['participant:return-to-lobby', { participantId: anna.id }]]);
    const second = await seat('Zweite', 'moderator');
    for (const { id } of [chair, second]) {
      expect(await chair.client.refused('participant:return-to-lobby', { participantId: id })).toBe('NOT_ALLOWED');
    }
    expect(app.mediaPlane.sessionOf(anna.id).closed).toBe(false);
  });
});

it('who was put back and opens the link again waits all the same, until they are let in once', async () => {
  const { app, room, chair } = await openTable({ lobby: 'off' });
  const device = 'd'.repeat(43);
  const { secret: invite } = await app.createInvite(room.id, { trusted: true });
  for (const mark of [{ device }, { invite }]) {
    const first = await app.connect();
    const { self } = await first.join(room.id, 'Anna', mark);
    await chair.client.send('participant:return-to-lobby', { participantId: self.participantId });
    await first.send('room:leave');
    await chair.client.settled();
    chair.client.events.length = 0;
    const again = await app.connect();
    await again.knock(room.id, 'Anna', mark);
    const { id } = await chair.client.heard('lobby:knocked');
    await chair.client.send('lobby:admit', { participantIds: [id] });
    await again.heard('lobby:admitted');
    await again.send('room:leave');
    await (await app.connect()).join(room.id, 'Anna', mark);
  }
});
