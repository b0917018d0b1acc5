import { setTimeout as delay } from 'node:timers/promises';
import type { Lips } from '../../e2e/support/media/measurements.ts';
import { launchBrowser } from '../browser/visitor.ts';
import { BUDGETS } from '../budgets.ts';
import { median, percentile, spreadOf } from '../measure/statistics.ts';
import { TafelrundeServer } from '../processes/tafelrunde-server.ts';
import type { Figure } from '../report/figure.ts';
import { enterRoom } from './far-end.ts';

/** Buffers are as long as they will be, and the receiver has brought sound and picture together. */
const SETTLE_MS = 15_000;
/** Farther from each other they are of two moments. */
const SAME_MOMENT_MS = 450;

/** How sound and picture go out: as they are, or both treated on this device. A filter of voices would take the hum for noise. */
const WAYS = {
  'as they are': { sound: 'original' },
  'levelled and blurred': { sound: 'plain', background: 'strong' },
} as const;
type Way = keyof typeof WAYS;

/** Of flashes and beeps that a camera and a microphone make at one moment: how far apart they are at the far end. */
export async function lipSync(seconds: number): Promise<{ figures: readonly Figure[]; samples: unknown }> {
  const asTheyAre = await measure('as they are', seconds);
  const treated = await measure('levelled and blurred', seconds);
  return {
    figures: [...asTheyAre.figures, ...treated.figures],
    samples: { asTheyAre: asTheyAre.samples, treated: treated.samples },
  };
}

async function measure(way: Way, seconds: number): Promise<{ figures: readonly Figure[]; samples: unknown }> {
  await using server = await TafelrundeServer.start({ maxParticipants: 2 });
  await using speakers = await launchBrowser({ flags: ['--autoplay-policy=no-user-gesture-required'] });
  await using viewers = await launchBrowser();
  await enterRoom(speakers, server.room, {
    name: 'Anna',
    settings: WAYS[way],
    scripts: ['sound/flash-and-beep.ts'],
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
    throw new Error(`${way}: ${flashes.length} flashes and ${beeps.length} beeps, and no two of a moment`);
  const sizes = apart.map(Math.abs);
  const figure = (name: string, value: number, rest: Partial<Figure> = {}): Figure => ({
    name,
    value,
    unit: 'ms',
    digits: 0,
    budget: null,
    spread: null,
    ...rest,
  });
  return {
    figures: [
      figure(`Flash and beep of one moment are apart, ${way}, p50`, percentile(sizes, 0.5), {
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
