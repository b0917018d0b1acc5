import { createHash, createHmac, randomBytes } from 'node:crypto';
import { isIPv6 } from 'node:net';

// STUN messages (RFC 8489, 5 and 14) as far as asking a TURN server for a relay (RFC 8656) needs them.

export const METHOD = { allocate: 0x003, refresh: 0x004, createPermission: 0x008 } as const;
export const ATTRIBUTE = {
  username: 0x0006,
  messageIntegrity: 0x0008,
  errorCode: 0x0009,
  lifetime: 0x000d,
  xorPeerAddress: 0x0012,
  realm: 0x0014,
  nonce: 0x0015,
  requestedTransport: 0x0019,
} as const;

const MAGIC_COOKIE = 0x2112a442;
export const HEADER_BYTES = 20;
const INTEGRITY_BYTES = 24;
const UDP = 17;

export interface Credentials {
  readonly username: string;
  readonly password: string;
  readonly realm: string;
  readonly nonce: Buffer;
}

export interface Answer {
  readonly transaction: string;
  readonly isSuccess: boolean;
  /** Of an error response; 0 without one. */
  readonly errorCode: number;
  readonly realm: string | null;
  readonly nonce: Buffer | null;
}

type Attribute = readonly [type: number, value: Buffer];

/** A request and the name of its transaction, under which the answer comes. */
export function request(
  method: number,
  attributes: readonly Attribute[],
  credentials: Credentials | null,
): { readonly bytes: Buffer; readonly transaction: string } {
  const transaction = randomBytes(12);
  const own: Attribute[] = credentials
    ? [
        [ATTRIBUTE.username, Buffer.from(credentials.username)],
        [ATTRIBUTE.realm, Buffer.from(credentials.realm)],
        [ATTRIBUTE.nonce, credentials.nonce],
      ]
    : [];
  const body = Buffer.concat([...attributes, ...own].map(encode));
  const bytes = Buffer.concat([header(method, body.length + (credentials ? INTEGRITY_BYTES : 0), transaction), body]);
  if (!credentials) return { bytes, transaction: transaction.toString('hex') };
  const { username, realm, password } = credentials;
  // The long-term credential's key (RFC 8489, 9.2.2); MD5 is what it says.
  const key = createHash('md5').update(`${username}:${realm}:${password}`).digest();
  const integrity = createHmac('sha1', key).update(bytes).digest();
  return {
    bytes: Buffer.concat([bytes, encode([ATTRIBUTE.messageIntegrity, integrity])]),
    transaction: transaction.toString('hex'),
  };
}

export const requestedTransport: Attribute = [ATTRIBUTE.requestedTransport, Buffer.from([UDP, 0, 0, 0])];
export const lifetimeOfNone: Attribute = [ATTRIBUTE.lifetime, Buffer.alloc(4)];

/** RFC 8489, 14.2; IPv6 would be masked with the transaction as well, and no relay of IPv4 takes it. */
export function peerAddress(address: string): Attribute | null {
  if (isIPv6(address)) return null;
  const value = Buffer.alloc(8);
  value.writeUInt16BE(0x0001, 0);
  value.writeUInt16BE(MAGIC_COOKIE >>> 16, 2);
  const octets = address.split('.').reduce((sum, octet) => sum * 256 + Number(octet), 0);
  value.writeUInt32BE((octets ^ MAGIC_COOKIE) >>> 0, 4);
  return [ATTRIBUTE.xorPeerAddress, value];
}

/** Null: no STUN answer. */
export function parseAnswer(bytes: Buffer): Answer | null {
  if (bytes.length < HEADER_BYTES || bytes.readUInt32BE(4) !== MAGIC_COOKIE) return null;
  const attributes = new Map<number, Buffer>();
  for (let at = HEADER_BYTES; at + 4 <= bytes.length; ) {
    const [type, length] = [bytes.readUInt16BE(at), bytes.readUInt16BE(at + 2)];
    if (!attributes.has(type)) attributes.set(type, bytes.subarray(at + 4, at + 4 + length));
    at += 4 + Math.ceil(length / 4) * 4;
  }
  const error = attributes.get(ATTRIBUTE.errorCode);
  return {
    transaction: bytes.toString('hex', 8, HEADER_BYTES),
    isSuccess: (bytes.readUInt16BE(0) & 0x0110) === 0x0100,
    // RFC 8489, 14.8: hundreds and the rest.
    errorCode: error && error.length >= 4 ? (error.readUInt8(2) & 7) * 100 + error.readUInt8(3) : 0,
    realm: attributes.get(ATTRIBUTE.realm)?.toString() ?? null,
    nonce: attributes.get(ATTRIBUTE.nonce) ?? null,
  };
}

/** Of one in a stream of them, as its header says; null: the header is not there yet. */
export function lengthOf(bytes: Buffer): number | null {
  return bytes.length < HEADER_BYTES ? null : HEADER_BYTES + bytes.readUInt16BE(2);
}

function header(method: number, length: number, transaction: Buffer): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeUInt16BE(method, 0);
  bytes.writeUInt16BE(length, 2);
  bytes.writeUInt32BE(MAGIC_COOKIE, 4);
  return Buffer.concat([bytes, transaction]);
}

function encode([type, value]: Attribute): Buffer {
  const bytes = Buffer.alloc(4 + Math.ceil(value.length / 4) * 4);
  bytes.writeUInt16BE(type, 0);
  bytes.writeUInt16BE(value.length, 2);
  value.copy(bytes, 4);
  return bytes;
}
