import { randomBytes } from 'node:crypto';
import { createSocket, type RemoteInfo, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { isIPv6 } from 'node:net';
import type { DtlsParameters, TransportOptions } from '../../../src/protocol/index.ts';
import { type Paced, pacer } from './pacer.ts';
import { type Certificate, DtlsHandshake, sharedCertificate } from './wire/dtls.ts';
import { datagramKind } from './wire/rtp.ts';
import { SrtpContext } from './wire/srtp.ts';
import {
  bindingRequest,
  bindingSuccess,
  type IceCredentials,
  isBindingRequest,
  isBindingSuccess,
} from './wire/stun.ts';

export interface MediaSocketOptions {
  readonly transport: TransportOptions;
  /** Tells the server this client's DTLS parameters, as mediasoup-client's 'connect' event does. */
  readonly connectTransport: (transportId: string, dtlsParameters: DtlsParameters) => Promise<unknown>;
  readonly onRtp?: (packet: Buffer) => void;
  /** A compound packet, decrypted. */
  readonly onRtcp?: (compound: Buffer) => void;
}

const CHECK_INTERVAL_MS = 100;
/** Consent (RFC 7675, 5.1) wants one within 30 s; browsers ask about this often. */
const CONSENT_INTERVAL_MS = 2500;
const RECEIVE_BUFFER_BYTES = 1024 * 1024;
const CONNECT_TIMEOUT_MS = 10_000;

/** One WebRTC transport: a socket of its own, whose address is what ICE knows it by. */
export class MediaSocket implements Paced {
  readonly transportId: string;
  /** Nothing leaves it, and nobody is told: a cable that was pulled. */
  isCut = false;
  readonly #socket: Socket;
  readonly #options: MediaSocketOptions;
  readonly #tieBreaker = randomBytes(8);
  #remote: IceCredentials;
  #handshake: DtlsHandshake | null = null;
  #outgoing: SrtpContext | null = null;
  #incoming: SrtpContext | null = null;
  #checkAnswered: (() => void) | null = null;
  #isAnswered = false;
  #nextCheckMs = 0;
  #isClosed = false;

  private constructor(socket: Socket, options: MediaSocketOptions) {
    this.#socket = socket;
    this.#options = options;
    this.transportId = options.transport.id;
    this.#remote = options.transport.iceParameters;
    socket.on('message', (datagram, sender) => this.#receive(datagram, sender));
    // An ICMP answer while the server restarts is no reason to end.
    socket.on('error', () => {});
  }

  /** ICE, DTLS and keys. Rejects when that takes longer than 10 s. */
  static async connect(options: MediaSocketOptions): Promise<MediaSocket> {
    const candidate = options.transport.iceCandidates.find(({ protocol }) => protocol === 'udp');
    if (!candidate) throw new Error('the server announces no UDP candidate');
    const socket = createSocket({
      type: isIPv6(candidate.address) ? 'udp6' : 'udp4',
      recvBufferSize: RECEIVE_BUFFER_BYTES,
    });
    socket.connect(candidate.port, candidate.address);
    await once(socket, 'connect');
    const media = new MediaSocket(socket, options);
    const timeout = new AbortController();
    try {
      await Promise.race([media.#open(), rejectAfter(CONNECT_TIMEOUT_MS, timeout.signal)]);
    } catch (error) {
      media.close();
      throw error;
    } finally {
      timeout.abort();
    }
    return media;
  }

  /** `rollover`: how often this stream's sequence numbers have begun again. */
  sendRtp(packet: Buffer, headerBytes: number, rollover: number): void {
    if (this.#outgoing) this.#transmit(this.#outgoing.protectRtp(packet, headerBytes, rollover));
  }

  sendRtcp(compound: Buffer): void {
    if (this.#outgoing) this.#transmit(this.#outgoing.protectRtcp(compound));
  }

  /** A received packet's payload, or null when it is not authentic. */
  decryptRtp(packet: Buffer, headerBytes: number, rollover: number): Buffer | null {
    return this.#incoming?.unprotectRtp(packet, headerBytes, rollover) ?? null;
  }

  /** ICE restart: resolves when the server answers under its new credentials. */
  async restartIce(remote: IceCredentials): Promise<void> {
    this.#remote = remote;
    await this.#check();
  }

  tick(nowMs: number): void {
    if (nowMs < this.#nextCheckMs) return;
    this.#nextCheckMs = nowMs + (this.#isAnswered ? CONSENT_INTERVAL_MS : CHECK_INTERVAL_MS);
    this.#transmit(bindingRequest({ remote: this.#remote, tieBreaker: this.#tieBreaker }));
  }

  /** Idempotent. */
  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    pacer.remove(this);
    this.#socket.close();
  }

  async #open(): Promise<void> {
    const certificate = await sharedCertificate();
    const { fingerprint: value } = certificate;
    await Promise.all([
      this.#check(),
      this.#options.connectTransport(this.transportId, {
        role: 'client',
        fingerprints: [{ algorithm: 'sha-256', value }],
      }),
    ]);
    this.#handshake = this.#createHandshake(certificate);
    const { local, remote } = await this.#handshake.run();
    this.#outgoing = new SrtpContext(local);
    this.#incoming = new SrtpContext(remote);
  }

  #createHandshake(certificate: Certificate): DtlsHandshake {
    const { fingerprints } = this.#options.transport.dtlsParameters;
    return new DtlsHandshake({
      certificate,
      expectedFingerprint: fingerprints.find(({ algorithm }) => algorithm === 'sha-256')?.value ?? '',
      // werift sends again until answered, also after this socket was closed.
      send: (datagram) => this.#transmit(datagram),
    });
  }

  #check(): Promise<void> {
    this.#isAnswered = false;
    this.#nextCheckMs = 0;
    pacer.add(this);
    return new Promise((resolve) => {
      this.#checkAnswered = resolve;
    });
  }

  #transmit(datagram: Buffer): void {
    if (!this.#isClosed && !this.isCut) this.#socket.send(datagram);
  }

  #receive(datagram: Buffer, sender: RemoteInfo): void {
    switch (datagramKind(datagram)) {
      case 'rtp':
        this.#options.onRtp?.(datagram);
        return;
      case 'rtcp': {
        const compound = this.#incoming?.unprotectRtcp(datagram);
        if (compound) this.#options.onRtcp?.(compound);
        return;
      }
      case 'dtls':
        this.#handshake?.receive(datagram);
        return;
      case 'stun':
        if (isBindingRequest(datagram)) this.#transmit(bindingSuccess(datagram, sender));
        if (!isBindingSuccess(datagram)) return;
        this.#isAnswered = true;
        this.#checkAnswered?.();
        return;
      case 'unknown':
    }
  }
}

function rejectAfter(delayMs: number, signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const timer = setTimeout(() => reject(new Error(`not connected after ${delayMs} ms`)), delayMs);
    signal.addEventListener('abort', () => clearTimeout(timer));
  });
}
