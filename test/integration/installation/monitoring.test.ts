import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { startRealServer } from '../../helpers/servers/real-server.ts';
import { tempDir } from '../../helpers/temp-dir.ts';

const run = promisify(execFile);
const FOLDER = join(import.meta.dirname, '../../../docker/monitoring');
const file = (name: string) => readFileSync(join(FOLDER, name), 'utf8');

/** Prometheus itself reads the file as a whole; here it is cut where an alert begins. */
const alerts = file('alerts.yml')
  .split('- alert: ')
  .slice(1)
  .map((text) => ({
    name: /^\w+/.exec(text)?.[0] ?? '',
    expr: /^ {8}expr: (?:\|\n)?([\s\S]*?)\n {8}\w/m.exec(text)?.[1] ?? '',
    isExplained: /^ {10}summary: .{20}[\s\S]*^ {10}description: >-\n/m.test(text),
  }));

const dashboard = z
  .object({
    panels: z.array(z.object({ title: z.string().min(3), targets: z.array(z.object({ expr: z.string() })).min(1) })),
  })
  .parse(JSON.parse(file('grafana-dashboard.json')));

/** What Prometheus itself has of each target. */
const PROMETHEUS_OWN = ['up'];

/** The series that an expression asks for: words with a selector, a range or nothing behind them that are no function and no label. */
function seriesIn(expression: string): string[] {
  const bare = expression
    .replace(/"[^"]*"/g, '')
    .replace(/\b(?:by|on|without)\s*\([^)]*\)/g, '')
    .replace(/\{[^}]*\}/g, '')
    .replace(/\[[^\]]*\]/g, '');
  return [...bare.matchAll(/\b[a-z_][a-z0-9_]*\b(?!\s*\()/gi)]
    .map(([word]) => word)
    .filter((word) => !/^(?:and|or|unless)$/.test(word));
}

it('each figure in the dashboard and in the alerts is one that the server has', async () => {
  const { url } = await startRealServer();
  const text = await (await fetch(`${url}/metrics`)).text();
  const types = [...text.matchAll(/^# TYPE (\S+) (\S+)$/gm)];
  const served = types.flatMap(([, name, type]) =>
    type === 'histogram' ? ['bucket', 'sum', 'count'].map((part) => `${name}_${part}`) : [name],
  );
  const expressions = [...dashboard.panels.flatMap(({ targets }) => targets), ...alerts].map(({ expr }) => expr);
  const asked = new Set(expressions.flatMap(seriesIn));
  expect(alerts.length).toBe(file('alerts.yml').match(/expr:/g)?.length);
  expect(asked.size).toBeGreaterThan(15);
  expect([...asked].filter((series) => !served.includes(series) && !PROMETHEUS_OWN.includes(series))).toEqual([]);
  // And nothing of this server's own is left out.
  const own = types.flatMap(([, name = '']) => (name.startsWith('tafelrunde_') ? [name] : []));
  expect(own.filter((name) => ![...asked].some((series) => series.startsWith(name)))).toEqual([]);
});

it('Prometheus takes its settings and rules as they are, and each alert comes when it should and only then', async () => {
  // The token is not part of what is shipped.
  const folder = tempDir();
  for (const name of ['prometheus.yml', 'alerts.yml']) writeFileSync(join(folder, name), file(name));
  writeFileSync(join(folder, 'metrics-token'), 'a-token-of-some-length');
  await run('promtool', ['check', 'config', 'prometheus.yml'], { cwd: folder });
  await run('promtool', ['test', 'rules', 'alerts.test.yml'], { cwd: FOLDER });
  const tested = file('alerts.test.yml');
  for (const { name, isExplained } of alerts) {
    // As one that comes.
    expect(tested, name).toMatch(new RegExp(`exp_samples: .*alertname="${name}"`));
    expect(isExplained, name).toBe(true);
  }
});
