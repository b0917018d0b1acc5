import { estimateTile } from '../../../web/src/ui/stage/layout/stage-layout.ts';
import { BUDGETS } from '../budgets.ts';
import type { ChairRoundResult } from '../load/chair-round.ts';
import { LoadClient } from '../load/load-client.ts';
import { FULL_HD, wholePixels } from '../load/plan.ts';
import { percentile, spreadOf } from '../measure/statistics.ts';
import { TafelrundeServer } from '../processes/tafelrunde-server.ts';
import type { Budget, Figure } from '../report/figure.ts';
import type { Part } from './part.ts';

const PEOPLE = 25;
const ROUNDS = 5;

export const chair: Part = {
  about: `a console admits all and mutes all of a meeting of ${PEOPLE}`,

  async run({ quick, say }) {
    const samples: ChairRoundResult[] = [];
    const rounds = quick ? 1 : ROUNDS;
    for (let round = 1; round <= rounds; round += 1) {
      const sample = await measureOnce();
      samples.push(sample);
      const [admit, mute] = [sample.admittedMs, sample.shownMs].map((all) => percentile(all, 0.95).toFixed(0));
      say(`chair, ${round} of ${rounds}: admit all p95 ${admit} ms, mute all p95 ${mute} ms`);
    }
    const figure = (name: string, values: readonly number[], budget: Budget | null, share = 0.95): Figure => ({
      name,
      value: percentile(values, share),
      unit: 'ms',
      digits: 0,
      budget,
      spread: spreadOf(values),
    });
    const all = (of: (sample: ChairRoundResult) => readonly number[]) => samples.flatMap(of);
    return {
      figures: [
        figure(
          `Admit all of ${PEOPLE}: until each is in, p95`,
          all(({ admittedMs }) => admittedMs),
          BUDGETS.chairP95Ms,
        ),
        figure(
          'Mute all: until every screen shows it, p95',
          all(({ shownMs }) => shownMs),
          BUDGETS.chairP95Ms,
        ),
        figure(
          '  until every microphone is paused, longest',
          all(({ pausedMs }) => [pausedMs]),
          null,
          1,
        ),
      ],
      notes: [
        `A moderator with a paired console and ${PEOPLE - 1} people who wait; the console lets all in at once. Then all ` +
          `${PEOPLE} send microphone and camera (three layers) and show each other as tiles on a full HD screen, while ` +
          'the console mutes all. Each round on a fresh server; server and all clients on this one machine.',
      ],
      samples,
    };
  },
};

async function measureOnce(): Promise<ChairRoundResult> {
  await using server = await TafelrundeServer.start({ maxParticipants: PEOPLE, lobby: 'on' });
  await using load = await LoadClient.start();
  const tile = wholePixels(estimateTile(PEOPLE, FULL_HD));
  // Awaited here, since both processes end with this function.
  return await load.call('chairRound', { room: server.room, people: PEOPLE, tile });
}
