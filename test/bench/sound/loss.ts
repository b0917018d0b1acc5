import { setTimeout as delay } from 'node:timers/promises';
import type { Browser, Page } from '@playwright/test';
import type { SoundFlow } from '../../e2e/support/media/measurements.ts';
import { recorded } from '../../e2e/support/media/recordings.ts';
import { scene } from '../../e2e/support/media/scenes.ts';
import { CHROMIUM, launchBrowser } from '../browser/visitor.ts';
import { type LevelDistance, levelDistanceFrom } from '../measure/level-distance.ts';
import { FarLine } from '../network/far-line.ts';
import type { Loss } from '../network/relay.ts';
import { TwoPlaces } from '../network/two-places.ts';
import { type RoomAccess, TafelrundeServer } from '../processes/tafelrunde-server.ts';
import type { Figure } from '../report/figure.ts';
import { enterRoom } from './far-end.ts';
import { codeWith, type MicrophoneOptions } from './microphone-options.ts';

/** Each way, as from home to a server in the same country. */
const DELAY_MS = 20;
const LOST_PERCENT = 10;
/** A server reports what was lost every few seconds, and browsers average that over some ten. */
const SETTLE_MS = 12_000;
const MEDIA_PORT = 40_000;

interface Variant {
  readonly name: string;
  readonly change: MicrophoneOptions;
}

const AS_IT_IS: Variant = { name: 'as it is', change: {} };
/** What goes on at the same time, so that a busy machine hits all alike; more at once are too many for two cores. */
const ROUNDS: readonly (readonly Variant[])[] = [
  [
    AS_IT_IS,
    { name: 'no FEC', change: { opusFec: false } },
    { name: 'no DTX', change: { opusDtx: false } },
    { name: 'sent again (NACK)', change: { opusNack: true } },
  ],
  [
    { name: 'at 24 kbit/s', change: { opusMaxAverageBitrate: 24_000 } },
    { name: 'at 40 kbit/s', change: { opusMaxAverageBitrate: 40_000 } },
    { name: '40 ms a packet', change: { opusPtime: 40 } },
    AS_IT_IS,
  ],
];

const LINES: readonly { readonly name: string; readonly loss: Loss }[] = [
  { name: 'Nothing lost', loss: { up: 0, down: 0 } },
  { name: `${LOST_PERCENT} % lost on the way up`, loss: { up: LOST_PERCENT, down: 0 } },
  { name: `${LOST_PERCENT} % lost on the way down`, loss: { up: 0, down: LOST_PERCENT } },
];

type Counter = Exclude<keyof SoundFlow, 'isSent'>;

interface Call {
  readonly name: string;
  readonly speaks: Page;
  readonly listens: Page;
}

/** Of what was heard in one call on one line. */
interface Sample extends LevelDistance {
  readonly line: string;
  readonly loss: Loss;
  readonly variant: string;
  /** With their headers, and what was sent again. */
  readonly kbitPerSecond: number;
  /** Without them, and without what browsers fill up with to try what a line bears. */
  readonly payloadKbitPerSecond: number;
  readonly sentAgainPerSecond: number;
  /** Of what was played: made up, for want of a packet. Pauses are not among it. */
  readonly madeUp: number;
  /** Of the packets that arrived: those that carried the one before once more, and those whose spare was needed. */
  readonly withSpare: number;
  readonly restored: number;
  /** In the receiver's buffer. */
  readonly delayMs: number;
}

