import { expect, test } from 'vitest';
import type { Source } from '../../../src/protocol/index.ts';
import { Call } from '../../../web/src/call/call.ts';
import type { Notice } from '../../../web/src/call/call-state.ts';
import type { OpenMediaLink } from '../../../web/src/call/media/ports.ts';
import { RoomMemory } from '../../../web/src/session/links/room-link.ts';
import { RequestError } from '../../../web/src/session/signaling.ts';
import {
  aJoinedReply,
  aParticipant,
  aTrack,
  FakeLink,
  FakeLocal,
  FakeSignaling,
  FakeStorage,
  settled,
} from '../fakes.ts';

/** One producer per source, and each command under its id once, as the server has it. */
class Server {
  readonly producers = new Map<Source, { id: string; order: number; source: Source; paused: boolean }>();
  readonly #answers = new Map<string, unknown>();
  #made = 0;

  once<T>(id: string | undefined, perform: () => T): T {
    if (id === undefined) throw new Error('a command that must have an id has none');
    if (!this.#answers.has(id)) this.#answers.set(id, perform());
    return this.#answers.get(id) as T;
  }

  create(source: Source) {
    this.#made += 1;
    this.producers.set(source, { id: `${source}-${this.#made}`, order: this.#made, source, paused: false });
    return { producerId: `${source}-${this.#made}`, paused: false };
  }

  close(producerId: string) {
    for (const [source, { id }] of this.producers) if (id === producerId) this.producers.delete(source);
    return {};
  }
}

async function seated() {
  const server = new Server();
  const signaling = new FakeSignaling();
  const local = new FakeLocal();
  const notices: Notice[] = [];
  const openMedia: OpenMediaLink = async ({ commands }) => {
    const link = new FakeLink();
    link.publish = async (source, track) => {
      const made = await commands.send('producer:create', { source, rtpParameters: { codecs: [] } });
      link.sent.set(source, { ...made, track });
      return { ...made, track };
    };
    link.unpublish = async (source) => {
      await commands.send('producer:close', { producerId: link.published(source)?.producerId ?? '' });
      link.sent.delete(source);
    };
    return link;
  };
  const call = new Call({
    roomId: 'room',
    signaling,
    memory: new RoomMemory(new FakeStorage(), 'room'),
    local,
    openMedia,
    estimateTile: () => ({ width: 1, height: 1 }),
  });
  call.onNotice((notice) => notices.push(notice));
  signaling.answer('room:join', () => {
    const self = { ...aParticipant('self'), producers: [...server.producers.values()] };
    return aJoinedReply({ participants: [self], sessionKept: true });
  });
  await call.join({ displayName: 'Anna' });
  await settled();
  /** What the server has done, and the line drops before it can say so. */
  const losing = (answer: () => unknown) => {
    let lost = false;
    return () => {
      const reply = server.once(signaling.asked.at(-1)?.id, answer);
      if (lost) return reply;
      lost = true;
      signaling.drop();
      throw new RequestError({ code: 'OFFLINE' });
    };
  };
  return { server, call, signaling, local, notices, losing };
}

test('whoever drops out while the microphone is switched on is heard after the return, with a button that works', async () => {
  const { server, call, signaling, local, notices, losing } = await seated();
  signaling.answer(
    'producer:create',
    losing(() => server.create('microphone')),
  );
  local.set('microphone', { wanted: true, track: aTrack() });
  await settled();
  signaling.reconnect();
  await settled();
  expect([...server.producers.keys()]).toEqual(['microphone']);
  expect(call.getSnapshot()).toMatchObject({ sending: { microphone: 'live' } });
  const asked = signaling.inputsOf('producer:create').length;
  local.set('microphone', { wanted: true, track: local.local('microphone').track });
  await settled();
  expect(signaling.inputsOf('producer:create')).toHaveLength(asked);
  expect(notices.filter(({ kind }) => kind === 'failed')).toEqual([]);
});

test('whoever drops out while a screen is taken back shows the next one to everybody', async () => {
  const { server, signaling, local, notices, losing } = await seated();
  signaling.answer('producer:create', ({ source }) => server.create(source));
  signaling.answer(
    'producer:close',
    losing(() => server.close('screen-1')),
  );
  local.set('screen', { wanted: true, track: aTrack() });
  await settled();
  local.set('screen', { wanted: false, track: null });
  await settled();
  signaling.reconnect();
  await settled();
  local.set('screen', { wanted: true, track: aTrack() });
  await settled();
  expect(server.producers.get('screen')?.id).toBe('screen-2');
  expect(notices.filter(({ kind }) => kind === 'failed')).toEqual([]);
});

test('a microphone that the chair has switched off while one was away is off here too, and one is told', async () => {
  const { server, signaling, local, notices } = await seated();
  signaling.answer('producer:create', ({ source }) => server.create(source));
  local.set('microphone', { wanted: true, track: aTrack() });
  local.set('screen', { wanted: true, track: aTrack() });
  await settled();
  signaling.drop();
  const microphone = server.producers.get('microphone');
  if (microphone) microphone.paused = true;
  server.producers.delete('screen');
  signaling.reconnect();
  await settled();
  expect(local.switchedOff).toEqual(['microphone', 'screen']);
  expect(notices.filter(({ kind }) => kind === 'switched-off')).toEqual([
    { kind: 'switched-off', source: 'microphone' },
    { kind: 'switched-off', source: 'screen' },
  ]);
  expect(signaling.inputsOf('producer:create')).toHaveLength(2);
});
