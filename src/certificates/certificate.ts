import { createPrivateKey, X509Certificate } from 'node:crypto';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

const BLOCK = /-----BEGIN ([A-Z0-9 ]+)-----[\s\S]+?-----END \1-----/g;
/** Certificates have become shorter, from 398 days to 90 and less: a share of their life fits all of them. */
const SHARE_LEFT_WHEN_DUE = 1 / 3;

/** A certificate chain with its key. */
export interface Certificate {
  /** Chain, then key, and nothing else: no empty line, which would end it for haproxy. */
  readonly pem: string;
  /** Hexadecimal, upper case, without zeros before it. */
  readonly serial: string;
  readonly from: Date;
  readonly until: Date;
  /** By nobody but itself, as what stands there until the first real one is. */
  readonly isSelfSigned: boolean;
}

/** Why a file cannot be used: a sentence for the operator. */
export class CertificateError extends Error {
  override readonly name = 'CertificateError';
}

/** Errors: CertificateError. */
export function parseCertificate(text: string, name: string): Certificate {
  const blocks = [...text.matchAll(BLOCK)].map(([block, kind = '']) => ({ block, kind }));
  const chain = blocks.filter(({ kind }) => kind === 'CERTIFICATE');
  const key = blocks.find(({ kind }) => kind.endsWith('PRIVATE KEY'));
  const [leaf] = chain;
  if (!leaf) throw new CertificateError('there is no certificate in it');
  if (!key) throw new CertificateError('there is no private key in it');
  const x509 = readLeaf(leaf.block);
  if (!isKeyOf(x509, key.block)) throw new CertificateError('its key is not that of its first certificate');
  if (x509.checkHost(name) === undefined) throw new CertificateError(`it is not for the name ${name}`);
  return {
    pem: `${[...chain, key].map(({ block }) => block.replaceAll('\r', '')).join('\n')}\n`,
    serial: withoutZeros(x509.serialNumber),
    from: x509.validFromDate,
    until: x509.validToDate,
    isSelfSigned: x509.checkIssued(x509),
  };
}

/** null: there is no such file. Errors: CertificateError. */
export function readCertificate(files: readonly string[], name: string): Certificate | null {
  const texts: string[] = [];
  for (const file of files) {
    try {
      texts.push(readFileSync(file, 'utf8'));
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
      throw new CertificateError(`it cannot be read (${error instanceof Error ? error.message : error})`);
    }
  }
  return parseCertificate(texts.join('\n'), name);
}

/** Whole or not at all. haproxy passes over files that begin with a dot. */
export function writeCertificate(file: string, { pem }: Certificate): void {
  const half = join(dirname(file), `.${basename(file)}`);
  writeFileSync(half, pem, { mode: 0o600 });
  renameSync(half, file);
}

export function isDue({ from, until, isSelfSigned }: Certificate, now: Date): boolean {
  const left = until.getTime() - now.getTime();
  return isSelfSigned || left < (until.getTime() - from.getTime()) * SHARE_LEFT_WHEN_DUE;
}

export function withoutZeros(serial: string): string {
  return serial.toUpperCase().replace(/^0+(?=.)/, '');
}

function readLeaf(block: string): X509Certificate {
  try {
    return new X509Certificate(block);
  } catch {
    throw new CertificateError('its first certificate cannot be read');
  }
}

function isKeyOf(x509: X509Certificate, key: string): boolean {
  try {
    return x509.checkPrivateKey(createPrivateKey(key));
  } catch {
    throw new CertificateError('its key cannot be read');
  }
}
