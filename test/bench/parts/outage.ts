import { setTimeout as delay } from 'node:timers/promises';
import { STABLE_AFTER_MS } from '../../../src/sfu/worker/replacement-delay.ts';
import { mediaWorkersOf } from '../../e2e/support/server/processes.ts';
import { Listener } from '../browser/listener.ts';
import { CHROMIUM, launchBrowser } from '../browser/visitor.ts';
import { BUDGETS } from '../budgets.ts';
import { percentile, spreadOf } from '../measure/statistics.ts';
import { TwoPlaces } from '../network/two-places.ts';
import { TafelrundeServer } from '../processes/tafelrunde-server.ts';
import type { Budget, Figure } from '../report/figure.ts';
import type { Part } from './part.ts';

const OUTAGES_S = [5, 30, 90] as const;
/** Cut off together, each an outage of its own; as many as two cores bear. */
const FAR_PEOPLE = 2;
const QUICK_TIMES = FAR_PEOPLE;
/** Other clocks, such as those of pings, are somewhere else each time. */
const MOST_BETWEEN_MS = 2_000;

/** From the fault's end until it is over for each; null: it was not. */
interface Fault {
  readonly name: string;
  readonly budget: Budget;
  readonly times: (number | null)[];
}

export const outage: Part = {
  about: 'outages of 5, 30 and 90 s, a media worker that dies, a server that crashes: until everyone is back',

  async run({ quick, times, say }) {
    const rounds = Math.ceil((quick ? QUICK_TIMES : times) / FAR_PEOPLE);
    using places = new TwoPlaces(CHROMIUM);
    const { near, far } = places;
    await using server = await TafelrundeServer.start({
      maxParticipants: 25,
      place: { namespace: near.namespace, address: near.address },
    });
    const flags = [`--unsafely-treat-insecure-origin-as-secure=${server.room.url}`];
    const microphones = [...flags, '--use-fake-device-for-media-stream=device-count=0'];
    await using nearBrowser = await launchBrowser({ executablePath: near.browser, flags: microphones });
    await using farBrowsers = new AsyncDisposableStack();
    const host = await Listener.join(nearBrowser, server.room, 'Gastgeberin');
    const guests: Listener[] = [];
    for (let index = 1; index <= FAR_PEOPLE; index += 1) {
      // A browser of their own: one does not begin two WebSockets to the same address at once (RFC 6455, 4.1).
      const browser = farBrowsers.use(await launchBrowser({ executablePath: far.browser, flags: microphones }));
      guests.push(await Listener.join(browser, server.room, `Gast ${index}`));
    }
    const quietBrowser = farBrowsers.use(await launchBrowser({ executablePath: far.browser, flags: microphones }));
    const quiet = await Listener.join(quietBrowser, server.room, 'Zuhörerin', { microphoneOn: false });
    const everyone = [host, quiet, ...guests];
    const allHear = () => Promise.all(everyone.map((one) => one.untilHears(FAR_PEOPLE)));
    await allHear();

    const faults: Fault[] = [];
    const fault = (name: string, budget: Budget): Fault => {
      const made: Fault = { name, budget, times: [] };
      faults.push(made);
      return made;
    };

    for (const seconds of OUTAGES_S) {
      const hears = fault(`Outage of ${seconds} s: hears again`, BUDGETS.outageP95Ms);
      const isHeard = fault(`Outage of ${seconds} s: is heard again`, BUDGETS.outageP95Ms);
      const listens = fault(`Outage of ${seconds} s: who only listens hears again`, BUDGETS.outageP95Ms);
      for (let round = 1; round <= rounds; round += 1) {
        places.cut();
        await delay(seconds * 1_000 + Math.random() * MOST_BETWEEN_MS);
        await Promise.all(everyone.map((one) => one.untilHears(0, { orFewer: true })));
        const { begunAt, wholeAt } = places.mend();
        const heardBy = (one: Listener) => one.heardAgainAt(FAR_PEOPLE, begunAt);
        const [ofHost, ofQuiet, ...ofGuests] = await Promise.all([host, quiet, ...guests].map(heardBy));
        const after = (at: number | null) => at && Math.max(0, at - wholeAt);
        isHeard.times.push(...(ofHost ?? []).map(after));
        hears.times.push(...ofGuests.map(([first = null]) => after(first)));
        listens.times.push(after(ofQuiet?.[0] ?? null));
        say(`outage of ${seconds} s, ${round} of ${rounds}: ${shown(hears)} / ${shown(isHeard)} / ${shown(listens)}`);
        await allHear();
        await delay(Math.random() * MOST_BETWEEN_MS);
      }
    }

    const all = async (made: Fault, strike: () => unknown) => {
      for (let round = 1; round <= rounds; round += 1) {
        // A worker that dies again and again is replaced later each time, which is not what is asked here.
        await delay(STABLE_AFTER_MS + Math.random() * MOST_BETWEEN_MS);
        const since = Date.now();
        const silent = Promise.all(everyone.map((one) => one.untilHears(0, { orFewer: true })));
        await Promise.all([strike(), silent]);
        const heard = await Promise.all(everyone.map((one) => one.heardAgainAt(FAR_PEOPLE, since)));
        made.times.push(...heard.map((each) => lastOf(each)).map((at) => at && at - since));
        say(`${made.name}, ${round} of ${rounds}: ${shown(made)}`);
        await allHear();
      }
    };
    await all(fault('Media worker killed: hears everyone again', BUDGETS.workerKillP95Ms), () => {
      for (const pid of mediaWorkersOf(server.pid)) process.kill(pid, 'SIGKILL');
    });
    await all(fault('Server killed and started: hears everyone again', BUDGETS.serverKillP95Ms), () =>
      server.crashAndRestart(),
    );

    return {
      figures: faults.flatMap(figuresOf),
      notes: [
        `${FAR_PEOPLE} people with microphones and one without, each in a Chromium of their own, behind a cable between two network namespaces, and one beside ` +
          `the server; ${rounds} times each, so ${rounds * FAR_PEOPLE} outages of each length. The cable swallows everything in both ` +
          'directions and tells nobody; no delay and no loss before and after. Heard: the tone of the others in what the ' +
          'page plays, by its sound thread, which goes on while the page is busy. Not back: not within 30 s.',
      ],
      samples: faults,
    };
  },
};

function figuresOf({ name, budget, times }: Fault): readonly Figure[] {
  const back = times.filter((ms) => ms !== null);
  const common = { unit: 'ms', digits: 0, spread: back.length > 0 ? spreadOf(back) : null };
  const at = (share: number) => (back.length > 0 ? percentile(back, share) : Number.NaN);
  return [
    { ...common, name: `${name}, p50`, value: at(0.5), budget: null },
    { ...common, name: `${name}, p95`, value: at(0.95), budget },
    {
      name: '  not back by themselves',
      value: times.length - back.length,
      unit: `of ${times.length}`,
      digits: 0,
      budget: BUDGETS.notBack,
      spread: null,
    },
  ];
}

function lastOf(times: readonly (number | null)[]): number | null {
  return times.reduce((last, at) => (last === null || at === null ? null : Math.max(last, at)), times[0] ?? null);
}

function shown({ times }: Fault): string {
  return times
    .slice(-FAR_PEOPLE - 1)
    .map((ms) => (ms === null ? 'never' : `${Math.round(ms)}`))
    .join(' ');
}
