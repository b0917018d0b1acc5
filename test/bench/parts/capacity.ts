import { availableParallelism } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';
import { estimateTile } from '../../../web/src/ui/stage/layout/stage-layout.ts';
import { BUDGETS } from '../budgets.ts';
import { LoadClient } from '../load/load-client.ts';
import { FULL_HD, meetingOf, type PersonPlan } from '../load/plan.ts';
import { cpuNs, machineCpuNs, processTree } from '../processes/process-tree.ts';
import { type RoomAccess, TafelrundeServer } from '../processes/tafelrunde-server.ts';
import type { Figure } from '../report/figure.ts';
import { capacityLine } from './capacity-line.ts';
import type { Part, PartOptions } from './part.ts';

/** What the microphones of those bring who do not speak, and whether all of it is sent, as every chair's is. */
type Rest = 'gated' | 'noise' | 'all noise';

/** So many meetings at once, for a window. */
interface Sample {
  readonly rest: Rest;
  readonly meetings: number;
  /** In cores. */
  readonly server: number;
  readonly clients: number;
  readonly others: number;
  readonly packetsPerSecond: number;
  /** Of the packets of sound. */
  readonly soundLost: number;
  readonly loopP99Ms: number;
  readonly isHeld: boolean;
}

const PLANS: Readonly<Record<Rest, Pick<PersonPlan, 'rest' | 'chairs'>>> = {
  gated: { rest: 'pauses' },
  noise: { rest: 'noise' },
  'all noise': { rest: 'noise', chairs: true },
};
const PEOPLE = 25;
const CORES = 2;
const MOST = 5;
/** By then nobody sends more of their picture than is shown to somebody. */
const WARM_UP_MS = 8_000;
const WINDOW_MS = 8_000;
/** On a busy machine a window may fail for what is none of the server's doing. */
const ATTEMPTS = 3;
const BETWEEN_ATTEMPTS_MS = 8_000;
const WITHIN_MS = 300_000;
/** Of the packets of sound: what Opus conceals without being noticed. */
const TOLERABLE_LOSS = 0.001;
/** Of the cores: with more in use on the average, packets wait for their turn. */
const USABLE = 0.8;

