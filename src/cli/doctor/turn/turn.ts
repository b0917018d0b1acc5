import { isIP } from 'node:net';
import { turnAccessFor } from '../../../auth/index.ts';
import type { Config } from '../../../config.ts';
import { mediaAddresses } from '../addresses.ts';
import { about, codeOf, type Finding } from '../finding.ts';
import { day, probeTls } from '../tls/tls-probe.ts';
import type { World } from '../world.ts';
import { tryAllocation } from './turn-allocation.ts';
import { parseTurnUrl, type TurnAddress } from './turn-url.ts';

const { ok, wrong, unseen } = about('turn');

type Turn = NonNullable<Config['turn']>;

/** Each way to the TURN server, by a relay that is really asked for. */
export async function examineTurn(config: Config, world: World): Promise<Finding[]> {
  const { turn } = config;
  if (turn === null) {
    return [
      unseen('There is no TURN server: networks that let out TLS on 443 alone keep people out.', 'See TURN_URLS.'),
    ];
  }
  // What is wrong with them is said elsewhere.
  const peers = await mediaAddresses(config, world).catch(() => null);
  const findings: Finding[] = [];
  for (const url of turn.urls) {
    const where = parseTurnUrl(url);
    if (where !== null) findings.push(await examineWay(url, where, { turn, peers, world }));
  }
  return findings;
}

interface Surroundings {
  readonly turn: Turn;
  /** Null: unknown. */
  readonly peers: readonly string[] | null;
  readonly world: World;
}

async function examineWay(url: string, where: TurnAddress, { turn, peers, world }: Surroundings): Promise<Finding> {
  const { host, port, transport } = where;
  const [address] = isIP(host) === 0 ? await world.resolve(host).catch(() => []) : [host];
  if (address === undefined) return unseen(`${url} cannot be asked: its name leads nowhere.`);
  if (transport === 'tls') {
    const verdict = await probeTls({ address, port, name: host, trusted: world.trusted });
    if (verdict.state === 'untrusted') return wrong(`The certificate that ${url} shows ${verdict.why}.`, verdict.todo);
    if (verdict.state === 'trusted' && verdict.endsSoon) {
      return wrong(`The certificate that ${url} shows ends on ${day(verdict.validTo)}.`, 'Renew it.');
    }
  }
  const { username = '', credential = '' } = turnAccessFor(turn)('doctor')?.iceServers[0] ?? {};
  try {
    const outcome = await tryAllocation({
      address,
      port,
      transport,
      name: host,
      username,
      credential,
      peers: peers ?? [],
    });
    switch (outcome.state) {
      case 'open':
        return wrong(`${url} gives relays to whoever asks.`, 'Put use-auth-secret into the TURN server’s settings.');
      case 'refused':
        return refused(url, outcome.errorCode);
      case 'allocated':
        if (peers === null) return ok(`${url} gives a relay.`);
        if (outcome.allowed.length > 0) return ok(`${url} gives a relay, to ${outcome.allowed.join(', ')}.`);
        return wrong(
          `${url} gives a relay that leads to none of the addresses at which media is announced (${peers.join(', ')}).`,
          'Allow one of them in the TURN server’s settings (allowed-peer-ip), or mend ANNOUNCED_ADDRESS.',
        );
    }
  } catch (error) {
    return wrong(
      `Nothing answers for ${url}, ${transport === 'udp' ? 'UDP' : 'TCP'} port ${port} of ${address} (${codeOf(error)}).`,
      'See whether the TURN server runs, listens there, and whether the firewall lets it in.',
    );
  }
}

function refused(url: string, errorCode: number): Finding {
  if (errorCode === 401) {
    return wrong(
      `${url} does not take the credentials that are made with TURN_SECRET.`,
      'Make it equal to the TURN server’s static-auth-secret (in a file of settings between single quotes), and see that the clocks of both agree.',
    );
  }
  if (errorCode === 486 || errorCode === 508) {
    return wrong(`${url} has no relay free (${errorCode}).`, 'Raise its user-quota, total-quota or range of ports.');
  }
  return wrong(`${url} refuses a relay (${errorCode}).`, 'See the TURN server’s settings.');
}
