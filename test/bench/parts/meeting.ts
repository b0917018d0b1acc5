import { setTimeout as delay } from 'node:timers/promises';
import { estimateTile } from '../../../web/src/ui/table/stage-layout.ts';
import { BUDGETS } from '../budgets.ts';
import { LoadClient } from '../load/load-client.ts';
import { FULL_FLOW, FULL_HD, FULL_SIZE, meetingOf, packetsPerSecondTo, type Size, wholePixels } from '../load/plan.ts';
import { type LoadWindow, measureWindow } from '../measure/load-window.ts';
import { mean, median, spreadOf } from '../measure/statistics.ts';
import { TafelrundeServer } from '../processes/tafelrunde-server.ts';
import type { Figure } from '../report/figure.ts';
import type { Part } from './part.ts';

interface Sample {
  /** Mean of those who show tiles, in bytes per second. */
  readonly tiles: number;
  /** Of the one who shows everybody at full size. */
  readonly full: number;
}

const PEOPLE = 25;
const WINDOWS = 5;
const WINDOW_MS = 4_000;
const WARM_UP_MS = 2_000;
/** Bandwidth estimation finds 38 Mbit/s in steps. */
const FULL_FLOW_WITHIN_MS = 60_000;
const MAX_DISCARDED = 10;
/** Of the packets; what a busy machine loses once changes no ratio. */
const TOLERABLE_LOSS = 0.001;

export const meeting: Part = {
  about: `bytes to a participant of ${PEOPLE} against a client that takes everything at full size`,

  async run({ quick, say }) {
    const tile = wholePixels(estimateTile(PEOPLE, FULL_HD));
    const samples = await measure(quick ? 1 : WINDOWS, tile, say);
    const ratios = samples.map(({ tiles, full }) => tiles / full);
    const megabits = (name: string, of: (sample: Sample) => number): Figure => {
      const values = samples.map((sample) => (of(sample) * 8) / 1e6);
      return { name, value: median(values), unit: 'Mbit/s', digits: 2, budget: null, spread: spreadOf(values) };
    };
    return {
      figures: [
        {
          name: `Bytes per participant of ${PEOPLE} against everything at full size`,
          value: median(ratios),
          unit: '',
          digits: 3,
          budget: BUDGETS.meetingRatio,
          spread: spreadOf(ratios),
        },
        megabits('  to one who shows tiles', ({ tiles }) => tiles),
        megabits('  to one who takes everything at full size', ({ full }) => full),
      ],
      notes: [
        `${PEOPLE} people in one room send microphone and camera (three layers of 0.15, 0.5 and 1.55 Mbit/s); ` +
          `${PEOPLE - 1} show the others as the web client's tiles on a full HD screen (${tile.width} x ${tile.height}), ` +
          `one asks for everybody at ${FULL_SIZE.width} x ${FULL_SIZE.height}. Bytes of RTP as they arrive, sound included.`,
      ],
      samples,
    };
  },
};

async function measure(count: number, tile: Size, say: (line: string) => void): Promise<readonly Sample[]> {
  await using server = await TafelrundeServer.start({ maxParticipants: PEOPLE });
  await using load = await LoadClient.start();
  const plan = meetingOf(PEOPLE, tile).with(0, { microphone: true, cameraLayers: 3, tile: FULL_SIZE });
  const wanted = FULL_FLOW * packetsPerSecondTo(0, plan);
  const isFull = ({ people: [full], seconds }: LoadWindow) => (full?.packets ?? 0) >= wanted * seconds;
  await load.call('gather', { kind: 'tafelrunde', room: server.room }, plan);
  say('meeting: everyone is there');
  const deadline = performance.now() + FULL_FLOW_WITHIN_MS;
  while (!isFull(await measureWindow(load, server.pid, 1_000))) {
    if (performance.now() > deadline) throw new Error('not everything is forwarded at full size');
  }
  await delay(WARM_UP_MS);
  const samples: Sample[] = [];
  let discarded = 0;
  while (samples.length < count) {
    const window = await measureWindow(load, server.pid, WINDOW_MS);
    if (isFull(window) && window.total.lost <= TOLERABLE_LOSS * window.total.packets) {
      const sample = sampleOf(window);
      samples.push(sample);
      say(`meeting, ${samples.length} of ${count}: ${(sample.tiles / sample.full).toFixed(3)}`);
    } else if (++discarded > MAX_DISCARDED) throw new Error('this machine is too busy, packets are missing');
  }
  return samples;
}

function sampleOf({ people, seconds }: LoadWindow): Sample {
  const [full = Number.NaN, ...others] = people.map(({ bytes }) => bytes / seconds);
  return { tiles: mean(others), full };
}
