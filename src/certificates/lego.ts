import { spawn } from 'node:child_process';
import { join } from 'node:path';
import type { Settings } from './settings.ts';

/** The authority looks from several places, and lego waits for it. */
const ORDER_WITHIN_MS = 5 * 60_000;
/** The end of what it says holds the reason. */
const KEPT_LINES = 4;

type Authority = NonNullable<Settings['authority']>;

/** Why there is no new certificate, in lego's words. */
export class OrderError extends Error {
  override readonly name = 'OrderError';
}

/** What lego was given for this name: chain and key. */
export function orderedFiles({ folder }: Authority, name: string): readonly string[] {
  return ['crt', 'key'].map((ending) => join(folder, 'certificates', `${name}.${ending}`));
}

/** Orders a certificate with a new key by TLS-ALPN-01 (RFC 8737). Errors: OrderError. */
export async function orderCertificate(authority: Authority, name: string, signal: AbortSignal): Promise<void> {
  const { email, server, folder, port } = authority;
  const args = ['--path', folder, '--email', email, '--accept-tos', '--domains', name];
  args.push('--tls', '--tls.port', `:${port}`, ...(server ? ['--server', server] : []), 'run');
  const lines: string[] = [];
  const child = spawn('lego', args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    signal: AbortSignal.any([signal, AbortSignal.timeout(ORDER_WITHIN_MS)]),
    killSignal: 'SIGKILL',
  });
  for (const stream of [child.stdout, child.stderr]) {
    let rest = '';
    stream.setEncoding('utf8').on('data', (part: string) => {
      const parts = (rest + part).split('\n');
      rest = parts.pop()?.slice(-1_000) ?? '';
      lines.push(...parts.flatMap((line) => line.trim().slice(0, 1_000) || []));
      lines.splice(0, lines.length - KEPT_LINES);
    });
  }
  const outcome = await new Promise<string | null>((resolve) => {
    child.on('error', (error) => resolve(error.message));
    child.on('close', (code) => resolve(code === 0 ? null : lines.join(' ')));
  });
  if (outcome !== null) throw new OrderError(outcome);
}
