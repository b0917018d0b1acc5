import { type JoinTimes, launchBrowser, Visitor } from '../browser/visitor.ts';
import { BUDGETS } from '../budgets.ts';
import { percentile, spreadOf } from '../measure/statistics.ts';
import { TafelrundeServer } from '../processes/tafelrunde-server.ts';
import type { Figure } from '../report/figure.ts';
import type { Part } from './part.ts';

const JOINS = 40;
const QUICK_JOINS = 5;
/** The first ones of a browser that has just been started wait for its processes. */
const WARM_UP_JOINS = 2;

export const join: Part = {
  about: 'from the click on join to the first picture of somebody else, in Chromium',

  async run({ quick, say }) {
    const count = quick ? QUICK_JOINS : JOINS;
    const samples: JoinTimes[] = [];
    await using server = await TafelrundeServer.start({ maxParticipants: 25 });
    await using senders = await launchBrowser();
    await using visitors = await launchBrowser();
    const sender = await Visitor.open(senders, server.room, 'Gastgeberin');
    await sender.join();
    for (let index = -WARM_UP_JOINS; index < count; index += 1) {
      const visitor = await Visitor.open(visitors, server.room, 'Besuch');
      await visitor.join();
      const times = await visitor.times();
      await visitor.leave();
      if (index < 0) continue;
      samples.push(times);
      say(`join, ${index + 1} of ${count}: ${times.firstRemoteFrameMs.toFixed(0)} ms`);
    }
    const figure = (name: string, share: number, of: (times: JoinTimes) => number): Figure => {
      const values = samples.map(of);
      return { name, value: percentile(values, share), unit: 'ms', digits: 0, budget: null, spread: spreadOf(values) };
    };
    const frame = ({ firstRemoteFrameMs }: JoinTimes) => firstRemoteFrameMs;
    return {
      figures: [
        { ...figure('Join click to first remote frame, p50', 0.5, frame), budget: BUDGETS.joinP50Ms },
        { ...figure('Join click to first remote frame, p95', 0.95, frame), budget: BUDGETS.joinP95Ms },
        figure('  of which until joined, p50', 0.5, ({ joinedMs }) => joinedMs),
        figure('  page opened to first paint, p50', 0.5, ({ firstPaintMs }) => firstPaintMs),
      ],
      notes: [
        `${count} joins of one after the other, each in a fresh profile, with name and password typed and everything ` +
          'loaded before the click; one sender in the room, in a Chromium of its own; both send a camera of ' +
          '640 x 360 at 15 frames per second and a tone. By the performance marks of the web client.',
      ],
      samples,
    };
  },
};
