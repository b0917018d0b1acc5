import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'vite';
import { expect, it } from 'vitest';
import { tempDir } from '../../helpers/temp-dir.ts';
import { type Child, startChild } from '../../storage/child.ts';
import { openTestDatabase } from '../../storage/storage.ts';
import { LIVES, NOTHING } from './lives.ts';

// What kill -9 shows: nothing is acknowledged before it is the database's, and what belongs together comes and goes
// together, also in a file that was left in the middle of a change two hundred times. What it cannot show: that changes
// have reached the disk itself when the power fails, because what a process has written outlives it in the kernel's
// memory. For that each commit waits for the disk (`synchronous`, in test/storage/database.test.ts).

const KILLS = 200;
/** Each with a file of its own, which is left in the middle of a change as often. */
const FILES = 4;
/** About as many as it takes to live through everything once. */
const MOST_LINES = 60;
/** As long as a change takes. */
const LONGEST_MOMENT_MS = 2;

interface Progress {
  readonly life: string;
  readonly id: string;
  /** The last that was acknowledged, and the last that was begun; -1: none. */
  acknowledged: number;
  begun: number;
}

/** The child in one file: it starts three times as fast. */
async function bundled(): Promise<URL> {
  const dir = tempDir();
  const root = fileURLToPath(new URL('../../..', import.meta.url));
  // What is no JavaScript stays where it is.
  symlinkSync(join(root, 'node_modules'), join(dir, 'node_modules'));
  await build({
    configFile: false,
    root,
    logLevel: 'warn',
    build: { ssr: fileURLToPath(new URL('./live.ts', import.meta.url)), outDir: join(dir, 'out'), emptyOutDir: true },
    ssr: { noExternal: true, external: ['better-sqlite3', 'argon2'] },
  });
  return pathToFileURL(join(dir, 'out/live.js'));
}

/** Lives until it is killed at a random moment. */
async function liveAndDie(child: Child, lives: Map<string, Progress>): Promise<void> {
  expect(await child.nextLine()).toBe('open');
  const hear = (line: string) => {
    const [sign = '', life = '', id = '', step = ''] = line.split(' ');
    const progress = lives.get(id) ?? { life, id, acknowledged: -1, begun: -1 };
    lives.set(id, progress);
    progress[sign === '!' ? 'acknowledged' : 'begun'] = Number(step);
  };
  for (let left = Math.ceil(Math.random() * MOST_LINES); left > 0; left -= 1) hear(await child.nextLine());
  const moment = performance.now() + Math.random() * LONGEST_MOMENT_MS;
  while (performance.now() < moment);
  child.process.kill('SIGKILL');
  for (const line of await child.linesLeft()) hear(line);
  expect(await child.exited).toBeNull();
}

const wordAfter = (life: string, step: number) => LIVES[life]?.steps[step]?.[0] ?? NOTHING;

it(`of what was acknowledged nothing is lost, and nothing is half there, after kill -9 in ${KILLS} moments`, {
  // A machine that is busy with much else takes minutes.
  timeout: 300_000,
}, async () => {
  const [file, NODE_COMPILE_CACHE] = [await bundled(), tempDir()];
  const killsOf = Array.from({ length: FILES }, async () => {
    const dataDir = tempDir();
    const lives = new Map<string, Progress>();
    for (let kill = 0; kill < KILLS / FILES; kill += 1) {
      await liveAndDie(startChild(file, [dataDir], { NODE_COMPILE_CACHE }), lives);
    }
    const database = await openTestDatabase(dataDir);
    await database.check();
    for (const { life, id, acknowledged, begun } of lives.values()) {
      const may = [...new Set([acknowledged, begun].map((step) => wordAfter(life, step)))];
      expect(may, `${life} ${id}, acknowledged ${acknowledged}`).toContain(await LIVES[life]?.read(database, id));
    }
    return [...lives.values()];
  });
  const all = (await Promise.all(killsOf)).flat();
  // The moments were in all of them.
  const interrupted = all.filter(({ acknowledged, begun }) => begun > acknowledged);
  expect(new Set(interrupted.map(({ life }) => life))).toEqual(new Set(Object.keys(LIVES)));
});
