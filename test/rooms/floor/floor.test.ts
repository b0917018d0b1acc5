import { describe, expect, it } from 'vitest';
import { holdsOf } from '../../helpers/meetings/open-meeting.ts';
import { openTable } from '../../helpers/meetings/table.ts';

const MUTE = { microphone: true, camera: false };
const FREE = { microphone: false, camera: false };
const ALL = { microphone: true, camera: true };

describe('hard mute', () => {
  it('pauses on the server all who neither chair nor have the floor, tells them, and leaves the others alone', async () => {
    const { chair, seat, publish, isPaused } = await openTable();
    const [anna, bert] = [await seat('Anna'), await seat('Bert')];
    const [own, annas, berts] = [
      await publish(chair, 'microphone'),
      await publish(anna, 'microphone'),
      await publish(bert, 'microphone'),
    ];
    const camera = await publish(anna, 'camera');
    await chair.client.send('floor:give', { participantId: bert.id });
    await chair.client.send('floor:restrict', MUTE);
    expect(await anna.client.heard('participant:switched-off')).toEqual({ producerId: annas, source: 'microphone' });
    expect((await anna.client.heard('room:updated')).restricted).toEqual(MUTE);
    expect([isPaused(chair, own), isPaused(anna, annas), isPaused(bert, berts)]).toEqual([false, true, false]);
    expect(isPaused(anna, camera)).toBe(false);
    await bert.client.settled();
    expect(bert.client.events.map(({ name }) => name)).not.toContain('participant:switched-off');
  });

  it('leaves the media to know whom to send always: the chair, and who has the floor', async () => {
    const { app, chair, seat } = await openTable();
    const [anna, bert] = [await seat('Anna'), await seat('Bert')];
    const [media] = [...app.mediaPlane.openRooms.values()];
    const always = () => [chair, anna, bert].map(({ id }) => media?.mustBeHeard(id));
    expect(always()).toEqual([true, false, false]);
    await chair.client.send('floor:give', { participantId: bert.id });
    expect(always()).toEqual([true, false, true]);
    await chair.client.send('floor:take', { participantId: bert.id });
    expect(always()).toEqual([true, false, false]);
    expect(media?.mustBeHeard('nobody')).toBe(false);
  });

  it('gains a client made by hand nothing: it can neither resume nor start anew', async () => {
    const { chair, seat, publish, isPaused } = await openTable();
    const anna = await seat('Anna');
    const microphone = await publish(anna, 'microphone');
    await chair.client.send('floor:restrict', ALL);
    expect(await anna.client.refused('producer:resume', { producerId: microphone })).toBe('NOT_ALLOWED');
    expect(isPaused(anna, microphone)).toBe(true);
    await anna.client.send('producer:close', { producerId: microphone });
    await anna.client.heard('participant:switched-off');
    for (const source of ['microphone', 'camera', 'screenAudio'] as const) {
      const producerId = await publish(anna, source, { paused: false });
      expect(isPaused(anna, producerId), source).toBe(true);
      expect(await anna.client.refused('producer:resume', { producerId }), source).toBe('NOT_ALLOWED');
    }
    expect(isPaused(anna, await publish(anna, 'screen'))).toBe(false);
    // They began paused: nothing had to be switched off.
    expect(anna.client.events.map(({ name }) => name)).not.toContain('participant:switched-off');
  });

  it('holds newcomers, and those who come back on a new page', async () => {
    const { chair, seat, publish, isPaused, comeBack } = await openTable();
    await chair.client.send('floor:restrict', MUTE);
    const anna = await seat('Anna');
    expect(anna.joined.room.restricted).toEqual(MUTE);
    expect(isPaused(anna, await publish(anna, 'microphone'))).toBe(true);
    const again = await comeBack(anna);
    expect(isPaused(again, await publish(again, 'microphone'))).toBe(true);
  });

  it('reaches somebody whose connection is lost', async () => {
    const { chair, seat, publish, isPaused, drop, comeBack } = await openTable();
    const anna = await seat('Anna');
    const microphone = await publish(anna, 'microphone');
    await drop(anna);
    await chair.client.send('floor:restrict', MUTE);
    expect(isPaused(anna, microphone)).toBe(true);
    const again = await comeBack(anna, { holds: holdsOf(anna.joined.session) });
    const own = again.joined.participants.find(({ id }) => id === anna.id);
    expect(own?.producers).toMatchObject([{ id: microphone, source: 'microphone', paused: true }]);
    expect(await again.client.refused('producer:resume', { producerId: microphone })).toBe('NOT_ALLOWED');
  });

  it('catches a microphone that is being made while the rule changes', async () => {
    const { app, chair, seat, publish, isPaused } = await openTable();
    const anna = await seat('Anna');
    const session = app.mediaPlane.sessionOf(anna.id);
    let open: () => void = () => {};
    const gate = new Promise<void>((resolve) => {
      open = resolve;
    });
    const produce = session.produce.bind(session);
    let begun: () => void = () => {};
    const hasBegun = new Promise<void>((resolve) => {
      begun = resolve;
    });
    session.produce = async (producer) => {
      begun();
      await gate;
      return produce(producer);
    };
    const publishing = publish(anna, 'microphone');
    await hasBegun;
    await chair.client.send('floor:restrict', MUTE);
    open();
    expect(isPaused(anna, await publishing)).toBe(true);
  });

  it('when it is lifted lets people switch on again themselves, and switches nobody on', async () => {
    const { chair, seat, publish, isPaused } = await openTable();
    const anna = await seat('Anna');
    const microphone = await publish(anna, 'microphone');
    await chair.client.send('floor:restrict', MUTE);
    await chair.client.send('floor:restrict', FREE);
    expect(isPaused(anna, microphone)).toBe(true);
    await anna.client.send('producer:resume', { producerId: microphone });
    expect(isPaused(anna, microphone)).toBe(false);
  });

  it('holds the sound of a shared screen as long as it lasts, and not the picture', async () => {
    const { chair, seat, publish, isPaused } = await openTable();
    const anna = await seat('Anna');
    const [screen, sound] = [await publish(anna, 'screen'), await publish(anna, 'screenAudio')];
    await chair.client.send('floor:restrict', ALL);
    expect([isPaused(anna, screen), isPaused(anna, sound)]).toEqual([false, true]);
    await chair.client.send('floor:give', { participantId: anna.id });
    expect(isPaused(anna, sound)).toBe(false);
  });

  it('for one person binds this person alone', async () => {
    const { chair, seat, publish, isPaused } = await openTable();
    const [anna, bert] = [await seat('Anna'), await seat('Bert')];
    const [annas, berts] = [await publish(anna, 'camera'), await publish(bert, 'camera')];
    await chair.client.send('participant:restrict', { participantId: anna.id, microphone: false, camera: true });
    expect([isPaused(anna, annas), isPaused(bert, berts)]).toEqual([true, false]);
    expect((await bert.client.heard('participant:updated', ({ restricted }) => restricted.camera)).id).toBe(anna.id);
    expect(await anna.client.refused('producer:resume', { producerId: annas })).toBe('NOT_ALLOWED');
    await chair.client.send('participant:restrict', { participantId: anna.id, ...FREE });
    await anna.client.send('producer:resume', { producerId: annas });
  });

  it('binds a deputy as soon as they chair no longer', async () => {
    const { app, chair, seat, room, publish, isPaused } = await openTable();
    const deputy = await seat('Vertretung', 'deputy');
    await chair.client.send('floor:restrict', MUTE);
    await chair.client.send('room:leave');
    await deputy.client.heard('self:updated', ({ isChairing }) => isChairing);
    const microphone = await publish(deputy, 'microphone');
    expect(isPaused(deputy, microphone)).toBe(false);
    const { secret } = await app.createInvite(room.id, { role: 'moderator' });
    await (await app.connect()).join(room.id, 'Vorsitz', { invite: secret });
    expect((await deputy.client.heard('participant:switched-off')).producerId).toBe(microphone);
    expect(isPaused(deputy, microphone)).toBe(true);
    expect(await deputy.client.refused('producer:resume', { producerId: microphone })).toBe('NOT_ALLOWED');
  });
});