export const capacity: Part = {
  about: `how many meetings of ${PEOPLE} with one speaker and room noise ${CORES} cores carry`,

  async run(options) {
    const deadline = performance.now() + WITHIN_MS;
    const most = options.quick ? 1 : MOST;
    const unheld = await measureBeside('all noise', { options, deadline });
    const noisy = await measureBeside('noise', { options, deadline });
    const gated = await measure(most, { options, deadline });
    const held = gated.filter(({ isHeld }) => isHeld);
    const isTooBusy = held.length === 0;
    const last = held.at(-1) ?? gated.at(-1);
    if (!last) throw new Error('this machine is too busy: not one meeting came together');
    // Of all that came together: what the first costs beside the others is shared by them.
    const each = last.server / last.meetings;
    const against = ([other, one]: readonly Sample[]) => ({
      // One whose packets do not all come costs less than it should.
      value: other?.isHeld && one?.isHeld ? one.server / other.server : Number.NaN,
      unit: '',
      digits: 2,
    });
    const meetings = isTooBusy ? Number.NaN : Math.floor((USABLE * CORES) / each);
    // By WORKERS, where it is set, a server has fewer.
    const cores = availableParallelism();
    const day = new Date().toISOString().slice(0, 10);
    return {
      // One meeting that is looked at for seconds is too little to promise seats by.
      setting: options.quick ? null : capacityLine({ meetings, cores, day }),
      figures: [
        figure(`Meetings of ${PEOPLE} that ${CORES} cores carry, by the CPU of one`, {
          value: meetings,
          unit: '',
          digits: 0,
          budget: BUDGETS.meetings,
        }),
        figure('  of the server for each meeting', { value: each, unit: 'cores', digits: 3 }),
        figure('  really held at once, with all clients on the same cores', {
          value: isTooBusy ? 0 : last.meetings,
          unit: '',
          digits: 0,
        }),
        figure('  event loop p99 meanwhile', {
          value: last.loopP99Ms,
          unit: 'ms',
          digits: 0,
          budget: BUDGETS.meetingsLoopP99Ms,
        }),
        figure('  sound lost meanwhile', { value: last.soundLost * 100, unit: '%', digits: 3 }),
        figure('Server CPU of one meeting against one in which all that microphones bring is sent to everybody', {
          ...against(unheld),
          budget: BUDGETS.meetingCpu,
        }),
        figure('  against one of microphones without a gate', against(noisy)),
      ],
      notes: [
        `${PEOPLE} people each send microphone and camera (of three layers those that are shown) and show the others as tiles on a full HD screen; ` +
          'one speaks, the turn passes every 4 s, and the gates of the other microphones leave 5 packets a second of the ' +
          'noise. Clients are processes on the same cores, so the number is scaled: CPU of Node and workers (/proc ' +
          `schedstat) for each meeting, of ${USABLE * 100} % of ${CORES} cores. What a full machine adds, in waiting, is ` +
          'not in it; whether sound and event loop bear it is measured for the meetings that were really held. Noise: without ' +
          'the gates, of which the server sends on the few loudest; all noise: where it holds nobody back, as everyone chairs. ' +
          'Both are measured beside a gated one on another server, in the same moments.',
        `CAPACITY_SEATS is so many meetings, for each two of this machine's ${cores} cores, times ${PEOPLE}: the most that may be ` +
          'promised when all have cameras on. Take a third less where screens are shared or many come by TURN.',
        ...(isTooBusy
          ? ['This machine is too busy: not one meeting had its sound whole, so no number is made of it.']
          : []),
        ...[...unheld, ...noisy, ...gated].map(inWords),
      ],
      samples: [...unheld, ...noisy, ...gated],
    };
  },
};

interface Bounds {
  readonly options: PartOptions;
  readonly deadline: number;
}

/** One meeting more each time, until one is not borne or time is up. */
async function measure(most: number, { options: { say }, deadline }: Bounds): Promise<readonly Sample[]> {
  const samples: Sample[] = [];
  await using stack = new AsyncDisposableStack();
  const server = stack.use(
    await TafelrundeServer.start({ maxParticipants: PEOPLE, workers: CORES, moreRooms: Math.max(0, most - 2) }),
  );
  const rooms = [server.room, server.otherRoom, ...server.moreRooms].slice(0, most);
  const loads: LoadClient[] = [];
  for (const room of rooms) {
    const load = stack.use(await LoadClient.start());
    if (!(await before(deadline, gather(load, room, 'gated')))) break;
    loads.push(load);
    await delay(WARM_UP_MS);
    const [sample] = await untilHeld(async () => [await look(server, loads, 'gated')], { say, deadline });
    if (sample) samples.push(sample);
    if (!sample?.isHeld || performance.now() > deadline) break;
  }
  return samples;
}

/** One meeting of this kind and a gated one, each on a server of its own in the same moments: machines are slower now and then. */
async function measureBeside(rest: Rest, { options: { say }, deadline }: Bounds): Promise<readonly Sample[]> {
  await using stack = new AsyncDisposableStack();
  const sides: { readonly rest: Rest; readonly server: TafelrundeServer; readonly load: LoadClient }[] = [];
  for (const each of [rest, 'gated'] as const) {
    const server = stack.use(await TafelrundeServer.start({ maxParticipants: PEOPLE, workers: CORES }));
    const load = stack.use(await LoadClient.start());
    if (!(await before(deadline, gather(load, server.room, each)))) return [];
    sides.push({ rest: each, server, load });
  }
  await delay(WARM_UP_MS);
  const lookAtBoth = () => Promise.all(sides.map(({ server, load, rest: its }) => look(server, [load], its)));
  // Awaited here: both go with this function.
  return await untilHeld(lookAtBoth, { say, deadline });
}

