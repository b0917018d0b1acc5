import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Place } from './network.ts';
import { startIn } from './program.ts';

const PORT = 3128;

/** A proxy as hospitals have it: TLS to port 443 by CONNECT, and nothing else. */
export interface ConnectProxy {
  /** As Chromium takes it. */
  readonly flag: string;
  /** By nft, for a place whose only way out it is. */
  readonly way: readonly string[];
}

/** Debian's squid in a place of its own; gone with the test. */
export async function startConnectProxy({ name, address }: Place): Promise<ConnectProxy> {
  const folder = mkdtempSync(join(tmpdir(), 'tafelrunde-proxy-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const settings = [
    `http_port ${address}:${PORT}`,
    'acl secure port 443',
    'acl tunnels method CONNECT',
    'http_access deny !tunnels',
    'http_access deny !secure',
    'http_access allow all',
    'dns_nameservers 127.0.0.1',
    'cache deny all',
    'access_log none',
    'cache_log /dev/null',
    'pid_filename none',
    'pinger_enable off',
    'shutdown_lifetime 0 seconds',
    'client_db off',
    'max_filedescriptors 1024',
  ];
  const file = join(folder, 'squid.conf');
  writeFileSync(file, settings.map((line) => `${line}\n`).join(''));
  await startIn(name, { command: ['squid', '--foreground', '-f', file], listens: [`${address}:${PORT}`] });
  return {
    flag: `--proxy-server=http://${address}:${PORT}`,
    way: [`ip daddr ${address} tcp dport ${PORT} accept`, 'drop'],
  };
}