describe('the floor', () => {
  it('unlocks the microphone, and when it is taken the microphone is off again', async () => {
    const { chair, seat, publish, isPaused } = await openTable();
    const anna = await seat('Anna');
    const microphone = await publish(anna, 'microphone');
    await chair.client.send('floor:restrict', MUTE);
    await chair.client.send('floor:give', { participantId: anna.id });
    await anna.client.send('producer:resume', { producerId: microphone });
    expect(isPaused(anna, microphone)).toBe(false);
    await chair.client.send('floor:take', { participantId: anna.id });
    expect(isPaused(anna, microphone)).toBe(true);
    const { hasFloor, producers } = await chair.client.heard(
      'participant:updated',
      ({ id, hasFloor: isFree, producers: [first] }) => id === anna.id && !isFree && first?.paused === true,
    );
    expect([hasFloor, producers.length]).toEqual([false, 1]);
  });

  it('goes to the next hand in the queue and lowers it; who had it gives it back', async () => {
    const { chair, seat, look } = await openTable();
    const [anna, bert] = [await seat('Anna'), await seat('Bert')];
    for (const { client } of [bert, anna]) await client.send('hand:raise');
    const holders = async () => {
      const { participants, room } = await look();
      return { floor: participants.filter(({ hasFloor }) => hasFloor).map(({ id }) => id), hands: room.hands };
    };
    await chair.client.send('floor:next');
    expect(await holders()).toEqual({ floor: [bert.id], hands: [anna.id] });
    await chair.client.send('floor:next');
    expect(await holders()).toEqual({ floor: [anna.id], hands: [] });
    expect(await chair.client.refused('floor:next')).toBe('INVALID_STATE');
    expect(await holders()).toEqual({ floor: [anna.id], hands: [] });
  });

  it('passes over somebody whose connection is lost, who keeps their place in the queue', async () => {
    const { chair, seat, drop, look } = await openTable();
    const [anna, bert] = [await seat('Anna'), await seat('Bert')];
    for (const { client } of [anna, bert]) await client.send('hand:raise');
    await drop(anna);
    await chair.client.send('floor:next');
    const { participants, room } = await look();
    expect(participants.filter(({ hasFloor }) => hasFloor).map(({ id }) => id)).toEqual([bert.id]);
    expect(room.hands).toEqual([anna.id]);
    expect(await chair.client.refused('floor:next')).toBe('INVALID_STATE');
  });

  it('given to somebody lowers their hand, which has got what it was raised for', async () => {
    const { chair, seat, look } = await openTable();
    const anna = await seat('Anna');
    await anna.client.send('hand:raise');
    await chair.client.send('floor:give', { participantId: anna.id });
    expect((await look()).room.hands).toEqual([]);
  });

  it('is kept over a lost connection, and consent with it', async () => {
    const { chair, seat, drop, comeBack } = await openTable();
    const anna = await seat('Anna');
    await chair.client.send('floor:give', { participantId: anna.id });
    await anna.client.send('consent:set', MUTE);
    await anna.client.send('hand:raise');
    await drop(anna);
    const { joined } = await comeBack(anna);
    const own = joined.participants.find(({ id }) => id === anna.id);
    expect([own?.hasFloor, own?.consent, joined.room.hands]).toEqual([true, MUTE, [anna.id]]);
  });
});

