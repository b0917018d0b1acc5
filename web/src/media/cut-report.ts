import { failureOf, type Request } from '../signaling/signaling.ts';

/** Where the server gives no time of its own. */
const RETRY_MS = 2_000;

interface CutReportOptions {
  readonly request: Request;
  readonly transportId: string;
}

/** Tells the server that nothing arrives by a transport any more, and that it does again: how it is by now, until it knows. */
export class CutReport {
  readonly #options: CutReportOptions;
  #isCut = false;
  /** What the server knows; before the first word nothing is cut. */
  #told = false;
  #isTelling = false;
  #retry: ReturnType<typeof setTimeout> | null = null;
  #closed = false;

  constructor(options: CutReportOptions) {
    this.#options = options;
  }

  set(isCut: boolean): void {
    this.#isCut = isCut;
    void this.#tell();
  }

  /** The server begins anew with this session, and knows nothing. */
  forgotten(): void {
    this.#told = false;
    void this.#tell();
  }

  close(): void {
    this.#closed = true;
    this.#clear();
  }

  async #tell(): Promise<void> {
    if (this.#isTelling || this.#closed || this.#isCut === this.#told) return;
    this.#clear();
    this.#isTelling = true;
    const isCut = this.#isCut;
    try {
      await this.#options.request('transport:report', { transportId: this.#options.transportId, isCut });
      this.#told = isCut;
    } catch (error) {
      this.#failed(failureOf(error));
      return;
    } finally {
      this.#isTelling = false;
    }
    // It may have changed meanwhile.
    void this.#tell();
  }

  #failed({ code, retryAfterMs = RETRY_MS }: ReturnType<typeof failureOf>): void {
    // OFFLINE: the connection that comes next begins anew. Others: the session is over, or the server older than this page.
    if (this.#closed || (code !== 'RATE_LIMITED' && code !== 'NO_ANSWER')) return;
    this.#retry = setTimeout(() => void this.#tell(), retryAfterMs);
  }

  #clear(): void {
    if (this.#retry !== null) clearTimeout(this.#retry);
    this.#retry = null;
  }
}
