import { execFileSync, spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { it } from 'vitest';
import { expect, LONG_TEST_MS } from '../../e2e/support/expect.ts';
import type { Place } from '../../e2e/support/network/network.ts';
import { APP_NAME, startSite, TURN_NAME, TURN_SECRET, turnUrls } from '../../e2e/support/site/site.ts';
import { tempDir } from '../../helpers/temp-dir.ts';

const LAUNCHER = fileURLToPath(new URL('../../../src/cli/tafelrunde.mjs', import.meta.url));

interface Finding {
  readonly subject: string;
  readonly state: 'ok' | 'wrong' | 'unseen';
  readonly says: string;
}

it('the doctor gets a relay of the real TURN server by each way, and names what keeps it from one', {
  timeout: LONG_TEST_MS,
}, async () => {
  const site = await startSite();
  const { server, turn } = site.network;
  const place = await site.network.addPlace();
  const settings = {
    DATA_DIR: tempDir(),
    PUBLIC_URL: `https://${APP_NAME}`,
    WORKERS: '1',
    ANNOUNCED_ADDRESS: `${server.address},${server.inner}`,
    TURN_URLS: turnUrls(TURN_NAME),
    TURN_SECRET,
    MEDIASOUP_WORKER_BIN: process.env.MEDIASOUP_WORKER_BIN ?? '',
    NODE_EXTRA_CA_CERTS: site.authority,
  };
  const urls = settings.TURN_URLS.split(',');

  const well = examine(place, settings);
  expect(well.filter(({ state }) => state === 'wrong')).toEqual([]);
  expect(aboutTurn(well)).toEqual(urls.map((url) => `${url} gives a relay, to ${server.inner}.`));
  expect(well.find(({ subject }) => subject === 'certificate')).toMatchObject({ state: 'ok' });

  const other = examine(place, { ...settings, TURN_SECRET: 'another secret of enough letters' });
  expect(wrong(other)).toEqual(
    urls.map((url) => `turn: ${url} does not take the credentials that are made with TURN_SECRET.`),
  );

  const denied = examine(place, { ...settings, ANNOUNCED_ADDRESS: server.address });
  expect(wrong(denied)).toEqual(
    urls.map((url) => expect.stringContaining(`${url} gives a relay that leads to none of the addresses`)),
  );

  const untrusted = examine(place, { ...settings, NODE_EXTRA_CA_CERTS: '' });
  expect(wrong(untrusted)).toEqual([
    expect.stringMatching(/^certificate: The certificate that https:\S+ shows comes without its chain/),
    expect.stringMatching(/^turn: The certificate that turns:\S+ shows comes without its chain/),
  ]);

  for (const pid of execFileSync('ip', ['netns', 'pids', turn.name]).toString().trim().split('\n')) {
    process.kill(Number(pid), 'SIGKILL');
  }
  const down = examine(place, settings);
  expect(wrong(down)).toEqual(urls.map((url) => expect.stringContaining(`turn: Nothing answers for ${url}, `)));
});

/** As an operator does, in that place. */
function examine(place: Place, settings: Readonly<Record<string, string>>): readonly Finding[] {
  const command = ['netns', 'exec', place.name, process.execPath, LAUNCHER, 'doctor', '--json'];
  const env = { PATH: process.env.PATH, ...settings };
  const { stdout, stderr } = spawnSync('ip', command, { env, timeout: 60_000, encoding: 'utf8' });
  expect(stderr).toBe('');
  return JSON.parse(stdout).findings;
}

function wrong(findings: readonly Finding[]): string[] {
  return findings.filter(({ state }) => state === 'wrong').map(({ subject, says }) => `${subject}: ${says}`);
}

function aboutTurn(findings: readonly Finding[]): string[] {
  return findings.filter(({ subject }) => subject === 'turn').map(({ says }) => says);
}
