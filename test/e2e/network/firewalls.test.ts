import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, it } from 'vitest';
import { expect, LONG_TEST_MS } from '../support/expect.ts';
import { BLUE_YELLOW, RED_GREEN } from '../support/media/pattern.ts';
import { expectBothWays } from '../support/people/both-ways.ts';
import { Person } from '../support/people/person.ts';
import { filesOf } from '../support/server/processes.ts';
import { startSite, TURN_NAME } from '../support/site/site.ts';
import { askTurn, probeTurn, turnCredentials } from '../support/turn/turn-questions.ts';

const TURN_GUESSER = fileURLToPath(new URL('../support/turn/turn-guesser.ts', import.meta.url));
const HTTPS_ONLY = ['tcp dport 443 accept', 'drop'];

/** Somebody on an open network, and somebody behind what `rules` let out, who see and hear each other. */
async function expectCall(rules: readonly string[]): Promise<void> {
  const site = await startSite();
  const [open, shut] = [await site.network.addPlace(), await site.network.addPlace()];
  shut.letOut(...rules);
  const chair = await Person.join(site.moderatorLink, 'Anna', { pattern: RED_GREEN, ...site.browserIn(open) });
  const guest = await Person.join(site.moderatorLink, 'Bernd', { pattern: BLUE_YELLOW, ...site.browserIn(shut) });
  await expectBothWays(chair, guest);
}

describe('behind a firewall one takes part', { timeout: LONG_TEST_MS }, () => {
  it('that lets no UDP out, by the media port’s TCP', async () => {
    await expectCall(['meta l4proto udp drop']);
  });

  it.each([3478, 443])('that lets out UDP to the TURN server’s port %i alone, by that', async (port) => {
    await expectCall([`udp dport ${port} accept`, ...HTTPS_ONLY]);
  });

  it('that lets out nothing but TLS on 443, by TURN over that', async () => {
    await expectCall(HTTPS_ONLY);
  });
});

describe('the TURN server', { timeout: LONG_TEST_MS }, () => {
  it('relays to the media ports’ address and to nowhere else, by whatever way one comes', async () => {
    const site = await startSite();
    const { address, inner: media } = site.network.server;
    const relay = site.network.turn.inner;
    const place = await site.network.addPlace();
    const denied = [
      address,
      relay,
      place.address,
      '127.0.0.1',
      '0.0.0.0',
      '10.0.0.1',
      '192.168.0.1',
      '169.254.169.254',
      '100.64.0.1',
      '8.8.8.8',
    ];
    const otherFamily = ['::1', '::ffff:127.0.0.1', '::ffff:10.0.0.1', `::ffff:${media}`, 'fe80::1', '2001:db8::1'];
    const task = { name: TURN_NAME, ...turnCredentials(), peers: [media, ...denied, ...otherFamily] };
    const expected = Object.fromEntries([
      ['relay', 'granted'],
      [media, 'granted'],
      ...denied.map((peer) => [peer, '403']),
      ...otherFamily.map((peer) => [peer, '443']),
    ]);
    for (const [transport, port] of [
      ['udp', 3478],
      ['udp', 443],
      ['tcp', 3478],
      ['tls', 443],
    ] as const) {
      expect({ transport, ...probeTurn(place, { ...task, transport, server: [address, port] }) }).toEqual({
        transport,
        ...expected,
      });
    }
  });

  it('is for those to whom the server has given credentials, while these last', async () => {
    const site = await startSite();
    const { address, inner: media } = site.network.server;
    const place = await site.network.addPlace();
    const ask = (own: object) =>
      askTurn(place, { name: TURN_NAME, transport: 'udp', address, port: 3478, peers: [media], ...own });
    const refused = { state: 'refused', errorCode: 401 };
    expect(ask(turnCredentials({ secret: 'another secret of enough letters' }))).toEqual(refused);
    expect(ask(turnCredentials({ lifetimeMs: -60_000 }))).toEqual(refused);
    expect(ask(turnCredentials())).toEqual({ state: 'allocated', allowed: [media], denied: [] });
  });

  it('writes down nothing of 10,000 who guess at credentials, and has no file that grows by them', async () => {
    const { network, turnServer } = await startSite();
    const { address } = network.server;
    const place = await network.addPlace();
    const before = filesOf(turnServer.pid);
    const task = { address, port: 3478, name: TURN_NAME, times: 10_000 };
    const args = ['netns', 'exec', place.name, process.execPath, TURN_GUESSER, JSON.stringify(task)];
    const answers: Record<string, number> = JSON.parse(execFileSync('ip', args, { timeout: 120_000 }).toString());
    // 437: from a port that another guess came from a moment ago.
    const { 401: wrong = 0, 437: known = 0, ...others } = answers;
    expect({ others, refused: wrong + known }).toEqual({ others: {}, refused: 10_000 });
    expect(filesOf(turnServer.pid)).toEqual(before);
    for (const trace of [place.address, 'guesser']) expect(turnServer.said).not.toContain(trace);
  });
});
