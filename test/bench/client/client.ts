import { setTimeout as delay } from 'node:timers/promises';
import { estimateTile } from '../../../web/src/ui/stage/layout/stage-layout.ts';
import { launchBrowser } from '../browser/visitor.ts';
import { BUDGETS } from '../budgets.ts';
import { films } from '../load/films.ts';
import { LoadClient } from '../load/load-client.ts';
import { FULL_HD, meetingOf } from '../load/plan.ts';
import { median, spreadOf } from '../measure/statistics.ts';
import type { Part } from '../parts/part.ts';
import { cpuNs, machineCpuNs, processTree } from '../processes/process-tree.ts';
import { TafelrundeServer } from '../processes/tafelrunde-server.ts';
import type { Figure } from '../report/figure.ts';
import { Viewer } from './viewer.ts';

/** Of one window. */
interface Sample {
  /** In cores: of all processes of the browser, and of whatever is neither browser, server nor senders. */
  readonly browser: number;
  readonly others: number;
  /** Of each picture, per second. */
  readonly framesShown: number;
  /** Of those that were decoded. */
  readonly dropped: number;
  /** Of the time, of each picture. */
  readonly frozen: number;
  readonly width: number;
}

/** Tiles with one's own. */
const MANY = 25;
const FEW = 5;
const WINDOWS = 3;
const WINDOW_MS = 5_000;
/** Bandwidth is found in steps, and programs are compiled. */
const SETTLE_MS = 15_000;
/** Of other programs, beside which a browser still has what it wants. */
const TOLERABLE_CORES = 0.3;

export const client: Part = {
  about: `CPU and dropped frames of a browser that shows ${MANY} tiles, beside ${FEW}`,

  async run({ quick, say }) {
    const windows = quick ? 1 : WINDOWS;
    // While a film is made nothing else goes on: later the senders would seem to have fallen silent.
    films();
    const few = await measure(FEW, windows);
    say(`client, ${FEW} tiles: ${inWords(few)}`);
    const many = await measure(MANY, windows);
    say(`client, ${MANY} tiles: ${inWords(many)}`);
    const cores = (samples: readonly Sample[]) => median(samples.map(({ browser }) => browser));
    const perFrame = (tiles: number, samples: readonly Sample[]) =>
      median(samples.map(({ browser, framesShown }) => browser / (framesShown * (tiles - 1))));
    const others = median([...few, ...many].map((sample) => sample.others));
    return {
      figures: [
        ...figuresOf(MANY, many, { dropped: BUDGETS.clientDropped, frames: BUDGETS.clientFrames }),
        {
          name: `  CPU for each frame shown, against ${FEW} tiles`,
          value: perFrame(MANY, many) / perFrame(FEW, few),
          unit: '',
          digits: 2,
          budget: BUDGETS.clientFrameRatio,
          spread: null,
        },
        {
          name: `  CPU against ${FEW} tiles`,
          value: cores(many) / cores(few),
          unit: '',
          digits: 2,
          budget: null,
          spread: null,
        },
        ...figuresOf(FEW, few, { dropped: null, frames: null }),
      ],
      notes: [
        'One Chromium without a graphics card, on the cores of server and senders; it sends nothing itself and shows everybody on a full ' +
          'HD screen. The others send speech-like sound and films of VP8 in three layers (0.12, 0.4 and 1.4 Mbit/s, 30 frames a second). CPU: of all ' +
          'its processes (/proc schedstat), decoding, drawing and sound together. Dropped: decoded too late to be shown ' +
          '(framesDropped); stood: totalFreezesDuration.',
        ...(others > TOLERABLE_CORES
          ? [
              `Something else took ${others.toFixed(1)} cores: frames came late for want of them, and only ratios tell something.`,
            ]
          : []),
      ],
      samples: { few, many },
    };
  },
};

async function measure(tiles: number, windows: number): Promise<readonly Sample[]> {
  await using server = await TafelrundeServer.start({ maxParticipants: tiles });
  await using load = await LoadClient.start();
  const plan = meetingOf(tiles - 1, estimateTile(tiles, FULL_HD)).map((each) => ({
    ...each,
    rest: 'pauses' as const,
    isFilm: true,
    // Nobody but the browser looks.
    tile: null,
  }));
  await load.call('gather', { kind: 'tafelrunde', room: server.room }, plan);
  await using browser = await launchBrowser();
  const viewer = await Viewer.join(browser, server.room);
  await viewer.untilSees(tiles - 1);
  await delay(SETTLE_MS);
  const look = async () => {
    const known = [...processTree(server.pid), ...processTree(load.pid), process.pid];
    const of = (pids: readonly number[]) => pids.reduce((total, pid) => total + cpuNs(pid), 0);
    return {
      at: performance.now(),
      shown: await viewer.shown(),
      browser: of(processTree(process.pid).filter((pid) => !known.includes(pid))),
      known: of(known),
      machine: machineCpuNs(),
    };
  };
  const samples: Sample[] = [];
  for (let window = 0; window < windows; window += 1) {
    const begin = await look();
    await delay(WINDOW_MS);
    const end = await look();
    const seconds = (end.at - begin.at) / 1_000;
    const cores = (who: 'browser' | 'known' | 'machine') => (end[who] - begin[who]) / 1e9 / seconds;
    const decoded = end.shown.decoded - begin.shown.decoded;
    const dropped = end.shown.dropped - begin.shown.dropped;
    const pictureSeconds = seconds * (tiles - 1);
    samples.push({
      browser: cores('browser'),
      others: Math.max(0, cores('machine') - cores('browser') - cores('known')),
      framesShown: (decoded - dropped) / pictureSeconds,
      dropped: dropped / Math.max(1, decoded),
      frozen: (end.shown.frozenSeconds - begin.shown.frozenSeconds) / pictureSeconds,
      width: end.shown.width,
    });
  }
  return samples;
}

function figuresOf(
  tiles: number,
  samples: readonly Sample[],
  budgets: Readonly<Record<'dropped' | 'frames', Figure['budget']>>,
): readonly Figure[] {
  const figure = (
    name: string,
    of: (sample: Sample) => number,
    { unit, digits, budget = null }: Pick<Figure, 'unit' | 'digits'> & Partial<Figure>,
  ): Figure => {
    const values = samples.map(of);
    return { name, value: median(values), unit, digits, budget, spread: spreadOf(values) };
  };
  return [
    figure(`A browser that shows ${tiles} tiles`, ({ browser }) => browser, { unit: 'cores', digits: 2 }),
    figure('  frames dropped', ({ dropped }) => dropped * 100, {
      unit: '%',
      digits: 2,
      budget: budgets.dropped,
    }),
    figure('  frames shown, of each', ({ framesShown }) => framesShown, {
      unit: 'per s',
      digits: 1,
      budget: budgets.frames,
    }),
    figure('  pictures stood still', ({ frozen }) => frozen * 100, { unit: '% of the time', digits: 1 }),
    figure('  pictures arrive in a width of', ({ width }) => width, { unit: 'px', digits: 0 }),
  ];
}

function inWords(samples: readonly Sample[]): string {
  return samples
    .map(
      ({ browser, others, framesShown, dropped }) =>
        `${browser.toFixed(2)} cores (others ${others.toFixed(2)}), ${framesShown.toFixed(1)} frames/s, ${(dropped * 100).toFixed(2)} % dropped`,
    )
    .join('; ');
}
