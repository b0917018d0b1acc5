import { type ChildProcessWithoutNullStreams, execFileSync, spawn } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import { turnAccessFor } from '../../../../src/auth/index.ts';
import { expect } from '../expect.ts';
import { TURN_SECRET } from './site.ts';

const TURN_HOLDER = fileURLToPath(new URL('../turn/turn-holder.ts', import.meta.url));

interface Where {
  /** Of the namespace that it comes from. */
  readonly namespace: string;
  readonly address: string;
  /** By which TLS asks. */
  readonly name: string;
}

/** What a connection that comes now is shown. */
export function servedCertificate({ namespace, address, name }: Where): X509Certificate {
  const args = ['netns', 'exec', namespace, 'openssl', 's_client', '-connect', `${address}:443`, '-servername', name];
  const shown = execFileSync('ip', args, { input: '', stdio: ['pipe', 'pipe', 'ignore'], timeout: 20_000 }).toString();
  return new X509Certificate(/-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/.exec(shown)?.[0] ?? '');
}

/** One TLS connection that stays, and answers when it is asked. */
export class LivingConnection {
  readonly #child: ChildProcessWithoutNullStreams;
  readonly #question: string;
  readonly #answer: string;
  #heard = '';
  #closed = false;

  /** To the server: a request after the other. */
  static toApp({ namespace, address, name }: Where): LivingConnection {
    const tls = ['openssl', 's_client', '-quiet', '-connect', `${address}:443`, '-servername', name];
    const request = `GET /healthz HTTP/1.1\r\nHost: ${name}\r\n\r\n`;
    return new LivingConnection(namespace, tls, request, '{"status":"ok"}');
  }

  /** To the TURN server, with a relay. */
  static toTurn({ namespace, address, name }: Where): LivingConnection {
    const { username, credential } = turnAccessFor({ urls: [], secret: TURN_SECRET })('anna')?.iceServers[0] ?? {};
    const task = { server: [address, 443], name, username, credential, refused: '8.8.8.8' };
    return new LivingConnection(namespace, [process.execPath, TURN_HOLDER, JSON.stringify(task)], '\n', '403');
  }

  private constructor(namespace: string, command: readonly string[], question: string, answer: string) {
    this.#child = spawn('ip', ['netns', 'exec', namespace, ...command]);
    this.#question = question;
    this.#answer = answer;
    this.#child.stdin.on('error', () => {});
    this.#child.stdout.setEncoding('latin1').on('data', (part: string) => {
      this.#heard += part;
    });
    this.#child.stderr.resume();
    this.#child.on('error', () => {});
    this.#child.on('close', () => {
      this.#closed = true;
    });
    onTestFinished(() => void this.#child.kill('SIGKILL'));
  }

  get isClosed(): boolean {
    return this.#closed;
  }

  async expectAnswer(): Promise<void> {
    this.#heard = '';
    this.#child.stdin.write(this.#question);
    await expect.poll(() => this.#heard).toContain(this.#answer);
  }
}
