import type { WayKind } from '../../../../src/protocol/check-report.ts';
import type { CheckPlaces } from '../../../../src/protocol/checks.ts';

/** One way to the server, to be tried alone. */
export interface PlannedWay {
  readonly kind: WayKind;
  readonly port: number;
  /** The TURN server's, as the browser takes it; null: straight. */
  readonly url: string | null;
}

const TURN_URL = /^(turns?):(\[[^\]]+\]|[^:?]+)(?::(\d+))?(?:\?transport=(udp|tcp))?$/;
/** RFC 7065, 3.1. */
const DEFAULT_PORTS = { turn: 3478, turns: 5349 } as const;
/** An installation has four; who has set up more has said some of them twice. */
const MAX_TURN_WAYS = 6;

/** Both straight ones, and each by the TURN server where there is one; best first. */
export function plannedWays({ mediaPorts: [port = 0], turnUrls }: CheckPlaces): readonly PlannedWay[] {
  const byTurn = turnUrls.flatMap((url) => turnWay(url) ?? []);
  const once = byTurn.filter(({ url }, index) => byTurn.findIndex((other) => other.url === url) === index);
  const rank: readonly WayKind[] = ['turn-udp', 'turn-tcp', 'turn-tls'];
  return [
    { kind: 'udp', port, url: null },
    { kind: 'tcp', port, url: null },
    ...once.slice(0, MAX_TURN_WAYS).sort((one, other) => rank.indexOf(one.kind) - rank.indexOf(other.kind)),
  ];
}

/** Names of the TURN server; none where there is none. */
export function turnHosts({ turnUrls }: CheckPlaces): readonly string[] {
  return [...new Set(turnUrls.flatMap((url) => TURN_URL.exec(url)?.[2] ?? []))];
}

function turnWay(url: string): PlannedWay | null {
  const [, scheme, , port, transport] = TURN_URL.exec(url) ?? [];
  if (scheme !== 'turn' && scheme !== 'turns') return null;
  const kind = scheme === 'turns' ? 'turn-tls' : transport === 'tcp' ? 'turn-tcp' : 'turn-udp';
  return { kind, port: port === undefined ? DEFAULT_PORTS[scheme] : Number(port), url };
}
