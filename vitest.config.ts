import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const BROWSERS = { testTimeout: 60_000, hookTimeout: 60_000 };

/** Neither media worker nor browser. */
const QUICK = {
  // What the tests leave behind they undo themselves, and reading everything once is what takes the time.
  isolate: false,
  setupFiles: ['test/helpers/nothing-left.ts'],
  // Thousands of servers that live for milliseconds are mostly garbage: with room for it, a fifth less is to be done.
  execArgv: ['--max-semi-space-size=64'],
  // The programs that tests start are read once.
  env: { NODE_COMPILE_CACHE: fileURLToPath(new URL('node_modules/.cache/tests', import.meta.url)) },
  // For a machine that is busy with something else; none takes a tenth of it.
  testTimeout: 30_000,
  expect: { poll: { timeout: 15_000 } },
};
/** Where nearly every test starts the whole app, and asks it by sockets, HTTP or the command line. */
const APP = ['cli', 'http', 'mail', 'rooms', 'threats', 'webhooks'].map((folder) => `test/${folder}/**/*.test.ts`);

// unit: under a minute. app: the app as a whole, with a fake media plane. integration: real workers, an installation's
// programs, and what is many or large. e2e: real browsers with real media. image: the Dockerfile built and started, on its own.
export default defineConfig({
  test: {
    maxWorkers: availableParallelism(),
    projects: [
      {
        test: {
          ...QUICK,
          name: 'unit',
          include: ['test/**/*.test.{ts,tsx}'],
          exclude: [...APP, 'test/integration/**', 'test/e2e/**', 'test/image/**'],
        },
      },
      {
        test: {
          ...QUICK,
          name: 'app',
          include: APP,
        },
      },
      {
        test: {
          name: 'integration',
          include: ['test/integration/**/*.test.ts'],
          testTimeout: 30_000,
          hookTimeout: 30_000,
        },
      },
      {
        test: {
          ...BROWSERS,
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          exclude: ['test/e2e/**/*.alone.test.ts'],
          // They wait for most of their time; more than two would wait for each other.
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          ...BROWSERS,
          // What takes both cores: beside another file it would take longer than both do one after the other.
          name: 'e2e-alone',
          include: ['test/e2e/**/*.alone.test.ts'],
          maxWorkers: 1,
          sequence: { groupOrder: 2 },
        },
      },
      {
        test: {
          name: 'image',
          include: ['test/image/**/*.test.ts'],
          testTimeout: 120_000,
          // Where the media worker is built from source, on a machine that is busy.
          hookTimeout: 1_800_000,
        },
      },
    ],
  },
});
