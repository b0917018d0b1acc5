import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { makeAuthority } from './certificates.ts';

/**
 * For a server at an address that is not this machine's own, where browsers give camera and microphone over https alone.
 * Nobody has signed its certificate: who comes `trustsAnybody`. Gone with the test.
 */
export function secureSettings(address: string, port: number) {
  const folder = mkdtempSync(join(tmpdir(), 'tafelrunde-secure-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, 'server.pem');
  makeAuthority(folder).issue('server', file);
  const host = address.includes(':') ? `[${address}]` : address;
  return {
    PORT: `${port}`,
    HOST: address,
    MEDIA_HOST: address,
    PUBLIC_URL: `https://${host}:${port}`,
    TLS_CERT: file,
    TLS_KEY: file,
  };
}