/** How a voice arrives that is sent as it is, and otherwise, over lines that lose nothing, or something on either way. */
export async function loss(
  seconds: number,
  { quick }: { readonly quick: boolean },
): Promise<{ figures: readonly Figure[]; samples: readonly Sample[] }> {
  using places = new TwoPlaces(CHROMIUM);
  const { near, far } = places;
  await using server = await TafelrundeServer.start({
    maxParticipants: 2,
    moreRooms: ROUNDS.flat().length - 2,
    place: { namespace: near.namespace, address: near.address },
  });
  const ends = { namespace: far.namespace, address: near.address, port: MEDIA_PORT, delayMs: DELAY_MS };
  await using line = await FarLine.lay(ends);
  const { file, voice } = scene();
  const distanceOf = levelDistanceFrom(voice);
  const flags = [`--unsafely-treat-insecure-origin-as-secure=${server.room.url}`];
  const speaking = [...flags, `--use-file-for-fake-audio-capture=${file}`];
  await using speakers = await launchBrowser({ executablePath: far.browser, flags: speaking });
  await using listeners = await launchBrowser({ executablePath: far.browser, flags });
  const rooms = [server.room, server.otherRoom, ...server.moreRooms];
  const samples: Sample[] = [];
  for (const variants of quick ? ROUNDS.slice(0, 1) : ROUNDS) {
    const calls: Call[] = [];
    for (const variant of variants) {
      const room = rooms.shift();
      if (!room) throw new Error('too few rooms');
      calls.push(await callOf(variant, room, { speakers, listeners }));
    }
    for (const { name, loss } of LINES) {
      await line.call('lose', loss);
      await delay(SETTLE_MS);
      const measured = await Promise.all(
        calls.map(async (call) => ({ variant: call.name, ...(await heardIn(call, seconds)) })),
      );
      for (const { heard, ...rest } of measured) samples.push({ line: name, loss, ...rest, ...distanceOf(heard) });
    }
    await Promise.all(calls.flatMap(({ speaks, listens }) => [speaks.context().close(), listens.context().close()]));
  }
  return { figures: samples.flatMap(figuresOf), samples };
}

async function callOf(
  { name, change }: Variant,
  room: RoomAccess,
  { speakers, listeners }: { readonly speakers: Browser; readonly listeners: Browser },
): Promise<Call> {
  const scripts = ['connections.ts', 'sound/unhurried-ears.ts'];
  const speech = { sound: 'plain', cameraOn: false };
  const silence = { microphoneOn: false, cameraOn: false };
  const [speaks, listens] = await Promise.all([
    enterRoom(speakers, room, { name: 'Anna', settings: speech, scripts, inPlace: codeWith(change) }),
    enterRoom(listeners, room, { name: 'Bernd', settings: silence, scripts }),
  ]);
  return { name, speaks, listens };
}

async function heardIn({ speaks, listens }: Call, seconds: number) {
  const flows = () => Promise.all([flowOf(speaks, 'sent'), flowOf(listens, 'received')]);
  const begun = performance.now();
  const [sentBefore, receivedBefore] = await flows();
  const heard = await recorded(listens, seconds);
  const [sentAfter, receivedAfter] = await flows();
  const lasted = (performance.now() - begun) / 1_000;
  const sent = (counter: Counter) => (sentAfter[counter] - sentBefore[counter]) / lasted;
  const received = (counter: Counter) => receivedAfter[counter] - receivedBefore[counter];
  return {
    heard,
    kbitPerSecond: (sent('bytes') + sent('headerBytes')) * 0.008,
    payloadKbitPerSecond: sent('bytes') * 0.008,
    sentAgainPerSecond: sent('sentAgain'),
    madeUp: (received('concealed') - received('concealedAsSilence')) / received('samples'),
    withSpare: received('withSpare') / received('packets'),
    restored: (received('withSpare') - received('sparesUnused')) / received('packets'),
    delayMs: (received('delaySeconds') / received('delayedSamples')) * 1_000,
  };
}

async function flowOf(page: Page, way: 'sent' | 'received'): Promise<SoundFlow> {
  const flows = await page.evaluate(() =>
    (globalThis as unknown as { soundFlows(): Promise<SoundFlow[]> }).soundFlows(),
  );
  const [flow, ...others] = flows.filter(({ isSent, packets }) => isSent === (way === 'sent') && packets > 0);
  if (!flow || others.length > 0) throw new Error(`there is not one sound that is ${way}`);
  return flow;
}

function figuresOf({ line, loss, variant, meanDb, broken, madeUp, kbitPerSecond }: Sample): readonly Figure[] {
  const figure = (name: string, value: number, unit: string, digits = 1): Figure => ({
    ...{ name, value, unit, digits },
    ...{ budget: null, spread: null },
  });
  const heard = figure(`${line}, ${variant}: off by`, meanDb, 'dB', 2);
  // What is sent on a lossy line is also what the browser tries it with.
  if (loss.up + loss.down === 0) return [heard, figure('  sent', kbitPerSecond, 'kbit/s')];
  return [heard, figure('  not what was said', broken * 100, '%'), figure('  made up', madeUp * 100, '%')];
}
