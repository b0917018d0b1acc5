import type { types } from 'mediasoup-client';
import type { TurnAccess } from '../../../../src/protocol/index.ts';
import type { Request } from '../../session/signaling.ts';
import { asIceServers } from './wire.ts';

/** Before the end, so that an answer that takes its time still comes in time. */
const RENEW_AFTER = 0.8;
/** While nobody answers; a restart brings new ones in any case. */
const RETRY_MS = 30_000;

interface TurnRenewalOptions {
  readonly request: Request;
  readonly transports: readonly Pick<types.Transport, 'updateIceServers'>[];
}

/**
 * Keeps the TURN credentials of these transports good: the browser gathers new ways also by itself, when the network
 * changes while it cannot ask.
 */
export class TurnRenewal {
  readonly #options: TurnRenewalOptions;
  #latest: TurnAccess | null = null;
  #timer: ReturnType<typeof setTimeout> | null = null;
  #closed = false;

  constructor(options: TurnRenewalOptions) {
    this.#options = options;
  }

  get latest(): TurnAccess | null {
    return this.#latest;
  }

  /** These are in use already. */
  keep(turn: TurnAccess | null): void {
    this.#latest = turn;
    if (turn !== null) this.#renewIn(turn.validForMs * RENEW_AFTER);
  }

  /** For what is gathered from here on; whoever cannot take them gathers by those from before. Never fails. */
  async use(turn: TurnAccess | null): Promise<void> {
    if (this.#closed) return;
    this.keep(turn);
    const iceServers = asIceServers(turn);
    await Promise.allSettled(this.#options.transports.map((transport) => transport.updateIceServers({ iceServers })));
  }

  close(): void {
    this.#closed = true;
    this.#clear();
  }

  #renewIn(delayMs: number): void {
    this.#clear();
    this.#timer = setTimeout(() => void this.#renew(), delayMs);
  }

  async #renew(): Promise<void> {
    try {
      const { turn } = await this.#options.request('turn:renew', {});
      await this.use(turn);
    } catch {
      if (!this.#closed) this.#renewIn(RETRY_MS);
    }
  }

  #clear(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }
}
