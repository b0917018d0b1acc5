import { setTimeout as delay } from 'node:timers/promises';
import { BUDGETS } from '../budgets.ts';
import { LoadClient } from '../load/load-client.ts';
import {
  everyoneSeesEveryone,
  FULL_FLOW,
  oneSendsVideoTo,
  type PersonPlan,
  packetsPerSecondTo,
  type Target,
} from '../load/plan.ts';
import { type LoadWindow, measureWindow } from '../measure/load-window.ts';
import { mean, median, spreadOf } from '../measure/statistics.ts';
import { BareServer } from '../processes/bare-process.ts';
import { JanusServer } from '../processes/janus-server.ts';
import { TafelrundeServer } from '../processes/tafelrunde-server.ts';
import type { Budget, Figure } from '../report/figure.ts';
import type { Part, PartOptions } from './part.ts';

/** `plain`: bare mediasoup as it comes, without the allocator that our workers run on. `janus`: Debian's, tuned. */
type Subject = 'janus' | 'plain' | 'bare' | 'tafelrunde';
type Server = TafelrundeServer | BareServer | JanusServer;

interface Load {
  readonly name: string;
  readonly plan: readonly PersonPlan[];
}

interface Run {
  readonly subject: Subject;
  readonly usesBandwidthEstimation: boolean;
  readonly windows: readonly LoadWindow[];
  /** Windows in which packets were missing or the machine was busy with something else. */
  readonly discarded: number;
}

interface Measured {
  readonly runs: readonly Run[];
  /** Why Janus is not among them, in a sentence; null: it is. */
  readonly noJanus: string | null;
}

const LOADS: readonly Load[] = [
  { name: '1 video to 20', plan: oneSendsVideoTo(20) },
  { name: '8 x 8', plan: everyoneSeesEveryone(8) },
  { name: '12 x 12', plan: everyoneSeesEveryone(12) },
];
/** Each once before and once after the other, so that a machine that grows slower treats both alike. */
const ORDER: readonly Subject[] = ['janus', 'plain', 'bare', 'tafelrunde', 'tafelrunde', 'bare', 'plain', 'janus'];
const ROUNDS = 2;
const WINDOWS = 3;
const WINDOW_MS = 4_000;
const WARM_UP_MS = 2_000;
/** How long bandwidth estimation may take to let everything through before the warm-up begins. */
const FULL_FLOW_WITHIN_MS = 30_000;
/** Cores: with more than this in use by others, caches are no longer the server's own. */
const QUIET = 0.25;
/** Each is a window long: a machine that is busy for minutes is given up. */
const MAX_DISCARDED = 60;

export const cpu: Part = {
  about: "CPU per forwarded packet against bare mediasoup and Debian's Janus under the same load",

  async run(options) {
    const loads = options.quick ? LOADS.slice(0, 2) : LOADS;
    const figures: Figure[] = [];
    const notes = [
      'CPU of Node and worker (/proc schedstat) per packet that arrives at the clients; medians of windows of ' +
        `${WINDOW_MS / 1000} s after ${WARM_UP_MS / 1000} s of warm-up; a fresh server each, there and back again; ` +
        `windows with lost packets, less than ${100 * FULL_FLOW} % of the load or more than ${QUIET} cores in use by ` +
        'others do not count. The spread is over neighbouring pairs.',
      'Both ends negotiated AEAD_AES_256_GCM (the load client refuses anything else) and verified samples. Every camera ' +
        'sends one layer, and everyone has one transport to send on and one to receive on, at every server.',
      "Janus: Debian's, two event loops, ICE lite, only the video room and WebSockets, no log. It numbers packets for " +
        'transport-cc as the others do, but estimates no bandwidth.',
    ];
    const samples: Record<string, readonly Run[]> = {};
    for (const load of loads) {
      const { runs, noJanus } = await measure(load, options);
      samples[load.name] = runs;
      figures.push(...figuresOf(load, runs));
      const numbered = runs.every(({ usesBandwidthEstimation }) => usesBandwidthEstimation);
      const measured = [...new Set(runs.map(({ subject }) => subject))];
      notes.push(
        `${load.name}: transport-cc ${numbered ? 'on' : 'not on'} for all; ` +
          `${measured.map((subject) => costs(subject, runs)).join('; ')}; ` +
          `${runs.reduce((sum, { discarded }) => sum + discarded, 0)} windows did not count; at most ` +
          `${busiest(runs).toFixed(2)} cores were busy otherwise.`,
      );
      if (noJanus !== null) notes.push(`${load.name}: Janus was left out: ${noJanus}`);
    }
    return { figures, notes, samples };
  },
};

