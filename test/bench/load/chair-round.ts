import { setTimeout as delay } from 'node:timers/promises';
import type { JoinedReply, ParticipantView } from '../../../src/protocol/index.ts';
import { TestClient } from '../../helpers/clients/test-client.ts';
import type { RoomAccess } from '../processes/tafelrunde-server.ts';
import { LoadMeeting } from './load-meeting.ts';
import { meetingOf, type Size } from './plan.ts';
import { TafelrundeSeat } from './tafelrunde-seat.ts';

export interface ChairRoundOptions {
  readonly room: RoomAccess;
  /** The moderator included. */
  readonly people: number;
  /** How large everybody shows everybody else. */
  readonly tile: Size;
}

/** Milliseconds from the press on the console. */
export interface ChairRoundResult {
  /** Until each one who waited holds all that they need to begin. */
  readonly admittedMs: readonly number[];
  /** Until each one's screen shows every other microphone as off. */
  readonly shownMs: readonly number[];
  /** Until the answer: by then every microphone is paused in the worker. */
  readonly pausedMs: number;
}

/** Until pictures and sound of all flow. */
const SETTLE_MS = 3_000;

/** One meeting with a console: everyone waits and is let in at once; everyone sends and is muted at once. */
export async function chairRound({ room, people, tile }: ChairRoundOptions): Promise<ChairRoundResult> {
  const { url, roomId, password, moderatorInvite } = room;
  const moderator = await TestClient.connect(url);
  const chair = await moderator.join(roomId, 'Vorsitz', { invite: moderatorInvite });
  const { code } = await moderator.send('console:pair');
  const desk = await TestClient.connect(url);
  await desk.send('console:join', { roomId, code });

  const guests = await Promise.all(Array.from({ length: people - 1 }, () => TestClient.connect(url)));
  await Promise.all(guests.map((guest, index) => guest.knock(roomId, `Person ${index + 1}`, { password })));
  await Promise.all(guests.map(() => desk.heard('lobby:knocked')));

  const admitted = guests.map((guest) => guest.heard('lobby:admitted'));
  const admitAllMs = performance.now();
  const admissions = admitted.map(async (reply) => ({ reply: await reply, ms: performance.now() - admitAllMs }));
  await desk.send('lobby:admit-all');
  const arrived = await Promise.all(admissions);

  const replies: readonly JoinedReply[] = [chair, ...arrived.map(({ reply }) => reply)];
  const clients = [moderator, ...guests];
  const seats = await Promise.all(
    clients.map((client, index) => TafelrundeSeat.of(client, (replies[index] ?? chair).session)),
  );
  await LoadMeeting.gather(meetingOf(people, tile), async () => seats.shift() ?? Promise.reject(new Error('no seat')));
  await delay(SETTLE_MS);

  const ids = arrived.map(({ reply }) => reply.self.participantId);
  const muteAllMs = performance.now();
  const shown = clients.map(async (client) => {
    await everyMicrophoneOff(client, ids);
    return performance.now() - muteAllMs;
  });
  await desk.send('participant:mute-all');
  const pausedMs = performance.now() - muteAllMs;
  return { admittedMs: arrived.map(({ ms }) => ms), shownMs: await Promise.all(shown), pausedMs };
}

/** From what is heard from now on, be it told alone or gathered with other things. */
async function everyMicrophoneOff(client: TestClient, ids: readonly string[]): Promise<void> {
  client.events.length = 0;
  const isOff = ({ source, paused }: ParticipantView['producers'][number]) => source !== 'microphone' || paused;
  await Promise.all(
    ids.map((each) =>
      client.heard('participant:updated', ({ id, producers }) => id === each && producers.every(isOff)),
    ),
  );
}
