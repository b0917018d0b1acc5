import { createConnection } from 'node:net';
import { withDeadline } from '../platform/deadline.ts';
import { type Certificate, withoutZeros } from './certificate.ts';

const ANSWER_WITHIN_MS = 5_000;
const MAX_ANSWER_BYTES = 64 * 1024;

/** haproxy's runtime API: certificates are exchanged under the connections that are there, without a new process. */
export class HaproxySocket {
  readonly #path: string;

  constructor(path: string) {
    this.#path = path;
  }

  /**
   * The serial number of what haproxy serves from this file; null: haproxy does not run, and reads the file when it does.
   * Errors: those of the socket.
   */
  async servedSerial(file: string): Promise<string | null> {
    const answer = await this.#ask(`show ssl cert ${file}`).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT' || error.code === 'ECONNREFUSED') return null;
      throw error;
    });
    if (answer === null) return null;
    const serial = /^Serial: ([0-9A-Fa-f]+)$/m.exec(answer)?.[1];
    if (serial === undefined) throw new Error(`haproxy serves nothing from ${file}: ${answer.trim()}`);
    return withoutZeros(serial);
  }

  /** Errors: those of the socket, and haproxy's own. */
  async exchange(file: string, { pem }: Certificate): Promise<void> {
    const set = await this.#ask(`set ssl cert ${file} <<\n${pem}`);
    const commit = await this.#ask(`commit ssl cert ${file}`);
    if (commit.includes('Success!')) return;
    await this.#ask(`abort ssl cert ${file}`);
    throw new Error(`haproxy does not take ${file}: ${set.trim()} ${commit.trim()}`);
  }

  /** One command a connection; haproxy closes it after its answer. */
  #ask(command: string): Promise<string> {
    const socket = createConnection(this.#path);
    const answer = new Promise<string>((resolve, reject) => {
      let text = '';
      socket.setEncoding('utf8');
      socket.on('error', reject);
      socket.on('data', (part: string) => {
        text += part;
        if (text.length > MAX_ANSWER_BYTES) socket.destroy(new Error('haproxy’s answer is too long'));
      });
      socket.on('close', () => resolve(text));
      socket.write(`${command}\n`);
    });
    return withDeadline(answer, { withinMs: ANSWER_WITHIN_MS }).finally(() => socket.destroy());
  }
}
