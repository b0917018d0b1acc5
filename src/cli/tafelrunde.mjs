#!/usr/bin/env node
// Starts the admin CLI under any Node that can read this file: what follows it is TypeScript, which Node 24 runs as it
// stands and which an older one hands to the Node that is installed among the dependencies.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { constants } from 'node:os';
import { fileURLToPath } from 'node:url';

const NEEDED_MAJOR = 24;
const main = fileURLToPath(new URL('./main.ts', import.meta.url));
const bundledNode = fileURLToPath(new URL('../../node_modules/.bin/node', import.meta.url));

if (Number.parseInt(process.versions.node, 10) >= NEEDED_MAJOR) {
  await import('./main.ts');
} else if (existsSync(bundledNode)) {
  const { status, signal, error } = spawnSync(bundledNode, [main, ...process.argv.slice(2)], { stdio: 'inherit' });
  if (error) process.stderr.write(`Error: ${bundledNode} cannot be started (${error.code}).\n`);
  process.exitCode = signal ? 128 + constants.signals[signal] : (status ?? 1);
} else {
  process.stderr.write(`Error: this needs Node ${NEEDED_MAJOR}; run 'npm run setup' first, or install it.\n`);
  process.exitCode = 1;
}
