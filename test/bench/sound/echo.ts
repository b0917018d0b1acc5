import { setTimeout as delay } from 'node:timers/promises';
import { Loudspeakers } from '../../e2e/support/media/loudspeakers.ts';
import type { EchoWay } from '../../e2e/support/media/measurements.ts';
import { levelAt, recorded } from '../../e2e/support/media/recordings.ts';
import { scene } from '../../e2e/support/media/scenes.ts';
import { CHROMIUM, launchBrowser } from '../browser/visitor.ts';
import { BUDGETS } from '../budgets.ts';
import { atExit } from '../processes/at-exit.ts';
import { TafelrundeServer } from '../processes/tafelrunde-server.ts';
import type { Figure } from '../report/figure.ts';
import { enterRoom, openBrowser, type Sound } from './far-end.ts';

/** A laptop on a table, whose microphone is beside its loudspeaker. */
const QUIETER_DB = 12;
/** Cancellers learn the room within seconds, levels are found. */
const SETTLE_MS = 15_000;
const SPOKEN = 0.9;
/** Quieter is silence. */
const SILENCE_DB = -90;

interface Case extends EchoWay {
  readonly name: string;
  readonly sound: Sound;
}

const CASES: readonly [Case, ...Case[]] = [
  { name: 'nothing cancels it', cancels: false, levels: true, sound: 'plain' },
  { name: 'cancelled, not levelled', cancels: true, levels: false, sound: 'plain' },
  { name: 'cancelled and levelled', cancels: true, levels: true, sound: 'plain' },
  { name: 'cancelled, levelled, noise suppressed', cancels: true, levels: true, sound: 'clear' },
];

/** How much of their own words somebody hears of one whose microphone hears the loudspeaker. */
export async function echo(seconds: number): Promise<{ figures: readonly Figure[]; samples: unknown }> {
  await using speakers = await Loudspeakers.start();
  atExit(() => speakers.kill());
  speakers.plugIn('Eingebaut');
  speakers.hearBy('Eingebaut', QUIETER_DB);
  await using server = await TafelrundeServer.start({ maxParticipants: 2, moreRooms: CASES.length - 2 });
  const rooms = [server.room, server.otherRoom, ...server.moreRooms];
  await using far = await launchBrowser({ flags: [`--use-file-for-fake-audio-capture=${scene().file}`] });
  await using loud = await openBrowser(speakers.before(CHROMIUM));
  const samples: { name: string; echoDb: number }[] = [];
  for (const [index, { name, cancels, levels, sound }] of CASES.entries()) {
    const room = rooms[index];
    if (!room) throw new Error('too few rooms');
    const speaks = { sound: 'plain', cameraOn: false };
    const listener = await enterRoom(far, room, { name: 'Anna', settings: speaks });
    const scripts = ['sound/echo-way.ts'];
    const settings = { sound, cameraOn: false };
    const repeater = await enterRoom(loud, room, { name: 'Bernd', settings, scripts, echoWay: { cancels, levels } });
    await delay(SETTLE_MS);
    samples.push({ name, echoDb: Math.max(SILENCE_DB, levelAt(await recorded(listener, seconds), SPOKEN)) });
    await Promise.all([listener.context().close(), repeater.context().close()]);
  }
  return { figures: figuresOf(samples), samples };
}

function figuresOf(samples: readonly { readonly name: string; readonly echoDb: number }[]): readonly Figure[] {
  const [whole = Number.NaN, bare = Number.NaN, levelled = Number.NaN] = samples.map(({ echoDb }) => echoDb);
  const figure = (name: string, value: number, budget: Figure['budget'] = null): Figure => ({
    ...{ name, value, budget },
    ...{ unit: 'dB', digits: 1, spread: null },
  });
  return [
    ...samples.map(({ name, echoDb }) => figure(`One hears one’s own words, ${name}: at`, echoDb)),
    figure('  quieter by cancelling, not levelled', whole - bare),
    figure('  quieter by cancelling, levelled', whole - levelled, BUDGETS.echoCancelledDb),
  ];
}