describe('asking and switching on', () => {
  it('asks one person, and nobody else hears of it', async () => {
    const { chair, seat } = await openTable();
    const [anna, bert] = [await seat('Anna'), await seat('Bert')];
    await chair.client.send('participant:ask', { participantId: anna.id, source: 'camera' });
    expect(await anna.client.heard('participant:asked')).toEqual({ source: 'camera' });
    await bert.client.settled();
    expect(bert.client.events.map(({ name }) => name)).not.toContain('participant:asked');
  });

  it('is by consent alone, which everyone sees and its owner takes back with one command', async () => {
    const { chair, seat } = await openTable();
    const anna = await seat('Anna');
    const command = { participantId: anna.id, source: 'microphone' };
    expect(await chair.client.refused('participant:switch-on', command)).toBe('NOT_ALLOWED');
    await anna.client.send('consent:set', MUTE);
    expect((await chair.client.heard('participant:updated', ({ id }) => id === anna.id)).consent).toEqual(MUTE);
    await chair.client.send('participant:switch-on', command);
    expect(await anna.client.heard('participant:switched-on')).toEqual({ source: 'microphone' });
    expect(await chair.client.refused('participant:switch-on', { ...command, source: 'camera' })).toBe('NOT_ALLOWED');
    await anna.client.send('consent:set', FREE);
    expect(await chair.client.refused('participant:switch-on', command)).toBe('NOT_ALLOWED');
  });

  it('lifts no hard mute, and asks nobody who could not follow', async () => {
    const { chair, seat, drop } = await openTable();
    const anna = await seat('Anna');
    await anna.client.send('consent:set', ALL);
    await chair.client.send('floor:restrict', MUTE);
    const command = { participantId: anna.id, source: 'microphone' };
    for (const name of ['participant:switch-on', 'participant:ask'] as const) {
      expect(await chair.client.refused(name, command)).toBe('INVALID_STATE');
      await chair.client.send(name, { ...command, source: 'camera' });
    }
    await drop(anna);
    expect(await chair.client.refused('participant:ask', { ...command, source: 'camera' })).toBe('INVALID_STATE');
  });
});

