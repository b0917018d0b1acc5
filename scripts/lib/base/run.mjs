import { spawn } from 'node:child_process';
import os from 'node:os';
import { atExit } from './cleanup.mjs';

/** Enough to see why a tool failed, without keeping a whole build log in memory. */
const KEPT_LINES = 200;

/**
 * A signal for a whole process group, or all of a service's processes, arrives several times: also through npm, which
 * passes its own on. For the program that runs, a second one may mean that somebody is losing patience.
 */
const ONE_SIGNAL_MS = 500;

/**
 * Runs a tool quietly. Never throws for a failing tool: see `ok`.
 * @param {string} command
 * @param {string[]} args
 * @param {{cwd?: string, env?: NodeJS.ProcessEnv, timeoutMs?: number, onLine?: (line: string) => void,
 *   endWith?: NodeJS.Signals}} [options] endWith: how it is ended when this process ends first
 * @returns {Promise<{ok: boolean, code: number | null, missing: boolean, timedOut: boolean, lines: string[]}>}
 */
export function run(command, args, { cwd, env = process.env, timeoutMs, onLine, endWith = 'SIGTERM' } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
    const forget = atExit(() => child.kill(endWith));
    let timedOut = false;
    const timer =
      timeoutMs === undefined
        ? undefined
        : setTimeout(() => {
            timedOut = true;
            child.kill('SIGKILL');
          }, timeoutMs);
    /** @type {string[]} */
    const lines = [];
    for (const stream of [child.stdout, child.stderr]) {
      let rest = '';
      stream.setEncoding('utf8').on('data', (chunk) => {
        const parts = (rest + chunk).split('\n');
        rest = parts.pop() ?? '';
        for (const line of parts) take(line);
      });
      stream.on('end', () => rest && take(rest));
    }
    /** @param {string} line */
    function take(line) {
      lines.push(line.trimEnd());
      if (lines.length > KEPT_LINES) lines.shift();
      onLine?.(line);
    }
    /** @param {number | null} code @param {boolean} missing */
    function finish(code, missing) {
      clearTimeout(timer);
      forget();
      resolve({ ok: code === 0, code, missing, timedOut, lines });
    }
    child.on('error', () => finish(null, true));
    child.on('close', (code) => finish(code, false));
  });
}

/**
 * Runs the program that a script is about, on the terminal, and resolves to its exit code. Signals go on to it, except
 * for SIGINT on a terminal, which has sent Ctrl-C to the whole process group already.
 * @param {string} command
 * @param {string[]} args
 * @param {{cwd?: string, env?: NodeJS.ProcessEnv}} [options]
 * @returns {Promise<number>}
 */
export function runInForeground(command, args, { cwd, env = process.env } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env, stdio: 'inherit' });
    const onTerminal = process.stdin.isTTY || process.stdout.isTTY;
    const forwards = /** @type {NodeJS.Signals[]} */ (['SIGHUP', 'SIGINT', 'SIGTERM']).map((signal) => {
      let last = 0;
      const forward = () => {
        const again = Date.now() - last < ONE_SIGNAL_MS;
        last = Date.now();
        if (!again && !(signal === 'SIGINT' && onTerminal)) child.kill(signal);
      };
      process.on(signal, forward);
      return () => process.off(signal, forward);
    });
    const forget = atExit(() => child.kill());
    const finish = () => {
      forget();
      for (const off of forwards) off();
    };
    child.on('error', (error) => {
      finish();
      reject(error);
    });
    child.on('exit', (code, signal) => {
      finish();
      resolve(code ?? 128 + (signal ? os.constants.signals[signal] : 0));
    });
  });
}
