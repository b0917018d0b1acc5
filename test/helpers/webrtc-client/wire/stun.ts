import { createHmac, randomBytes } from 'node:crypto';
import { crc32 } from 'node:zlib';

// STUN (RFC 8489) as far as ICE (RFC 8445, 7.1) towards a server with one address needs it: binding requests and answers.

export interface IceCredentials {
  readonly usernameFragment: string;
  readonly password: string;
}

const BINDING_REQUEST = 0x0001;
const BINDING_SUCCESS = 0x0101;
const MAGIC_COOKIE = 0x2112a442;
const FINGERPRINT_MASK = 0x5354554e;
const HEADER_BYTES = 20;
const IPV4 = 0x01;
const INTEGRITY_BYTES = 24;
const FINGERPRINT_BYTES = 8;

const USERNAME = 0x0006;
const MESSAGE_INTEGRITY = 0x0008;
const XOR_MAPPED_ADDRESS = 0x0020;
const PRIORITY = 0x0024;
const USE_CANDIDATE = 0x0025;
const FINGERPRINT = 0x8028;
const ICE_CONTROLLING = 0x802a;

/** Ours, for all sockets of this process. Who is told neither sends no checks of its own. */
export const OWN_CREDENTIALS: IceCredentials = {
  usernameFragment: randomBytes(4).toString('hex'),
  password: randomBytes(12).toString('hex'),
};

/** A peer-reflexive candidate's (RFC 8445, 5.1.2). */
const CANDIDATE_PRIORITY = 0x6e001eff;

function attribute(type: number, value: Buffer): Buffer {
  const padded = Buffer.alloc(4 + Math.ceil(value.length / 4) * 4);
  padded.writeUInt16BE(type, 0);
  padded.writeUInt16BE(value.length, 2);
  value.copy(padded, 4);
  return padded;
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value >>> 0);
  return bytes;
}

/** A check that nominates at once, which is what a controlling agent may do towards ICE lite. */
export function bindingRequest(options: { readonly remote: IceCredentials; readonly tieBreaker: Buffer }): Buffer {
  const { remote, tieBreaker } = options;
  const header = Buffer.alloc(HEADER_BYTES);
  header.writeUInt16BE(BINDING_REQUEST, 0);
  header.writeUInt32BE(MAGIC_COOKIE, 4);
  randomBytes(12).copy(header, 8);
  const message = Buffer.concat([
    header,
    attribute(USERNAME, Buffer.from(`${remote.usernameFragment}:${OWN_CREDENTIALS.usernameFragment}`)),
    attribute(PRIORITY, uint32(CANDIDATE_PRIORITY)),
    attribute(ICE_CONTROLLING, tieBreaker),
    attribute(USE_CANDIDATE, Buffer.alloc(0)),
  ]);
  return signed(message, remote.password);
}

/** What a server's own check is answered with; Janus has such whatever its mode. The sender's address is IPv4. */
export function bindingSuccess(request: Buffer, sender: { readonly address: string; readonly port: number }): Buffer {
  const header = Buffer.from(request.subarray(0, HEADER_BYTES));
  header.writeUInt16BE(BINDING_SUCCESS, 0);
  const mapped = Buffer.from([0, IPV4, 0, 0, ...sender.address.split('.').map(Number)]);
  mapped.writeUInt16BE(sender.port ^ (MAGIC_COOKIE >>> 16), 2);
  mapped.writeUInt32BE((mapped.readUInt32BE(4) ^ MAGIC_COOKIE) >>> 0, 4);
  return signed(Buffer.concat([header, attribute(XOR_MAPPED_ADDRESS, mapped)]), OWN_CREDENTIALS.password);
}

/** With integrity and fingerprint, each of which covers a length that ends with itself (RFC 8489, 14.5 and 14.7). */
function signed(message: Buffer, password: string): Buffer {
  message.writeUInt16BE(message.length - HEADER_BYTES + INTEGRITY_BYTES, 2);
  const integrity = createHmac('sha1', password).update(message).digest();
  const whole = Buffer.concat([message, attribute(MESSAGE_INTEGRITY, integrity)]);
  whole.writeUInt16BE(whole.length - HEADER_BYTES + FINGERPRINT_BYTES, 2);
  return Buffer.concat([whole, attribute(FINGERPRINT, uint32(crc32(whole) ^ FINGERPRINT_MASK))]);
}

export function isBindingRequest(message: Buffer): boolean {
  return message.length >= HEADER_BYTES && message.readUInt16BE(0) === BINDING_REQUEST;
}

export function isBindingSuccess(message: Buffer): boolean {
  return message.length >= HEADER_BYTES && message.readUInt16BE(0) === BINDING_SUCCESS;
}
