import { expect, it } from 'vitest';
import { COMMAND_NAMES, type CommandName } from '../../../src/protocol/index.ts';
import type { TestClient } from '../../helpers/clients/test-client.ts';
import { PORTRAITS } from '../../helpers/pictures.ts';
import { SAMPLES } from '../../helpers/protocol-samples.ts';
import { startTestApp } from '../../helpers/servers/test-app.ts';

const MICROPHONE = SAMPLES['producer:create'];

function show(client: TestClient, type: keyof typeof PORTRAITS) {
  return client.send('portrait:set', { picture: PORTRAITS[type].toString('base64') });
}

it('a client in the lobby that sends every command by hand is refused and learns nothing', async () => {
  const app = await startTestApp();
  const room = await app.createRoom({ lobby: 'on', name: 'Vorstand' });
  const { secret } = await app.createInvite(room.id, { role: 'moderator' });
  const moderator = await app.connect();
  const inside = await moderator.join(room.id, 'Geheime Vorsitzende', { invite: secret });
  const { producerId } = await moderator.send('producer:create', MICROPHONE);
  const intruder = await app.connect();
  const waiting = await intruder.knock(room.id, 'Neugierig');
  const { id: ownId } = await moderator.heard('lobby:knocked');

  // Also with ids that are real, as if they had leaked.
  const real: Partial<Record<CommandName, object>> = {
    'lobby:admit': { participantIds: [ownId] },
    'lobby:deny': { participantId: ownId },
    'lobby:message': { participantId: ownId, text: 'an mich selbst' },
    'participant:switch-off': { participantId: inside.self.participantId, source: 'microphone' },
    'participant:mute-all': {},
    'participant:ask': { participantId: inside.self.participantId, source: 'camera' },
    'participant:switch-on': { participantId: inside.self.participantId, source: 'camera' },
    'participant:restrict': { participantId: inside.self.participantId, microphone: true, camera: true },
    'participant:set-role': { participantId: ownId, role: 'moderator' },
    'participant:return-to-lobby': { participantId: inside.self.participantId },
    'participant:remove': { participantId: inside.self.participantId },
    'floor:give': { participantId: ownId },
    'floor:take': { participantId: inside.self.participantId },
    'hands:lower': { participantId: inside.self.participantId },
    'portrait:allow': { participantId: ownId, allowed: false },
    'signing:end': { participantId: inside.self.participantId },
    'spotlight:set': { participantId: inside.self.participantId },
    'transport:connect': { ...SAMPLES['transport:connect'], transportId: inside.session.send.id },
    'transport:restart': { transportId: inside.session.receive.id },
    'producer:pause': { producerId },
    'producer:close': { producerId },
    'media:view': { items: [{ producerId }] },
  };
  // A face of one's own for those who decide; who shows it hears of nobody else's by that.
  const leaked = { participantId: inside.self.participantId, portrait: (await show(moderator, 'image/jpeg')).portrait };
  const answers: unknown[] = [waiting, await show(intruder, 'image/webp')];
  for (const name of COMMAND_NAMES) {
    if (['room:leave', 'stay:end', 'portrait:set'].includes(name)) continue;
    for (const command of [SAMPLES[name], name === 'portrait:read' ? leaked : real[name]]) {
      if (command === undefined) continue;
      const reply = await intruder.raw(name, command);
      expect(reply, name).toMatchObject({ ok: false });
      answers.push(reply);
    }
  }
  // Things go on at the table, and none of it reaches the lobby.
  await moderator.send('producer:pause', { producerId });
  await moderator.send('room:lock', { locked: true });
  await moderator.send('hand:raise');
  await moderator.send('floor:next');
  await moderator.send('floor:restrict', { microphone: true, camera: true });
  await moderator.send('reaction:send', { reaction: 'heart' });
  await moderator.send('chat:send', { text: 'Geheimes', to: 'all' });
  await moderator.send('room:close', { afterMs: 60_000 });
  await moderator.send('room:keep-open');
  await intruder.settled();
  const learned = JSON.stringify([answers, intruder.events]);
  for (const fact of [
    'Geheime', // The chair's name, and what was said.
    inside.self.participantId,
    leaked.portrait,
    PORTRAITS['image/jpeg'].toString('base64'),
    producerId,
    inside.session.send.id,
    'codecs',
    'participants',
  ]) {
    expect(learned).not.toContain(fact);
  }
  expect(intruder.events).toEqual([]);
  expect(app.mediaPlane.sessionOf(inside.self.participantId).closed).toBe(false);
  expect(app.rooms.live.rooms).toMatchObject([{ participants: 1, lobby: 1 }]);
});

it('a client that has joined nothing is refused every command', async () => {
  const app = await startTestApp();
  const stranger = await app.connect();
  for (const name of COMMAND_NAMES) {
    // Anybody may check their own connection; see test/checks.
    if (name === 'room:join' || name.startsWith('check:')) continue;
    // The way in for a console: its code is unknown, as any is that nobody was given.
    const code = name === 'console:join' ? 'INVITE_INVALID' : 'NOT_ALLOWED';
    expect(await stranger.refused(name, SAMPLES[name]), name).toBe(code);
  }
});
