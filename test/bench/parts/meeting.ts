import { setTimeout as delay } from 'node:timers/promises';
import { estimateTile } from '../../../web/src/ui/stage/layout/stage-layout.ts';
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
  /** To show everybody at full size, by the one who shows some so. */
  readonly full: number;
}

const PEOPLE = 25;
const WINDOWS = 5;
const WINDOW_MS = 4_000;
const WARM_UP_MS = 2_000;
/** Bandwidth estimation finds 13 Mbit/s in steps. */
const FULL_FLOW_WITHIN_MS = 60_000;
const MAX_DISCARDED = 10;
const MAX_ATTEMPTS = 3;
/** Of so few none is sent at half the frames; what comes of them is scaled to everybody. */
const SHOWN_WHOLE = 8;
/** On a machine that cannot bear 25: still a crowd, of which half the frames are sent. */
const FEWER = [18, 12] as const;
/** Of the best second, where the full flow was never reached. */
const TOLERABLE_FLOW = 0.9;
/** Of the packets; what a busy machine loses once changes no ratio. */
const TOLERABLE_LOSS = 0.001;

export const meeting: Part = {
  about: `bytes to a participant of ${PEOPLE} against a client that takes everything at full size`,

  async run({ quick, say }) {
    const { samples, notes, people } = await measure(quick ? 1 : WINDOWS, say);
    const tile = tileFor(people);
    const isWhole = people === PEOPLE;
    const ratios = samples.map(({ tiles, full }) => tiles / full);
    const megabits = (name: string, of: (sample: Sample) => number): Figure => {
      const values = samples.map((sample) => (of(sample) * 8) / 1e6);
      return { name, value: median(values), unit: 'Mbit/s', digits: 2, budget: null, spread: spreadOf(values) };
    };
    return {
      figures: [
        {
          name: `Bytes per participant of ${people} against everything at full size`,
          value: median(ratios),
          unit: '',
          digits: 3,
          // The budget is for 25: of fewer, each is shown larger.
          budget: isWhole ? BUDGETS.meetingRatio : null,
          spread: spreadOf(ratios),
        },
        megabits('  to one who shows tiles', ({ tiles }) => tiles),
        megabits('  to one who takes everything at full size', ({ full }) => full),
      ],
      notes: [
        `${people} people in one room send microphone and camera (three layers of 0.15, 0.5 and 1.55 Mbit/s); ` +
          `${people - 1} show the others as the web client's tiles on a full HD screen (${tile.width} x ${tile.height}), ` +
          `one shows ${SHOWN_WHOLE} at ${FULL_SIZE.width} x ${FULL_SIZE.height}, all frames of them, which is scaled to everybody. ` +
          'Bytes of RTP as they arrive, sound included.',
        ...(isWhole ? [] : [`This machine does not bear ${PEOPLE} with their clients: measured with ${people}.`]),
        ...notes,
      ],
      samples,
    };
  },
};

interface Measured {
  readonly samples: readonly Sample[];
  /** What is less than it should be, because the machine had other work. */
  readonly notes: readonly string[];
}

/** With fewer people where so many do not fit. Errors: when not one window could be measured with the fewest. */
async function measure(count: number, say: (line: string) => void): Promise<Measured & { readonly people: number }> {
  let reasons: readonly string[] = [];
  for (const people of [PEOPLE, ...FEWER]) {
    const measured = await measureSome(people, count, say);
    reasons = measured.notes;
    if (measured.samples.length > 0) return { ...measured, people };
    say(`meeting: ${people} people are too many for this machine now`);
  }
  throw new Error(`not one window without missing packets, even with ${FEWER.at(-1)} people: ${reasons.join(' ')}`);
}

function tileFor(people: number): Size {
  return wholePixels(estimateTile(people, FULL_HD));
}

/** Waits and tries again on a busy machine, and says what it has; nothing when not one window could be measured. */
async function measureSome(people: number, count: number, say: (line: string) => void): Promise<Measured> {
  const attempts = people === PEOPLE ? MAX_ATTEMPTS : 1;
  let best: Measured = { samples: [], notes: [] };
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    const measured = await measureOnce(people, count, say).catch((error: unknown): Measured => {
      const reason = error instanceof Error ? error.message : String(error);
      say(`meeting: ${reason}`);
      return { samples: [], notes: [reason] };
    });
    if (measured.samples.length > best.samples.length || best.samples.length === 0) best = measured;
    if (best.notes.length === 0 && best.samples.length === count) break;
    if (attempt < attempts) say('meeting: this machine is busy, once more');
  }
  return best;
}

async function measureOnce(people: number, count: number, say: (line: string) => void): Promise<Measured> {
  await using server = await TafelrundeServer.start({ maxParticipants: people });
  await using load = await LoadClient.start();
  const plan = meetingOf(people, tileFor(people)).with(0, {
    microphone: true,
    cameraLayers: 3,
    tile: FULL_SIZE,
    shows: SHOWN_WHOLE,
  });
  const wanted = FULL_FLOW * packetsPerSecondTo(0, plan);
  const flowOf = ({ people: [full], seconds }: LoadWindow) => (full?.packets ?? 0) / seconds;
  await load.call('gather', { kind: 'tafelrunde', room: server.room }, plan);
  say('meeting: everyone is there');
  const deadline = performance.now() + FULL_FLOW_WITHIN_MS;
  let reached = 0;
  while (reached < wanted && performance.now() < deadline) {
    reached = Math.max(reached, flowOf(await measureWindow(load, server.pid, 1_000)));
  }
  // Less than everything at full size makes the ratio worse than it is, so it may be told, with a word on it.
  const notes =
    reached < wanted ? [`Only ${((reached / wanted) * 100).toFixed(0)} % of the full size were forwarded.`] : [];
  const enough = Math.min(wanted, reached) * (notes.length > 0 ? TOLERABLE_FLOW : 1);
  await delay(WARM_UP_MS);
  const samples: Sample[] = [];
  let discarded = 0;
  while (samples.length < count && discarded <= MAX_DISCARDED) {
    const window = await measureWindow(load, server.pid, WINDOW_MS);
    if (flowOf(window) >= enough && window.total.lost <= TOLERABLE_LOSS * window.total.packets) {
      const sample = sampleOf(window);
      samples.push(sample);
      say(`meeting, ${samples.length} of ${count}: ${(sample.tiles / sample.full).toFixed(3)}`);
    } else discarded += 1;
  }
  if (samples.length < count) notes.push(`${samples.length} of ${count} windows: packets were missing in the others.`);
  return { samples, notes };
}

function sampleOf({ people, seconds }: LoadWindow): Sample {
  const [some = Number.NaN, ...others] = people.map(({ bytes }) => bytes / seconds);
  return { tiles: mean(others), full: (some * others.length) / SHOWN_WHOLE };
}
