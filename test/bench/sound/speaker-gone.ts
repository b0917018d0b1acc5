import { setTimeout as delay } from 'node:timers/promises';
import { Loudspeakers } from '../../e2e/support/media/loudspeakers.ts';
import { CHROMIUM, launchBrowser } from '../browser/visitor.ts';
import { BUDGETS } from '../budgets.ts';
import { percentile, spreadOf } from '../measure/statistics.ts';
import { atExit } from '../processes/at-exit.ts';
import { TafelrundeServer } from '../processes/tafelrunde-server.ts';
import type { Figure } from '../report/figure.ts';
import { enterRoom, openBrowser } from './far-end.ts';

const HEARD_WITHIN_MS = 30_000;
const LOOK_EVERY_MS = 2;
/** Whose sound has gone again and again tries ever more seldom. */
const SETTLE_MS = 5_000;

/** A speaker that is pulled out, so many times: until the next one is heard. The browser's sound ends with it, and no system tells it of a change. */
export async function speakerGone(times: number): Promise<{ figures: readonly Figure[]; samples: readonly number[] }> {
  await using speakers = await Loudspeakers.start();
  atExit(() => speakers.kill());
  let ear = speakers.plugIn('Eingebaut');
  await using server = await TafelrundeServer.start({ maxParticipants: 2 });
  await using talking = await launchBrowser();
  await using listening = await openBrowser(speakers.before(CHROMIUM));
  await enterRoom(talking, server.room, { name: 'Anna', settings: { sound: 'original', cameraOn: false } });
  await enterRoom(listening, server.room, { name: 'Bernd', settings: { cameraOn: false, microphoneOn: false } });
  await heardAfter(ear, performance.now());
  const samples: number[] = [];
  for (let time = 0; time < times; time += 1) {
    await delay(SETTLE_MS);
    speakers.pullOut('Eingebaut');
    const pulledAt = performance.now();
    ear = speakers.plugIn('Eingebaut');
    samples.push((await heardAfter(ear, pulledAt)) - pulledAt);
  }
  const figures: readonly Figure[] = [
    {
      name: 'The loudspeaker is pulled out: heard from the next, p95',
      value: percentile(samples, 0.95),
      unit: 'ms',
      digits: 0,
      budget: BUDGETS.speakerGoneMs,
      spread: spreadOf(samples),
    },
  ];
  return { figures, samples };
}

/** Errors: nothing is. */
async function heardAfter(ear: { readonly loudAt: number }, moment: number): Promise<number> {
  const end = performance.now() + HEARD_WITHIN_MS;
  while (ear.loudAt <= moment) {
    if (performance.now() > end) throw new Error('nothing was heard of the next loudspeaker');
    await delay(LOOK_EVERY_MS);
  }
  return ear.loudAt;
}
