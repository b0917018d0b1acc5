// Lives what is in lives.ts, one after the other and without end. Says which change it begins, and that storage has
// acknowledged it: `? life id step`, `! life id step`. To be killed.
import { randomUUID } from 'node:crypto';
import { writeSync } from 'node:fs';
import { flushCompileCache } from 'node:module';
import { openDatabase } from '../../../src/storage/index.ts';
import { LIVES } from './lives.ts';

// The next one starts sooner.
flushCompileCache();
const database = await openDatabase({ dataDir: process.argv[2] ?? '' });
const say = (line: string) => writeSync(1, `${line}\n`);
say('open');
for (;;) {
  for (const [name, life] of Object.entries(LIVES)) {
    const id = randomUUID();
    await life.prepare?.(database, id);
    for (const [step, [, change]] of life.steps.entries()) {
      say(`? ${name} ${id} ${step}`);
      await change(database, id);
      say(`! ${name} ${id} ${step}`);
    }
  }
}
