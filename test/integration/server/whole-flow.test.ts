import { readFileSync } from 'node:fs';
import { expect, it, onTestFinished, vi } from 'vitest';
import { MeetingClient } from '../../helpers/clients/meeting-client.ts';
import { holdsOf } from '../../helpers/meetings/open-meeting.ts';
import { startRealServer } from '../../helpers/servers/real-server.ts';

const SOON = { timeout: 10_000, interval: 50 };

type Server = Awaited<ReturnType<typeof startRealServer>>;

async function enter(server: Server, roomId: string, name: string, more: object = {}): Promise<MeetingClient> {
  const signaling = await server.connect();
  const client = await MeetingClient.enter(signaling, await signaling.join(roomId, name, more));
  onTestFinished(() => client.close());
  return client;
}

/** Packets of this producer keep arriving. */
async function flows(client: MeetingClient, producerId: string): Promise<void> {
  const before = client.received(producerId);
  await vi.waitFor(() => expect(client.received(producerId)).toBeGreaterThan(before + 10), SOON);
}

/** Nothing of this producer has come by the time that fifty packets of another have. */
async function isStill(client: MeetingClient, producerId: string, other: string): Promise<void> {
  const [before, reference] = [client.received(producerId), client.received(other)];
  await vi.waitFor(() => expect(client.received(other)).toBeGreaterThan(reference + 50), SOON);
  expect(client.received(producerId)).toBeLessThanOrEqual(before + 2);
}

it('a microphone whose publishing was answered into a dropped line is published again after coming back, and heard', async () => {
  const server = await startRealServer();
  const room = await server.createRoom();
  const bert = await enter(server, room.id, 'Bert');
  const signaling = await server.connect();
  const joined = await signaling.join(room.id, 'Anna');
  const anna = await MeetingClient.enter(signaling, joined);
  onTestFinished(() => anna.close());
  // Done on the server; the browser never hears of it.
  const { rtpParameters } = anna.media.sendAudio();
  await signaling.send('producer:create', { source: 'microphone', rtpParameters });
  signaling.drop();
  const back = await server.connect();
  const reply = await back.join(room.id, 'Anna', { resume: joined.resume, holds: holdsOf(joined.session) });
  expect(reply.sessionKept).toBe(true);
  const again = anna.media.sendAudio();
  const command = { source: 'microphone', rtpParameters: again.rtpParameters } as const;
  const { producerId } = await back.send('producer:create', command);
  again.start();
  await bert.show([producerId]);
  await flows(bert, producerId);
});

it('a meeting from the password to the end, with real workers and no browser', async () => {
  const server = await startRealServer();
  const room = await server.createRoom({ password: 'richtig-lang', lobby: 'without-password' });
  const invite = await server.createInvite(room.id, 'moderator');

  const anna = await enter(server, room.id, 'Anna', { invite });
  const bert = await enter(server, room.id, 'Bert', { password: 'richtig-lang' });
  const cemSignaling = await server.connect();
  await cemSignaling.knock(room.id, 'Cem');
  const { id: cemId } = await anna.signaling.heard('lobby:knocked');
  await anna.signaling.send('lobby:admit', { participantIds: [cemId] });
  const cem = await MeetingClient.enter(cemSignaling, await cemSignaling.heard('lobby:admitted'));
  onTestFinished(() => cem.close());

  const [microphone, camera, bertsMicrophone] = await Promise.all([
    anna.publish('microphone'),
    anna.publish('camera'),
    bert.publish('microphone'),
  ]);
  await bert.show([microphone, camera]);
  await cem.show([microphone, camera, bertsMicrophone]);
  for (const client of [bert, cem]) {
    await flows(client, microphone);
    await flows(client, camera);
  }
  await flows(cem, bertsMicrophone);

  // What nobody shows is not forwarded.
  await cem.show([microphone, bertsMicrophone]);
  await isStill(cem, camera, microphone);
  await cem.show([microphone, camera, bertsMicrophone]);
  await flows(cem, camera);

  await anna.signaling.send('participant:switch-off', { participantId: bert.id, source: 'microphone' });
  await isStill(cem, bertsMicrophone, microphone);
  await bert.signaling.send('producer:resume', { producerId: bertsMicrophone });
  await flows(cem, bertsMicrophone);

  // Under hard mute his client goes on sending, and asks to be heard; nothing comes through until he has the floor.
  await anna.signaling.send('floor:restrict', { microphone: true, camera: false });
  expect(await bert.signaling.refused('producer:resume', { producerId: bertsMicrophone })).toBe('NOT_ALLOWED');
  await isStill(cem, bertsMicrophone, microphone);
  await anna.signaling.send('floor:give', { participantId: bert.id });
  await bert.signaling.send('producer:resume', { producerId: bertsMicrophone });
  await flows(cem, bertsMicrophone);
  await anna.signaling.send('floor:take', { participantId: bert.id });
  await isStill(cem, bertsMicrophone, microphone);
  await anna.signaling.send('floor:restrict', { microphone: false, camera: false });
  await bert.signaling.send('producer:resume', { producerId: bertsMicrophone });
  await flows(cem, bertsMicrophone);

  await anna.signaling.send('participant:remove', { participantId: bert.id });
  expect((await bert.signaling.heard('room:left')).reason).toBe('removed');
  expect((await cem.signaling.heard('participant:left')).participantId).toBe(bert.id);
  await isStill(cem, bertsMicrophone, microphone);

  await anna.signaling.send('room:end');
  expect((await cem.signaling.heard('room:left')).reason).toBe('ended');
});

