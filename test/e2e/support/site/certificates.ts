import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A certificate authority of the test's own. */
export interface Authority {
  /** PEM. */
  readonly certificate: string;
  /** Puts a chain and its key for this name into one PEM file; `days` from now, which may be over. */
  issue(name: string, file: string, options?: { readonly days?: number }): void;
  /** A home directory in which Chromium trusts it, and these PEM files' authorities as well. */
  trustedHome(folder: string, others?: readonly string[]): string;
  /** A profile with which Firefox trusts it. */
  trustedProfile(folder: string): string;
}

/** By openssl and certutil. */
export function makeAuthority(folder: string): Authority {
  const key = join(folder, 'ca.key');
  const certificate = join(folder, 'ca.pem');
  const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  openssl('req', '-x509', ...newKey, '-keyout', key, '-out', certificate, '-subj', '/CN=A test', '-days', '30');
  return {
    certificate,
    issue(name, file, { days = 10 } = {}) {
      const request = join(folder, `${name}.csr`);
      const extensions = join(folder, `${name}.cnf`);
      writeFileSync(extensions, `subjectAltName=DNS:${name}\n`);
      openssl('req', ...newKey, '-keyout', `${request}.key`, '-out', request, '-subj', `/CN=${name}`);
      const issuer = ['-CA', certificate, '-CAkey', key, '-CAcreateserial'];
      openssl('x509', '-req', '-in', request, ...issuer, '-days', `${days}`, '-extfile', extensions, '-out', file);
      appendFileSync(file, readFileSync(`${request}.key`));
    },
    trustedHome(home, others = []) {
      addTo(join(home, '.pki', 'nssdb'), [certificate, ...others]);
      return home;
    },
    trustedProfile(profile) {
      addTo(profile, [certificate]);
      return profile;
    },
  };
}

/** A new NSS database. */
function addTo(folder: string, authorities: readonly string[]): void {
  mkdirSync(folder, { recursive: true });
  run('certutil', '-N', '--empty-password', '-d', `sql:${folder}`);
  for (const [index, each] of authorities.entries()) {
    run('certutil', '-A', '-d', `sql:${folder}`, '-t', 'C,,', '-n', `test ${index}`, '-i', each);
  }
}

function openssl(...args: readonly string[]): void {
  run('openssl', ...args);
}

function run(command: string, ...args: readonly string[]): void {
  execFileSync(command, args, { stdio: 'pipe' });
}
