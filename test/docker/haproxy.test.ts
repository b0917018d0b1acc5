import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { PING_INTERVAL_MS, PING_TIMEOUT_MS } from '../../src/signaling/gateway.ts';

const UNITS = { s: 1_000, m: 60_000, h: 3_600_000 };
/** RFC 8656, 7.2: after it a relay that nobody has renewed is gone, so a silent client speaks within it. */
const RELAY_LIFETIME_MS = 600_000;

const text = readFileSync(new URL('../../docker/haproxy/haproxy.cfg', import.meta.url), 'utf8');
/** The time-outs of each section of the file that is shipped, in milliseconds, with those that hold for all. */
const timeouts = (() => {
  const sections = text.split(/^(?=(?:global|defaults|frontend|backend)\b)/m).map((section) => {
    const set = [...section.matchAll(/^ +timeout ([a-z-]+) (\d+)([smh])$/gm)].map(
      ([, name = '', value, unit]) => [name, Number(value) * UNITS[unit as keyof typeof UNITS]] as const,
    );
    return [section.split('\n', 1)[0]?.trim() ?? '', Object.fromEntries(set)] as const;
  });
  const ofAll = sections.find(([name]) => name === 'defaults')?.[1];
  return (name: string) => ({ ...ofAll, ...sections.find(([each]) => each === name)?.[1] });
})();

it('somebody who only listens outlives every time-out on the way to the server', () => {
  const heardWithin = PING_INTERVAL_MS + PING_TIMEOUT_MS;
  for (const [section, name] of [
    ['frontend tls', 'client'],
    ['backend app-tls', 'server'],
    ['frontend app', 'client'],
    ['backend app', 'tunnel'],
  ] as const) {
    expect(timeouts(section)[name], section).toBeGreaterThan(2 * heardWithin);
  }
});

it('a silent relay outlives every time-out on the way to the TURN server until it is renewed', () => {
  for (const [section, name] of [
    ['frontend tls', 'client'],
    ['backend turn-tls', 'server'],
    ['frontend turn', 'client'],
    ['frontend turn-tcp', 'client'],
    ['backend turn', 'server'],
  ] as const) {
    expect(timeouts(section)[name], section).toBeGreaterThan(RELAY_LIFETIME_MS);
  }
});

it('pages hear at once that the server is away, so that none waits until it is given up', () => {
  const app = /^backend app\n(?:(?: .*)?\n)*/m.exec(text)?.[0];
  expect(app).toMatch(/^ +retries 0$/m);
  expect(timeouts('backend app').connect).toBeLessThan(4_000);
});