it('whoever speaks is named to the others', async () => {
  const server = await startRealServer();
  const room = await server.createRoom();
  const [anna, bert] = [await enter(server, room.id, 'Anna'), await enter(server, room.id, 'Bert')];
  await bert.publish('microphone');
  const { levels } = await anna.signaling.heard('speakers:changed', ({ active }) => active === bert.id);
  expect(levels.map(({ participantId }) => participantId)).toEqual([bert.id]);
});

it('a lost connection comes back to the same seat, and its media goes on by an ICE restart', async () => {
  const server = await startRealServer();
  const room = await server.createRoom();
  const [anna, bert] = [await enter(server, room.id, 'Anna'), await enter(server, room.id, 'Bert')];
  const microphone = await anna.publish('microphone');
  await bert.show([microphone]);
  await flows(bert, microphone);
  bert.signaling.drop();
  await anna.signaling.heard('participant:updated', ({ id, reconnecting }) => id === bert.id && reconnecting);
  const again = await server.connect();
  const reply = await again.join(room.id, 'Bert', {
    resume: bert.joined.resume,
    holds: holdsOf(bert.joined.session),
  });
  expect(reply.sessionKept).toBe(true);
  await bert.media.restart(reply.session);
  await flows(bert, microphone);
});

it('a worker that dies is replaced, and the meeting goes on in the same room', async () => {
  const server = await startRealServer();
  const room = await server.createRoom();
  const [anna, bert] = [await enter(server, room.id, 'Anna'), await enter(server, room.id, 'Bert')];
  await bert.show([await anna.publish('microphone')]);
  const workers = readFileSync(`/proc/${process.pid}/task/${process.pid}/children`, 'utf8').trim().split(' ');
  const worker = workers.find((pid) => readFileSync(`/proc/${pid}/comm`, 'utf8').startsWith('mediasoup-work'));
  process.kill(Number(worker), 'SIGKILL');
  await Promise.all(
    [anna, bert].map(async (client) => client.rebuild((await client.signaling.heard('session:replaced')).session)),
  );
  const microphone = await anna.publish('microphone');
  await bert.show([microphone]);
  await flows(bert, microphone);
});

it('SIGTERM-like draining lets the meeting end and nobody new in', async () => {
  const server = await startRealServer();
  const room = await server.createRoom();
  const anna = await enter(server, room.id, 'Anna');
  const drained = server.server.drain(30_000);
  const late = await server.connect();
  expect(await late.refused('room:join', { roomId: room.id, displayName: 'Spät' })).toBe('SERVER_DRAINING');
  await anna.signaling.send('room:leave');
  await drained;
});
