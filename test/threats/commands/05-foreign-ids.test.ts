import { expect, it } from 'vitest';
import { COMMAND_NAMES, type CommandName } from '../../../src/protocol/index.ts';
import { SAMPLES } from '../../helpers/protocol-samples.ts';
import { startTestApp } from '../../helpers/servers/test-app.ts';

it('ids of other people and other rooms do nothing in any command, not even for a moderator of another room', async () => {
  const app = await startTestApp();
  const [here, there] = [
    await app.createRoom({ lobby: 'without-password', password: 'richtig-lang' }),
    await app.createRoom(),
  ];
  const victim = await app.connect();
  const inside = await victim.join(here.id, 'Opfer', { password: 'richtig-lang' });
  const { producerId } = await victim.send('producer:create', SAMPLES['producer:create']);
  const waiting = await app.connect();
  await waiting.knock(here.id, 'Wartet');
  const waitingId = app.rooms.live.people(here.id).find(({ displayName }) => displayName === 'Wartet')?.id ?? '';
  const chair = await app.connect();
  await chair.join(here.id, 'Vorsitz', { invite: (await app.createInvite(here.id, { role: 'moderator' })).secret });
  const { pollId } = await chair.send('poll:open', SAMPLES['poll:open']);
  await chair.setPlan(SAMPLES['plan:set']);
  const { plan } = await chair.heard('room:updated', ({ plan: [seat] }) => seat !== undefined);
  const { code } = await chair.send('console:pair');
  const desk = await app.connect();
  const { consoleId } = await desk.send('console:join', { roomId: here.id, code });

  const neighbour = await app.connect();
  await neighbour.join(here.id, 'Nachbar', { password: 'richtig-lang' });
  const stranger = await app.connect();
  await stranger.join(there.id, 'Fremd', { invite: (await app.createInvite(there.id, { role: 'moderator' })).secret });

  const checker = await app.connect();
  await checker.send('check:begin');
  const { lineId } = await checker.send('check:line');

  const { participantId } = inside.self;
  const foreign: Partial<Record<CommandName, object>> = {
    'lobby:admit': { participantIds: [waitingId] },
    'lobby:deny': { participantId: waitingId },
    'lobby:message': { participantId: waitingId, text: 'von Fremden' },
    'participant:switch-off': { participantId, source: 'microphone' },
    'participant:ask': { participantId, source: 'microphone' },
    'participant:switch-on': { participantId, source: 'microphone' },
    'camera:offer-off': { participantId },
    'participant:restrict': { participantId, microphone: true, camera: true },
    'participant:set-role': { participantId, role: 'observer' },
    'participant:return-to-lobby': { participantId },
    'participant:remove': { participantId },
    'floor:give': { participantId },
    'floor:take': { participantId },
    'hands:lower': { participantId },
    'participant:rename': { participantId, displayName: 'Gekapert' },
    'portrait:read': { participantId: waitingId, portrait: 'AAAAAAAAAAAAAAAA' },
    'portrait:allow': { participantId, allowed: false },
    'signing:end': { participantId },
    'spotlight:set': { participantId },
    'plan:invite': { seatId: plan[0]?.id },
    'console:cut': { consoleId },
    'poll:close': { pollId },
    'transport:connect': { ...SAMPLES['transport:connect'], transportId: inside.session.send.id },
    'transport:restart': { transportId: inside.session.send.id },
    'transport:report': { transportId: inside.session.send.id, isCut: true },
    'producer:pause': { producerId },
    'producer:resume': { producerId },
    'producer:close': { producerId },
    'consumer:resume': { consumerIds: ['consumer-of-another'] },
    'check:connect': { ...SAMPLES['check:connect'], lineId },
    'check:send': { ...SAMPLES['check:send'], lineId },
    'check:receive': { ...SAMPLES['check:receive'], lineId },
    'check:hang-up': { lineId },
  };
  const withIds = COMMAND_NAMES.filter((name) =>
    /"(participantIds?|seatId|consoleId|pollId|transportId|producerId|consumerIds|items|lineId)"/.test(
      JSON.stringify(SAMPLES[name]),
    ),
  );
  expect([...Object.keys(foreign), 'media:view', 'poll:vote'].sort()).toEqual([...withIds].sort());

  await victim.settled();
  victim.events.length = 0;
  for (const [name, command] of Object.entries(foreign)) {
    expect(await neighbour.refused(name as CommandName, command), `neighbour ${name}`).toBe('NOT_ALLOWED');
    expect(await stranger.refused(name as CommandName, command), `stranger ${name}`).toBe('NOT_ALLOWED');
  }
  // A list of people to leave out is no way to reach them.
  expect(await neighbour.refused('participant:mute-all', { except: [] })).toBe('NOT_ALLOWED');
  await stranger.send('participant:mute-all', { except: [participantId] });
  // Somebody at the same table may watch and vote; somebody of another room may not.
  expect(await stranger.refused('poll:vote', { pollId, option: 0 })).toBe('NOT_ALLOWED');
  expect(await stranger.refused('media:view', { items: [{ producerId }] })).toBe('NOT_ALLOWED');
  await neighbour.send('media:view', { items: [{ producerId }] });
  // Whose hands are to be read the room knows itself.
  expect(await neighbour.refused('media:view', { items: [{ producerId, signs: true }] })).toBe('BAD_REQUEST');

  await victim.settled();
  expect(victim.events).toEqual([]);
  expect(app.mediaPlane.sessionOf(participantId).producers.get(producerId)?.paused).toBe(false);
  expect(app.mediaPlane.echoes[0]?.lines[0]?.closed).toBe(false);
  expect(app.rooms.live.rooms).toMatchObject([{ participants: 3, lobby: 1 }, { participants: 1 }]);
});

it('an invite of another room does not open this one', async () => {
  const app = await startTestApp();
  const [here, there] = [await app.createRoom({ password: 'richtig-lang' }), await app.createRoom()];
  const { secret } = await app.createInvite(there.id, { role: 'moderator' });
  const client = await app.connect();
  expect(await client.refused('room:join', { roomId: here.id, displayName: 'Fremd', invite: secret })).toBe(
    'INVITE_INVALID',
  );
});