async function gather(load: LoadClient, room: RoomAccess, rest: Rest): Promise<true> {
  const plan = meetingOf(PEOPLE, estimateTile(PEOPLE, FULL_HD)).map((each) => ({ ...each, ...PLANS[rest] }));
  await load.call('gather', { kind: 'tafelrunde', room }, plan);
  return true;
}

/** The last attempt, where none of them bears it. */
async function untilHeld(
  attempt: () => Promise<readonly Sample[]>,
  { say, deadline }: { readonly say: (line: string) => void; readonly deadline: number },
): Promise<readonly Sample[]> {
  let samples: readonly Sample[] = [];
  for (let count = 0; count < ATTEMPTS; count += 1) {
    if (count > 0) await delay(BETWEEN_ATTEMPTS_MS);
    if (count > 0 && performance.now() > deadline) break;
    samples = await attempt();
    for (const sample of samples) say(`capacity, ${inWords(sample)}`);
    if (samples.every(({ isHeld }) => isHeld)) break;
  }
  return samples;
}

async function look(server: TafelrundeServer, loads: readonly LoadClient[], rest: Rest): Promise<Sample> {
  const state = async () => {
    const people = (await Promise.all(loads.map((load) => load.call('look')))).flatMap((one) => one.people);
    const sum = (key: 'packets' | 'sounds' | 'soundsLost') => people.reduce((total, one) => total + one[key], 0);
    const of = (pids: readonly number[]) => pids.reduce((total, pid) => total + cpuNs(pid), 0);
    return {
      at: performance.now(),
      packets: sum('packets'),
      sounds: sum('sounds'),
      soundsLost: sum('soundsLost'),
      server: of(processTree(server.pid)),
      clients: of([process.pid, ...loads.map(({ pid }) => pid)]),
      machine: machineCpuNs(),
    };
  };
  await server.probe('watchLoop');
  const begin = await state();
  await delay(WINDOW_MS);
  const end = await state();
  const { p99Ms: loopP99Ms } = await server.probe('loopDelay');
  const seconds = (end.at - begin.at) / 1_000;
  const cores = (who: 'server' | 'clients' | 'machine') => (end[who] - begin[who]) / 1e9 / seconds;
  const [lost, came] = [end.soundsLost - begin.soundsLost, end.sounds - begin.sounds];
  const soundLost = lost / Math.max(1, lost + came);
  return {
    rest,
    meetings: loads.length,
    server: cores('server'),
    clients: cores('clients'),
    others: Math.max(0, cores('machine') - cores('server') - cores('clients')),
    packetsPerSecond: (end.packets - begin.packets) / seconds,
    soundLost,
    loopP99Ms,
    isHeld: soundLost <= TOLERABLE_LOSS && loopP99Ms <= BUDGETS.meetingsLoopP99Ms.atMost,
  };
}

/** Null when it is not done in time, or fails, as connections do on a machine that is busy. */
async function before<T>(deadline: number, work: Promise<T>): Promise<T | null> {
  return Promise.race([work.catch(() => null), delay(Math.max(0, deadline - performance.now()), null, { ref: false })]);
}

function figure(name: string, rest: Pick<Figure, 'value' | 'unit' | 'digits'> & Partial<Figure>): Figure {
  return { name, budget: null, spread: null, ...rest };
}

function inWords({ rest, meetings, server, clients, others, packetsPerSecond, soundLost, loopP99Ms }: Sample): string {
  return (
    `${meetings} ${meetings === 1 ? 'meeting' : 'meetings'}, ${rest}: server ` +
    `${server.toFixed(2)} cores, clients ${clients.toFixed(2)}, others ${others.toFixed(2)}; ` +
    `${Math.round(packetsPerSecond)} packets/s to people, ${(soundLost * 100).toFixed(3)} % of the sound lost, event loop ` +
    `p99 ${loopP99Ms.toFixed(0)} ms`
  );
}
