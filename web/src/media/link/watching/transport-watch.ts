import type { types } from 'mediasoup-client';
import type { LinkHealth } from '../../../call/media/ports.ts';

/** A healthy network needs well under a second; after this long a firewall is the likely reason. */
const CONNECT_DEADLINE_MS = 10_000;
/** ICE mends short gaps by itself ('disconnected' often passes); after this we help. */
const INTERRUPTION_PATIENCE_MS = 3_000;
const RETRY_MS = 5_000;
/** A device that changes its network says so several times. */
const LEAST_APART_MS = 3_000;

/** Watches one transport and asks for an ICE restart when it fails, again and again until closed. */
export class TransportWatch {
  readonly #transport: types.Transport;
  readonly #restart: () => Promise<void>;
  readonly #tell: () => void;
  readonly #heardAgain: () => void;
  #timer: ReturnType<typeof setTimeout> | null = null;
  #isRestarting = false;
  /** The network has changed once more since. */
  #isSoughtAgain = false;
  #isClosed = false;
  #restartedAt = Number.NEGATIVE_INFINITY;
  #health: LinkHealth = 'idle';

  /** `heardAgain`: what was cut is not any more. */
  constructor(options: {
    transport: types.Transport;
    restart: () => Promise<void>;
    tell: () => void;
    heardAgain: () => void;
  }) {
    this.#transport = options.transport;
    this.#restart = options.restart;
    this.#tell = options.tell;
    this.#heardAgain = options.heardAgain;
    this.#transport.on('connectionstatechange', () => this.#stateChanged());
  }

  get health(): LinkHealth {
    return this.#health;
  }

  /** The first offer is out. A state event may never come (a refused TURN certificate is silent), so count from here. */
  connecting(): void {
    this.#become('connecting');
    this.#later(CONNECT_DEADLINE_MS, 'blocked');
  }

  /** At once, in place of waiting for ICE to notice: the network has changed. What still works goes on meanwhile. */
  seekWay(): void {
    if (this.#health === 'idle' || this.#health === 'connecting') return;
    if (this.#isRestarting) {
      this.#isSoughtAgain = true;
      return;
    }
    const dueMs = Math.max(0, this.#restartedAt + LEAST_APART_MS - performance.now());
    if (this.#health !== 'connected') this.#later(dueMs, this.#health);
    else if (dueMs === 0) this.#restartOnce();
    else this.#timer ??= setTimeout(() => this.#seekAgain(), dueMs);
  }

  #seekAgain(): void {
    this.#timer = null;
    this.seekWay();
  }

  close(): void {
    this.#isClosed = true;
    this.#clear();
  }

  #stateChanged(): void {
    switch (this.#transport.connectionState) {
      case 'connected':
        this.#clear();
        if (this.#health === 'interrupted') this.#heardAgain();
        this.#become('connected');
        break;
      case 'disconnected':
        this.#become('interrupted');
        this.#later(INTERRUPTION_PATIENCE_MS, 'interrupted');
        break;
      case 'failed':
        // Before the first connection the deadline decides what to say.
        if (this.#health !== 'connecting') this.#become(this.#health === 'blocked' ? 'blocked' : 'interrupted');
        this.#later(0, this.#health);
        break;
      case 'closed':
        this.#clear();
    }
  }

  #later(delayMs: number, health: LinkHealth): void {
    this.#clear();
    this.#timer = setTimeout(() => {
      this.#become(health);
      this.#restartOnce();
      this.#later(RETRY_MS, health === 'connecting' ? 'blocked' : health);
    }, delayMs);
  }

  /** One at a time. A failed request is tried again like a failed restart. */
  #restartOnce(): void {
    if (this.#isRestarting) return;
    this.#isRestarting = true;
    this.#restartedAt = performance.now();
    this.#restart()
      .catch(() => {})
      .finally(() => {
        this.#isRestarting = false;
        const again = this.#isSoughtAgain && !this.#isClosed;
        this.#isSoughtAgain = false;
        if (again) this.seekWay();
      });
  }

  #become(health: LinkHealth): void {
    if (health === this.#health) return;
    this.#health = health;
    this.#tell();
  }

  #clear(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }
}
