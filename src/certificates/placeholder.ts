import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type Certificate, parseCertificate } from './certificate.ts';

const OPENSSL_WITHIN_MS = 30_000;

/** A self-signed certificate by which haproxy can start, and the authority's question reach lego through it. */
export async function makePlaceholder(name: string, folder: string): Promise<Certificate> {
  const files = { key: join(folder, 'placeholder.key'), crt: join(folder, 'placeholder.crt') };
  const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-keyout', files.key];
  // A common name has 64 characters at most.
  const about = ['-subj', '/CN=Tafelrunde waits for a certificate', '-addext', `subjectAltName=DNS:${name}`];
  const args = ['req', '-x509', ...newKey, '-out', files.crt, '-days', '365', ...about];
  await promisify(execFile)('openssl', args, { timeout: OPENSSL_WITHIN_MS });
  return parseCertificate(`${readFileSync(files.crt, 'utf8')}${readFileSync(files.key, 'utf8')}`, name);
}
