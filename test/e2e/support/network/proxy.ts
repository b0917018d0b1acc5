import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { startIn } from '../server/program.ts';
import type { Place } from './network.ts';

const PORT = 3128;

export interface Proxy {
  /** As Chromium takes it. */
  readonly flag: string;
  /** As Firefox takes it. */
  readonly preferences: Readonly<Record<string, string | number>>;
  /** By nft, for a place whose only way out it is. */
  readonly way: readonly string[];
}

/** A proxy as hospitals have it: TLS to port 443 by CONNECT, and nothing else. Debian's squid in a place of its own; gone with the test. */
export async function startConnectProxy({ name, address }: Place): Promise<Proxy> {
  const folder = newFolder();
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
  return proxyAt(address);
}

interface Inspecting {
  /** PEM file of the authority that has signed the servers' certificates. */
  readonly trusts: string;
  /** What it opens is HTTP to it, or else an error. */
  readonly httpOnly?: boolean;
  /** More of mitmproxy's settings. */
  readonly settings?: readonly string[];
}

/**
 * One that opens TLS as well, with certificates of its own authority, which whoever is behind it trusts: Debian's
 * mitmproxy in a place of its own; gone with the test.
 */
export async function startInspectingProxy(
  { name, address }: Place,
  { trusts, httpOnly = false, settings = [] }: Inspecting,
): Promise<Proxy & { readonly certificate: string }> {
  const folder = newFolder();
  const all = [
    `confdir=${folder}`,
    `listen_host=${address}`,
    `listen_port=${PORT}`,
    `ssl_verify_upstream_trusted_ca=${trusts}`,
    `rawtcp=${!httpOnly}`,
    ...settings,
  ];
  await startIn(name, {
    command: ['mitmdump', '--quiet', ...all.flatMap((setting) => ['--set', setting])],
    listens: [`${address}:${PORT}`],
  });
  return { ...proxyAt(address), certificate: join(folder, 'mitmproxy-ca-cert.pem') };
}

function proxyAt(address: string): Proxy {
  return {
    flag: `--proxy-server=http://${address}:${PORT}`,
    preferences: { 'network.proxy.type': 1, 'network.proxy.ssl': address, 'network.proxy.ssl_port': PORT },
    way: [`ip daddr ${address} tcp dport ${PORT} accept`, 'drop'],
  };
}

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'tafelrunde-proxy-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