/** Without Janus where that cannot be started or measured: it is no reason to know nothing of ours. */
async function measure(load: Load, { quick, say }: PartOptions): Promise<Measured> {
  const order = quick ? ORDER.slice(0, ORDER.length / 2) : Array.from({ length: ROUNDS }, () => ORDER).flat();
  const runs: Run[] = [];
  let noJanus: string | null = null;
  for (const [index, subject] of order.entries()) {
    if (subject === 'janus' && noJanus !== null) continue;
    const run = await measureOnce(subject, load, quick ? 1 : WINDOWS).catch((error: Error) => {
      if (subject !== 'janus') throw error;
      noJanus = error.message;
      say(`cpu, ${load.name}: Janus is left out: ${error.message}`);
    });
    if (!run) continue;
    const discarded = run.discarded > 0 ? `, ${run.discarded} discarded` : '';
    const others = mean(run.windows.map(({ otherCores }) => otherCores)).toFixed(2);
    say(
      `cpu, ${load.name}, ${index + 1} of ${order.length}: ${subject} ${costOf(run).toFixed(2)} us, ` +
        `${others} cores busy otherwise${discarded}`,
    );
    runs.push(run);
  }
  return { runs: noJanus === null ? runs : runs.filter(({ subject }) => subject !== 'janus'), noJanus };
}

async function measureOnce(subject: Subject, { plan, name }: Load, count: number): Promise<Run> {
  await using server = await startServer(subject, plan.length);
  await using load = await LoadClient.start(server instanceof BareServer ? { bare: server } : {});
  const { usesBandwidthEstimation } = await load.call('gather', targetAt(server), plan);
  const wanted = plan.reduce((sum, _, index) => sum + packetsPerSecondTo(index, plan), 0);
  const flowsFully = ({ total, seconds }: LoadWindow) => total.packets >= FULL_FLOW * wanted * seconds;
  const deadline = performance.now() + FULL_FLOW_WITHIN_MS;
  while (!flowsFully(await measureWindow(load, server.pid, 1_000))) {
    if (performance.now() > deadline) throw new Error(`${name}: ${subject} does not forward everything`);
  }
  await delay(WARM_UP_MS);
  const windows: LoadWindow[] = [];
  let discarded = 0;
  while (windows.length < count) {
    const window = await measureWindow(load, server.pid, WINDOW_MS);
    if (window.total.forged > 0) throw new Error(`${name}: ${subject} sends what cannot be decrypted`);
    if (window.total.lost === 0 && flowsFully(window) && window.otherCores < QUIET) windows.push(window);
    else if (++discarded > MAX_DISCARDED) throw new Error(`${name}: this machine is too busy with something else`);
  }
  return { subject, usesBandwidthEstimation, windows, discarded };
}

async function startServer(subject: Subject, people: number): Promise<Server> {
  switch (subject) {
    case 'tafelrunde':
      return TafelrundeServer.start({ maxParticipants: people });
    case 'janus':
      return JanusServer.start();
    case 'plain':
    case 'bare':
      return BareServer.start({ isPlain: subject === 'plain' });
  }
}

function targetAt(server: Server): Target {
  if (server instanceof BareServer) return { kind: 'bare' };
  if (server instanceof JanusServer) return { kind: 'janus', room: server.room };
  return { kind: 'tafelrunde', room: server.room };
}

function figuresOf({ name }: Load, runs: readonly Run[]): Figure[] {
  const costsOf = (subject: Subject) => runs.filter((run) => run.subject === subject).map(costOf);
  const ours = costsOf('tafelrunde');
  const against = (subject: Subject, what: string, budget: Budget): Figure => {
    const theirs = costsOf(subject);
    const pairs = ours.map((cost, index) => cost / (theirs[index] ?? Number.NaN));
    const value = median(ours) / median(theirs);
    return {
      name: `CPU per packet against ${what}, ${name}`,
      value,
      unit: '',
      digits: 3,
      budget,
      spread: spreadOf(pairs),
    };
  };
  const hasJanus = costsOf('janus').length > 0;
  return [
    against('bare', 'bare mediasoup', BUDGETS.cpuRatio),
    against('plain', 'the same on plain malloc', BUDGETS.plainCpuRatio),
    ...(hasJanus ? [against('janus', "Debian's Janus", BUDGETS.janusCpuRatio)] : []),
    { name: '  in microseconds', value: median(ours), unit: 'us', digits: 2, budget: null, spread: spreadOf(ours) },
  ];
}

/** Microseconds per packet. */
function costOf({ windows }: Run): number {
  return median(windows.map(({ nodeNs, workerNs, total }) => (nodeNs + workerNs) / total.packets / 1000));
}

function busiest(runs: readonly Run[]): number {
  return Math.max(...runs.flatMap(({ windows }) => windows.map(({ otherCores }) => otherCores)));
}

function costs(subject: Subject, runs: readonly Run[]): string {
  const windows = runs.filter((run) => run.subject === subject).flatMap((run) => run.windows);
  const each = (of: (window: LoadWindow) => number) => windows.map(of);
  const own = median(each(({ nodeNs, total }) => nodeNs / total.packets / 1000)).toFixed(2);
  const worker = median(each(({ workerNs, total }) => workerNs / total.packets / 1000)).toFixed(2);
  const rate = Math.round(mean(each(({ total, seconds }) => total.packets / seconds)));
  const spent = subject === 'janus' ? `${own} us` : `${worker} us in the worker and ${own} in Node`;
  return `${subject} ${spent} at ${rate} packets/s`;
}
