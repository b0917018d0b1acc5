import { timingSafeEqual } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import { withDeadline } from '../platform/deadline.ts';

/** Samples of one gauge, read when Prometheus asks; labels tell workers apart. */
export interface GaugeSource {
  readonly name: string;
  readonly help: string;
  readonly read: () => Promise<readonly { labels?: Readonly<Record<string, string>>; value: number }[]>;
}

/**
 * How often the event loop's delay is sampled; nodejs_eventloop_lag_* hold this interval too, so they begin at 0.1 s.
 * prom-client's own 10 ms wake an idle server a hundred times a second, which costs as much CPU as a small meeting's
 * signaling.
 */
const EVENT_LOOP_SAMPLE_MS = 100;

/** Who watches over this server waits a few seconds for an answer; a part that gives none by then is not well. */
const READINESS_WITHIN_MS = 2_000;

export interface HealthOptions {
  /** Whether new people can be served now, part by part. */
  readonly readiness: () => Promise<Readonly<Record<string, boolean>>>;
  readonly gauges: readonly GaugeSource[];
  /** Adds figures that are more than gauges. */
  readonly figures?: (registry: Registry) => void;
  readonly metricsToken: string | null;
  /** Sentences for the operator, and for nobody else; they make nobody less ready. */
  readonly warnings?: () => readonly string[];
}

/** `/healthz` (the process lives), `/readyz` (it can serve), `/metrics` (Prometheus text format, operator only). */
export async function addHealth(
  app: FastifyInstance,
  { readiness, gauges, figures = () => {}, metricsToken, warnings = () => [] }: HealthOptions,
): Promise<void> {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, eventLoopMonitoringPrecision: EVENT_LOOP_SAMPLE_MS });
  for (const { name, help, read } of gauges) {
    new Gauge({
      name,
      help,
      labelNames: ['worker'],
      registers: [registry],
      async collect() {
        this.reset();
        for (const { labels = {}, value } of await read()) this.set({ ...labels }, value);
      },
    });
  }

  const partsNow = () =>
    withDeadline(readiness(), { withinMs: READINESS_WITHIN_MS }).catch(() => ({ answering: false }));
  new Gauge({
    name: 'tafelrunde_ready',
    help: 'Whether this part is well, as /readyz says it: 1 or 0; answering is 0 when that cannot be said in time',
    labelNames: ['part'],
    registers: [registry],
    async collect() {
      const parts = await partsNow();
      this.reset();
      for (const [part, isWell] of Object.entries({ answering: true, ...parts })) this.set({ part }, isWell ? 1 : 0);
    },
  });
  figures(registry);

  app.get('/healthz', async () => ({ status: 'ok' }));

  app.get('/readyz', async (request, reply) => {
    const parts = await partsNow();
    const ill = Object.entries(parts).flatMap(([part, isWell]) => (isWell ? [] : [part]));
    const status = ill.length === 0 ? 'ready' : 'not ready';
    // Strangers hear the parts' names; what is wrong with the installation is the operator's.
    const forOperator = isOperator(request, metricsToken) ? { warnings: warnings() } : {};
    return reply.code(ill.length === 0 ? 200 : 503).send({ status, parts, ill, ...forOperator });
  });

  app.get('/metrics', async (request, reply) => {
    if (!isOperator(request, metricsToken)) return reply.code(404).send({ error: { code: 'NOT_FOUND' } });
    return reply.type(registry.contentType).send(await registry.metrics());
  });
}

/** The operator: with the token from anywhere; without one only from this machine itself and not through a proxy on it. */
function isOperator({ raw, headers }: FastifyRequest, token: string | null): boolean {
  const given = headers.authorization?.replace(/^Bearer /, '');
  if (token !== null && given !== undefined) {
    const [expected, actual] = [Buffer.from(token), Buffer.from(given)];
    return expected.length === actual.length && timingSafeEqual(expected, actual);
  }
  const { remoteAddress = '' } = raw.socket;
  const proxied = headers['x-forwarded-for'] !== undefined || headers.forwarded !== undefined;
  return !proxied && /^(::ffff:)?127\.|^::1$/.test(remoteAddress);
}
