import { X509Certificate } from 'node:crypto';
import { CipherContext, DtlsClient } from 'werift';
import { KEY_BYTES, type MasterKey, SALT_BYTES } from './srtp.ts';

/** What werift wants of a transport; it does not export the type. */
type DtlsTransport = ConstructorParameters<typeof DtlsClient>[0]['transport'];
type SrtpProfiles = NonNullable<ConstructorParameters<typeof DtlsClient>[0]['srtpProfiles']>;

export interface Certificate {
  readonly certPem: string;
  readonly keyPem: string;
  readonly signatureHash: { readonly hash: 4; readonly signature: 3 };
  /** SHA-256, as in an SDP fingerprint. */
  readonly fingerprint: string;
}

export interface SrtpKeys {
  readonly local: MasterKey;
  readonly remote: MasterKey;
}

const ECDSA_SHA256 = { hash: 4, signature: 3 } as const;
const SECP256R1 = 23;
/** RFC 7714, 14.2. */
const AEAD_AES_256_GCM = 8;
/** AES_CM_128_HMAC_SHA1_80 and AEAD_AES_128_GCM before it, so that it takes a server that prefers it. */
const OFFERED_PROFILES = [1, 7, AEAD_AES_256_GCM];

let shared: Promise<Certificate> | undefined;

/** One self-signed certificate for all clients of this process: making one takes longer than a handshake. */
export function sharedCertificate(): Promise<Certificate> {
  shared ??= makeCertificate();
  return shared;
}

async function makeCertificate(): Promise<Certificate> {
  const { certPem, keyPem } = await CipherContext.createSelfSignedCertificateWithKey(ECDSA_SHA256, SECP256R1);
  const { fingerprint256 } = new X509Certificate(certPem);
  return { certPem, keyPem, signatureHash: ECDSA_SHA256, fingerprint: fingerprint256 };
}

/** The client's side of a DTLS handshake over datagrams that somebody else sends and receives. */
export class DtlsHandshake {
  readonly #client: DtlsClient;
  readonly #transport: DtlsTransport;
  readonly #expectedFingerprint: string;

  constructor(options: {
    readonly certificate: Certificate;
    /** SHA-256 of the server's certificate. */
    readonly expectedFingerprint: string;
    readonly send: (datagram: Buffer) => void;
  }) {
    this.#expectedFingerprint = options.expectedFingerprint;
    this.#transport = {
      type: 'datagram',
      address: { address: '', family: 'IPv4', port: 0 },
      closed: false,
      onData: () => {},
      send: async (datagram) => options.send(datagram),
      close: async () => {},
    };
    const { certPem, keyPem, signatureHash } = options.certificate;
    this.#client = new DtlsClient({
      transport: this.#transport,
      cert: certPem,
      key: keyPem,
      signatureHash,
      extendedMasterSecret: true,
      // werift names only the profiles it encrypts itself; it negotiates any number.
      srtpProfiles: OFFERED_PROFILES as unknown as SrtpProfiles,
    });
  }

  /** Rejects when the server refuses, is another than announced, or does not take AES-256-GCM. */
  async run(): Promise<SrtpKeys> {
    const connected = new Promise<void>((resolve, reject) => {
      this.#client.onConnect.subscribe(() => resolve());
      this.#client.onError.subscribe(reject);
      this.#client.onClose.subscribe(() => reject(new Error('DTLS was refused')));
    });
    this.#client.connect().catch(() => {});
    await connected;
    const certificate = this.#client.remoteCertificate;
    const fingerprint = certificate && new X509Certificate(certificate).fingerprint256;
    if (fingerprint !== this.#expectedFingerprint) throw new Error('the server has another certificate');
    const profile: number | undefined = this.#client.srtp.srtpProfile;
    if (profile !== AEAD_AES_256_GCM) throw new Error(`SRTP profile ${profile} was negotiated`);
    const { localKey, localSalt, remoteKey, remoteSalt } = this.#client.extractSessionKeys(KEY_BYTES, SALT_BYTES);
    return { local: { key: localKey, salt: localSalt }, remote: { key: remoteKey, salt: remoteSalt } };
  }

  receive(datagram: Buffer): void {
    this.#transport.onData(datagram, ['', 0]);
  }
}
