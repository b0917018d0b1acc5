import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';

/** What a server asks for, as far as it matters here. */
interface Wishes {
  readonly challenge: string;
  readonly user?: { readonly id: string };
}

interface Device {
  /** In which page it is asked. */
  readonly origin: string;
  /** Under which name; where it is not said, the page's. */
  readonly rpId?: string;
}

/** What it does otherwise than it should. */
interface Faults {
  readonly type?: string;
  readonly origin?: string;
  readonly rpId?: string;
  /** Whether it has looked who is there. */
  readonly isVerified?: boolean;
  readonly fmt?: string;
  readonly attStmt?: Cbor;
  readonly counter?: number;
  readonly credentialId?: string;
  readonly userHandle?: string | null;
}

interface Held {
  readonly id: string;
  readonly rpId: string;
  readonly userHandle: string | null;
  readonly privateKey: KeyObject;
  counter: number;
}

type Cbor = number | string | Uint8Array | readonly Cbor[] | Map<number | string, Cbor>;

const [PRESENT, VERIFIED, HAS_KEY] = [0x01, 0x04, 0x40] as const;
const base64url = (bytes: Uint8Array | string) => Buffer.from(bytes).toString('base64url');
const sha256 = (bytes: Uint8Array | string) => createHash('sha256').update(bytes).digest();

/**
 * An authenticator with a browser around it, written from WebAuthn Level 3 (6.1, 6.5) and CTAP2's canonical CBOR, so that it is
 * not the server's own library that agrees with itself. Keys are ES256; it counts its uses unless `counts` says no.
 */
export class Authenticator {
  readonly #device: Required<Device>;
  readonly #counts: boolean;
  readonly held: Held[] = [];

  constructor({ origin, rpId = new URL(origin).hostname }: Device, { counts = true } = {}) {
    this.#device = { origin, rpId };
    this.#counts = counts;
  }

  /** As `navigator.credentials.create` answers. */
  create({ challenge, user }: Wishes, faults: Faults = {}) {
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
    const id = faults.credentialId ?? base64url(randomBytes(32));
    const credentialId = Buffer.from(id, 'base64url');
    const rpId = faults.rpId ?? this.#device.rpId;
    const cose = new Map<number, Cbor>([
      [1, 2],
      [3, -7],
      [-1, 1],
      [-2, Buffer.from(x, 'base64url')],
      [-3, Buffer.from(y, 'base64url')],
    ]);
    const data = Buffer.concat([
      this.#data(rpId, { flags: HAS_KEY, counter: 0, ...faults }),
      Buffer.alloc(16),
      Buffer.from([0, credentialId.length]),
      credentialId,
      cbor(cose),
    ]);
    this.held.push({ id, rpId, userHandle: user?.id ?? null, privateKey, counter: 0 });
    const statement: readonly [string, Cbor][] = [
      ['fmt', faults.fmt ?? 'none'],
      ['attStmt', faults.attStmt ?? new Map()],
      ['authData', data],
    ];
    return {
      id,
      clientDataJSON: this.#clientData({ type: 'webauthn.create', challenge, ...faults }),
      attestationObject: base64url(cbor(new Map(statement))),
    };
  }

  /** As `navigator.credentials.get` answers with the passkey that was made last. */
  get({ challenge }: Pick<Wishes, 'challenge'>, faults: Faults = {}) {
    const held = this.held.at(-1);
    if (held === undefined) throw new Error('it holds none');
    if (this.#counts) held.counter += 1;
    const clientDataJSON = this.#clientData({ type: 'webauthn.get', challenge, ...faults });
    const data = this.#data(faults.rpId ?? held.rpId, { flags: 0, counter: held.counter, ...faults });
    const signed = Buffer.concat([data, sha256(Buffer.from(clientDataJSON, 'base64url'))]);
    return {
      id: held.id,
      clientDataJSON,
      authenticatorData: base64url(data),
      signature: base64url(sign('sha256', signed, held.privateKey)),
      userHandle: faults.userHandle === undefined ? held.userHandle : faults.userHandle,
    };
  }

  /** The same key once more, as it is now: somebody has copied the device. */
  copy(): Authenticator {
    const copy = new Authenticator(this.#device, { counts: this.#counts });
    copy.held.push(...this.held.map((held) => ({ ...held })));
    return copy;
  }

  #clientData({ type, challenge, origin = this.#device.origin }: Faults & { challenge: string }): string {
    return base64url(JSON.stringify({ type, challenge, origin, crossOrigin: false }));
  }

  #data(rpId: string, { flags, counter, isVerified = true }: { flags: number; counter: number } & Faults): Buffer {
    const said = Buffer.alloc(5);
    said.writeUInt8(flags | PRESENT | (isVerified ? VERIFIED : 0));
    said.writeUInt32BE(counter, 1);
    return Buffer.concat([sha256(rpId), said]);
  }
}

/** RFC 8949, 3. */
function cbor(value: Cbor): Buffer {
  if (typeof value === 'number') return value < 0 ? head(1, -1 - value) : head(0, value);
  if (typeof value === 'string') return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)]);
  if (value instanceof Uint8Array) return Buffer.concat([head(2, value.length), value]);
  if (value instanceof Map) {
    return Buffer.concat([head(5, value.size), ...[...value].flatMap(([key, each]) => [cbor(key), cbor(each)])]);
  }
  return Buffer.concat([head(4, value.length), ...value.map(cbor)]);
}

function head(kind: number, count: number): Buffer {
  if (count < 24) return Buffer.from([(kind << 5) | count]);
  if (count < 256) return Buffer.from([(kind << 5) | 24, count]);
  return Buffer.from([(kind << 5) | 25, count >> 8, count & 255]);
}
