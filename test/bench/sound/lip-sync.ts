import { setTimeout as delay } from 'node:timers/promises';
import type { Lips } from '../../e2e/support/media/measurements.ts';
import { word } from '../../e2e/support/media/scenes.ts';
import { launchBrowser } from '../browser/visitor.ts';
import { BUDGETS } from '../budgets.ts';
import { median, percentile, spreadOf } from '../measure/statistics.ts';
import { TafelrundeServer } from '../processes/tafelrunde-server.ts';
import type { Figure } from '../report/figure.ts';
import { enterRoom, type Sound } from './far-end.ts';

/** Buffers are as long as they will be, and the receiver has brought sound and picture together. */
const SETTLE_MS = 15_000;
/** Farther from each other they are of two moments. */
const SAME_MOMENT_MS = 450;

interface Way {
  readonly name: string;
  readonly settings: { readonly sound: Sound; readonly background?: 'strong' };
  /** In place of a hum, which a filter of voices takes for noise. */
  readonly isSpoken?: boolean;
}

/** How sound and picture go out: as they are, or both treated on this device. */
const WAYS: readonly Way[] = [
  { name: 'as they are', settings: { sound: 'original' } },
  { name: 'levelled and blurred', settings: { sound: 'plain', background: 'strong' } },
  { name: 'noise suppressed and blurred', settings: { sound: 'clear', background: 'strong' }, isSpoken: true },
];

/** Of flashes and beeps that a camera and a microphone make at one moment: how far apart they are at the far end. */
export async function lipSync(seconds: number): Promise<{ figures: readonly Figure[]; samples: unknown }> {
  const measured: { name: string; figures: readonly Figure[]; samples: unknown }[] = [];
  for (const way of WAYS) measured.push({ name: way.name, ...(await measure(way, seconds)) });
  return {
    figures: measured.flatMap(({ figures }) => figures),
    samples: measured.map(({ name, samples }) => ({ name, samples })),
  };
}

async function measure(
  { name, settings, isSpoken = false }: Way,
  seconds: number,
): Promise<{ figures: readonly Figure[]; samples: unknown }> {
  await using server = await TafelrundeServer.start({ maxParticipants: 2 });
  await using speakers = await launchBrowser({ flags: ['--autoplay-policy=no-user-gesture-required'] });
  await using viewers = await launchBrowser();
  await enterRoom(speakers, server.room, {
    name: 'Anna',
    settings,
    scripts: ['sound/flash-and-beep.ts'],
    ...(isSpoken && { word: [...word()] }),
  });
  const viewer = await enterRoom(viewers, server.room, {
    name: 'Bernd',
    settings: { cameraOn: false, microphoneOn: false },
    scripts: ['sound/lips.ts'],
  });
  await delay(SETTLE_MS);
  const seen = await viewer.evaluate((wanted) => (globalThis as unknown as { lips: Lips }).lips.watch(wanted), seconds);
  const { flashes, beeps, outputLatencyMs } = seen;
  const apart = flashes.flatMap((flash) => {
    const gaps = beeps.map((beep) => flash - (beep + outputLatencyMs)).filter((gap) => Math.abs(gap) < SAME_MOMENT_MS);
    return gaps.sort((one, other) => Math.abs(one) - Math.abs(other)).slice(0, 1);
  });
  if (apart.length === 0)
    throw new Error(`${name}: ${flashes.length} flashes and ${beeps.length} beeps, and no two of a moment`);
  const sizes = apart.map(Math.abs);
  const figure = (of: string, value: number, rest: Partial<Figure> = {}): Figure => ({
    name: of,
    value,
    unit: 'ms',
    digits: 0,
    budget: null,
    spread: null,
    ...rest,
  });
  return {
    figures: [
      figure(`Flash and beep of one moment are apart, ${name}, p50`, percentile(sizes, 0.5), {
        budget: BUDGETS.lipSyncMs,
      }),
      figure('  p95', percentile(sizes, 0.95), { budget: BUDGETS.lipSyncMs }),
      figure('  the picture comes after the sound by, in the middle', median(apart), { spread: spreadOf(apart) }),
      figure('  of which the loudspeaker', outputLatencyMs),
      figure('  moments', apart.length, { unit: '' }),
    ],
    samples: { ...seen, apart },
  };
}
