import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Attempts } from './attempts.ts';
import { type Certificate, isDue, readCertificate, writeCertificate } from './certificate.ts';
import { HaproxySocket } from './haproxy-socket.ts';
import { orderCertificate, orderedFiles } from './lego.ts';
import { makePlaceholder } from './placeholder.ts';
import type { Settings } from './settings.ts';

/** A certificate that an operator puts there is served within it; renewals have weeks. */
const LOOK_EVERY_MS = 60_000;

const READABLE = 'Make the folder certificates/ readable for everybody (chmod 755).';

interface KeeperOptions {
  readonly settings: Settings;
  readonly log: { info(sentence: string): void; warn(sentence: string): void };
}

/**
 * Keeps a certificate for each name where haproxy reads it: an operator's own, else one that is ordered and renewed. What
 * changes haproxy is handed at once. Whatever fails, the one that is there goes on serving, and the log says until when.
 */
export class CertificateKeeper {
  readonly #settings: Settings;
  readonly #log: KeeperOptions['log'];
  readonly #haproxy: HaproxySocket;
  readonly #ending = new AbortController();
  /** Warnings since the last success: each is said once, not every minute. */
  readonly #said = new Set<string>();
  #timer: NodeJS.Timeout | undefined;
  #looking: Promise<void> = Promise.resolve();

  constructor({ settings, log }: KeeperOptions) {
    this.#settings = settings;
    this.#log = log;
    this.#haproxy = new HaproxySocket(settings.haproxySocket);
  }

  /** Writes the ready file when haproxy can be started, and orders then; resolves after its first look. */
  async start(): Promise<void> {
    const { names, served, authority, readyFile } = this.#settings;
    mkdirSync(served, { recursive: true });
    if (authority) mkdirSync(authority.folder, { recursive: true });
    for (const name of names) await this.#stock(name);
    // haproxy would serve all that is there.
    const wanted = names.map((name) => `${name}.pem`);
    for (const file of readdirSync(served)) if (!wanted.includes(file)) rmSync(join(served, file), { recursive: true });
    if (readyFile !== undefined) writeFileSync(readyFile, '');
    this.#timer = setInterval(() => void this.look(), LOOK_EVERY_MS);
    await this.look();
    for (const name of names) {
      const certificate = this.#read(name, [this.#servedFile(name)]);
      if (certificate && !certificate.isSelfSigned)
        this.#log.info(`${name}: it is valid until ${certificate.until.toISOString()}`);
    }
  }

  /** With `orderNow` also what is not due yet, and what was refused a moment ago. */
  look({ orderNow = false } = {}): Promise<void> {
    this.#looking = this.#looking.then(async () => {
      for (const name of this.#settings.names) {
        if (this.#ending.signal.aborted) return;
        await this.#keep(name, orderNow).catch((error) => this.#warn(name, `it cannot be kept: ${error.message}`));
      }
    });
    return this.#looking;
  }

  /** Idempotent. An order that is under way is given up; lego's account stays. */
  async close(): Promise<void> {
    clearInterval(this.#timer);
    this.#ending.abort();
    await this.#looking;
  }

  async #keep(name: string, orderNow: boolean): Promise<void> {
    const certificate = await this.#stock(name);
    const { authority } = this.#settings;
    if (!this.#hasOwn(name)) {
      if (authority && (orderNow || isDue(certificate, new Date()))) await this.#order(name, certificate, orderNow);
      else if (certificate.isSelfSigned && !authority) {
        this.#warn(name, `there is no certificate. Set ACME_EMAIL, or put ${name}.pem into the folder certificates/.`);
      }
    }
    await this.#hand(name);
  }

  /** Sees to it that there is the best one that can be had without asking anybody. */
  async #stock(name: string): Promise<Certificate> {
    const { authority } = this.#settings;
    const there = this.#read(name, [this.#servedFile(name)]);
    const hasOwn = this.#hasOwn(name);
    const own = hasOwn ? this.#read(name, [this.#ownFile(name)]) : null;
    // Given by the authority, and not in its place yet when this program was ended.
    const ordered = authority && !hasOwn ? this.#read(name, orderedFiles(authority, name)) : null;
    const better = own ?? (ordered && (!there || there.isSelfSigned || ordered.from >= there.from) ? ordered : null);
    const best = better ?? there ?? (await this.#placeholder(name));
    if (best.pem !== there?.pem) writeCertificate(this.#servedFile(name), best);
    return best;
  }

  async #order(name: string, there: Certificate, orderNow: boolean): Promise<void> {
    const { authority } = this.#settings;
    if (!authority) return;
    const attempts = new Attempts(join(authority.folder, `attempts-${name}.json`));
    const now = Date.now();
    if (!orderNow && attempts.nextAt(now) > now) return;
    try {
      attempts.begin(now);
    } catch (error) {
      const { folder } = authority;
      this.#warn(name, `no certificate is ordered: nothing can be kept in ${folder} (${reasonOf(error)}).`);
      return;
    }
    try {
      await orderCertificate(authority, name, this.#ending.signal);
      const { until } = await this.#stock(name);
      attempts.succeeded();
      this.#said.clear();
      this.#log.info(`${name}: a new certificate, valid until ${until.toISOString()}`);
    } catch (error) {
      if (this.#ending.signal.aborted) return;
      const next = new Date(attempts.nextAt(Date.now())).toISOString();
      const meanwhile = there.isSelfSigned
        ? 'Until there is one, browsers show a warning.'
        : `The old one serves until ${there.until.toISOString()}.`;
      this.#warn(
        name,
        `no new certificate could be had. ${meanwhile} Next attempt after ${next}. Reason: ${reasonOf(error)}`,
      );
    }
  }

  /** A haproxy that does not run yet reads it by itself. */
  async #hand(name: string): Promise<void> {
    const file = this.#servedFile(name);
    const certificate = this.#read(name, [file]);
    const serial = await this.#haproxy.servedSerial(file);
    if (!certificate || serial === null || serial === certificate.serial) return;
    await this.#haproxy.exchange(file, certificate);
    this.#log.info(`${name}: served from now on, valid until ${certificate.until.toISOString()}`);
  }

  #servedFile(name: string): string {
    return join(this.#settings.served, `${name}.pem`);
  }

  #ownFile(name: string): string {
    return join(this.#settings.own, `${name}.pem`);
  }

  /** Also one that cannot be used: its owner wants to mend it, and no other in its place. */
  #hasOwn(name: string): boolean {
    const { own } = this.#settings;
    try {
      return readdirSync(own).includes(`${name}.pem`);
    } catch (error) {
      // Most have none of their own, and a folder that was made for its owner alone keeps nobody from being served.
      this.#warn(name, `own certificates in ${own} cannot be seen (${reasonOf(error)}). ${READABLE}`);
      return false;
    }
  }

  /** null: there is none that can be used. */
  #read(name: string, files: readonly string[]): Certificate | null {
    try {
      return readCertificate(files, name);
    } catch (error) {
      this.#warn(name, `${files[0]} cannot be used: ${reasonOf(error)}.`);
      return null;
    }
  }

  async #placeholder(name: string): Promise<Certificate> {
    const folder = mkdtempSync(join(tmpdir(), 'placeholder-'));
    try {
      return await makePlaceholder(name, folder);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }

  #warn(name: string, sentence: string): void {
    const line = `${name}: ${sentence}`;
    if (this.#said.has(line)) return;
    this.#said.add(line);
    this.#log.warn(line);
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
