import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { z } from 'zod';

const KEY_BYTES = 32;
/** NIST SP 800-38D, 5.2.1.1. */
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const CIPHER = 'aes-256-gcm';

const answerSchema = z.object({ status: z.int(), type: z.string().nullable(), body: z.string() });
/** As it went out. */
export type Answer = z.output<typeof answerSchema>;

/**
 * What follows from a caller's credential, of which the database has the hash alone, and from the key of a request: who has
 * the database has neither, and reads no link and no token in what is kept (RFC 5869).
 */
export class Seal {
  readonly id: string;
  readonly #encryption: Buffer;
  readonly #marking: Buffer;

  constructor(credential: string, key: string) {
    const bytes = Buffer.from(hkdfSync('sha256', credential, '', `tafelrunde idempotency ${key}`, 3 * KEY_BYTES));
    this.id = bytes.subarray(0, KEY_BYTES).toString('base64url');
    this.#encryption = bytes.subarray(KEY_BYTES, 2 * KEY_BYTES);
    this.#marking = bytes.subarray(2 * KEY_BYTES);
  }

  /** Keyed: a short password in a body could be guessed by its plain hash. */
  mark(content: string): Buffer {
    return createHmac('sha256', this.#marking).update(content).digest();
  }

  close(answer: Answer): Buffer {
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv(CIPHER, this.#encryption, nonce, { authTagLength: TAG_BYTES });
    const sealed = [cipher.update(JSON.stringify(answer), 'utf8'), cipher.final()];
    return Buffer.concat([nonce, cipher.getAuthTag(), ...sealed]);
  }

  /** Errors: of crypto and zod, for what was not closed by it. */
  open(sealed: Buffer): Answer {
    const [nonce, rest] = [sealed.subarray(0, NONCE_BYTES), sealed.subarray(NONCE_BYTES)];
    const decipher = createDecipheriv(CIPHER, this.#encryption, nonce, { authTagLength: TAG_BYTES });
    decipher.setAuthTag(rest.subarray(0, TAG_BYTES));
    const text = Buffer.concat([decipher.update(rest.subarray(TAG_BYTES)), decipher.final()]).toString('utf8');
    return answerSchema.parse(JSON.parse(text));
  }
}