it('nobody but the chair gives, takes, restricts, asks or switches on, whatever their client sends', async () => {
  const { chair, seat, publish, isPaused, expectRefusedToOutsiders, look } = await openTable();
  const anna = await seat('Anna');
  const microphone = await publish(anna, 'microphone');
  await anna.client.send('consent:set', ALL);
  await anna.client.send('hand:raise');
  const target = { participantId: anna.id };
  await expectRefusedToOutsiders([
    ['floor:restrict', ALL],
    ['participant:restrict', { ...target, ...ALL }],
    ['floor:give', target],
    ['floor:take', target],
    ['floor:next', {}],
    ['participant:ask', { ...target, source: 'microphone' }],
    ['participant:switch-on', { ...target, source: 'microphone' }],
    ['participant:switch-off', { ...target, source: 'microphone' }],
    ['participant:mute-all', {}],
  ]);
  expect(isPaused(anna, microphone)).toBe(false);
  const { participants, room } = await look();
  expect(participants.some(({ hasFloor }) => hasFloor)).toBe(false);
  expect(room).toMatchObject({ restricted: FREE, hands: [anna.id] });
  expect(await chair.client.refused('participant:restrict', { participantId: chair.id, ...ALL })).toBe('NOT_ALLOWED');
});

it('two switches that are turned at once, by one or by two, from what they saw before, both hold', async () => {
  const { chair, seat, look } = await openTable();
  const [anna, other] = [await seat('Anna'), await seat('Zweiter Vorsitz', 'moderator')];
  const participantId = anna.id;
  await Promise.all([
    chair.client.send('floor:restrict', { microphone: true }),
    other.client.send('floor:restrict', { camera: true }),
    chair.client.send('participant:restrict', { participantId, camera: true }),
    other.client.send('participant:restrict', { participantId, microphone: true }),
    anna.client.send('consent:set', { microphone: true }),
    anna.client.send('consent:set', { camera: true }),
  ]);
  const { room, participants } = await look();
  expect(room.restricted).toEqual(ALL);
  expect(participants.find(({ id }) => id === participantId)).toMatchObject({ restricted: ALL, consent: ALL });
  for (const command of ['floor:restrict', 'consent:set'] as const) {
    expect(await chair.client.refused(command, {})).toBe('BAD_REQUEST');
  }
});
