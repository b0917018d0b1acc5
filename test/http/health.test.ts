import Fastify from 'fastify';
import { afterEach, beforeEach, expect, it, onTestFinished, vi } from 'vitest';
import { addHealth } from '../../src/http/health.ts';
import { SOON } from '../helpers/patience.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
afterEach(() => void vi.useRealTimers());

it('a part that never says whether it is ready makes the server not ready, and nobody wait', async () => {
  const app = Fastify();
  onTestFinished(() => app.close());
  await addHealth(app, { readiness: () => new Promise(() => {}), gauges: [], metricsToken: null });
  const asked = app.inject('/readyz');
  await vi.waitFor(() => expect(vi.getTimerCount()).toBe(1), SOON);
  vi.runAllTimers();
  const { statusCode, body } = await asked;
  expect(statusCode).toBe(503);
  expect(JSON.parse(body)).toMatchObject({ status: 'not ready' });
});
