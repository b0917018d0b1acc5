import { Counter, Gauge, type Registry } from 'prom-client';
import type { ErrorCode } from '../protocol/codes.ts';

interface EdgeCountsOptions {
  /** Null without a certificate of this server's own. */
  readonly certificateEndsAt: () => Date | null;
}

/** What is known at the server's edge alone: whom it refused what, and until when its certificate holds. */
export class EdgeCounts {
  readonly #options: EdgeCountsOptions;
  readonly #refusals = new Counter({
    name: 'tafelrunde_refused_total',
    help: 'Commands that were refused, by the code that was answered',
    labelNames: ['code'],
    registers: [],
  });

  constructor(options: EdgeCountsOptions) {
    this.#options = options;
  }

  refused(code: ErrorCode): void {
    this.#refusals.inc({ code });
  }

  register(registry: Registry): void {
    registry.registerMetric(this.#refusals);
    const { certificateEndsAt } = this.#options;
    new Gauge({
      name: 'tafelrunde_certificate_end_timestamp_seconds',
      help: 'When the certificate of TLS_CERT ends, since the epoch; nothing where another program holds it',
      // A label, though there is never a second: without any, nothing known would be a 0.
      labelNames: ['of'],
      registers: [registry],
      collect() {
        this.reset();
        const endsAt = certificateEndsAt();
        if (endsAt) this.set({ of: 'TLS_CERT' }, endsAt.getTime() / 1_000);
      },
    });
  }
}
