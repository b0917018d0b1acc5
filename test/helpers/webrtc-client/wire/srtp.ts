import { createCipheriv, createDecipheriv } from 'node:crypto';

// SRTP with AEAD_AES_256_GCM (RFC 7714), keys derived as in RFC 3711, 4.3.

export const KEY_BYTES = 32;
export const SALT_BYTES = 12;
const TAG_BYTES = 16;
const RTCP_HEADER_BYTES = 8;
const RTCP_INDEX_BYTES = 4;
const ENCRYPTED_FLAG = 0x80000000;

const CIPHER = 'aes-256-gcm';
const RTP_KEY = 0;
const RTP_SALT = 2;
const RTCP_KEY = 3;
const RTCP_SALT = 5;

export interface MasterKey {
  readonly key: Buffer;
  readonly salt: Buffer;
}

function derive({ key, salt }: MasterKey, label: number, bytes: number): Buffer {
  const iv = Buffer.alloc(16);
  salt.copy(iv);
  iv.writeUInt8(iv.readUInt8(7) ^ label, 7);
  return createCipheriv('aes-256-ctr', key, iv).update(Buffer.alloc(bytes));
}

function xorSalt(iv: Buffer, salt: Buffer): Buffer {
  for (let index = 0; index < SALT_BYTES; index += 1) iv[index] = (iv[index] ?? 0) ^ (salt[index] ?? 0);
  return iv;
}

/** One direction of one transport. */
export class SrtpContext {
  readonly #rtpKey: Buffer;
  readonly #rtpSalt: Buffer;
  readonly #rtcpKey: Buffer;
  readonly #rtcpSalt: Buffer;
  #rtcpIndex = 0;

  constructor(master: MasterKey) {
    this.#rtpKey = derive(master, RTP_KEY, KEY_BYTES);
    this.#rtpSalt = derive(master, RTP_SALT, SALT_BYTES);
    this.#rtcpKey = derive(master, RTCP_KEY, KEY_BYTES);
    this.#rtcpSalt = derive(master, RTCP_SALT, SALT_BYTES);
  }

  /** `rollover` counts how often the packet's sequence number has begun again at 0. */
  protectRtp(packet: Buffer, headerBytes: number, rollover: number): Buffer {
    const header = packet.subarray(0, headerBytes);
    const cipher = createCipheriv(CIPHER, this.#rtpKey, this.#rtpIv(packet, rollover));
    cipher.setAAD(header);
    const body = cipher.update(packet.subarray(headerBytes));
    cipher.final();
    return Buffer.concat([header, body, cipher.getAuthTag()], packet.length + TAG_BYTES);
  }

  /** The payload, or null when it was not made with our keys. */
  unprotectRtp(packet: Buffer, headerBytes: number, rollover: number): Buffer | null {
    const decipher = createDecipheriv(CIPHER, this.#rtpKey, this.#rtpIv(packet, rollover));
    decipher.setAAD(packet.subarray(0, headerBytes));
    decipher.setAuthTag(packet.subarray(-TAG_BYTES));
    const payload = decipher.update(packet.subarray(headerBytes, -TAG_BYTES));
    return isAuthentic(() => decipher.final()) ? payload : null;
  }

  protectRtcp(packet: Buffer): Buffer {
    const index = this.#rtcpIndex;
    this.#rtcpIndex += 1;
    const trailer = Buffer.alloc(RTCP_INDEX_BYTES);
    trailer.writeUInt32BE((index | ENCRYPTED_FLAG) >>> 0);
    const header = packet.subarray(0, RTCP_HEADER_BYTES);
    const cipher = createCipheriv(CIPHER, this.#rtcpKey, this.#rtcpIv(packet, index));
    cipher.setAAD(Buffer.concat([header, trailer]));
    const body = cipher.update(packet.subarray(RTCP_HEADER_BYTES));
    cipher.final();
    return Buffer.concat([header, body, cipher.getAuthTag(), trailer]);
  }

  /** The whole compound packet, or null when it was not made with our keys. */
  unprotectRtcp(packet: Buffer): Buffer | null {
    if (packet.length < RTCP_HEADER_BYTES + TAG_BYTES + RTCP_INDEX_BYTES) return null;
    const header = packet.subarray(0, RTCP_HEADER_BYTES);
    const trailer = packet.subarray(-RTCP_INDEX_BYTES);
    const index = trailer.readUInt32BE(0) & ~ENCRYPTED_FLAG;
    const decipher = createDecipheriv(CIPHER, this.#rtcpKey, this.#rtcpIv(packet, index));
    decipher.setAAD(Buffer.concat([header, trailer]));
    decipher.setAuthTag(packet.subarray(-TAG_BYTES - RTCP_INDEX_BYTES, -RTCP_INDEX_BYTES));
    const body = decipher.update(packet.subarray(RTCP_HEADER_BYTES, -TAG_BYTES - RTCP_INDEX_BYTES));
    return isAuthentic(() => decipher.final()) ? Buffer.concat([header, body]) : null;
  }

  /** RFC 7714, 8.1: SSRC, rollover counter and sequence number, over the salt. */
  #rtpIv(packet: Buffer, rollover: number): Buffer {
    const iv = Buffer.alloc(SALT_BYTES);
    packet.copy(iv, 2, 8, 12);
    iv.writeUInt32BE(rollover >>> 0, 6);
    packet.copy(iv, 10, 2, 4);
    return xorSalt(iv, this.#rtpSalt);
  }

  /** RFC 7714, 9.1: SSRC and packet index, over the salt. */
  #rtcpIv(packet: Buffer, index: number): Buffer {
    const iv = Buffer.alloc(SALT_BYTES);
    packet.copy(iv, 2, 4, 8);
    iv.writeUInt32BE(index, 8);
    return xorSalt(iv, this.#rtcpSalt);
  }
}

function isAuthentic(finish: () => unknown): boolean {
  try {
    finish();
    return true;
  } catch {
    return false;
  }
}
