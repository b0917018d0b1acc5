import type { WayKind } from '../../../../src/protocol/media/check-report.ts';
import type { CheckPlaces } from '../../../../src/protocol/media/checks.ts';

/** One way to the server, to be tried alone. */
export interface PlannedWay {
  readonly kind: WayKind;
  /** A straight one's is known when it is tried: the server has several, and chooses. */
  readonly port: number;
  /** The TURN server's, by name, and as the browser takes it; null: straight. */
  readonly host: string | null;
  readonly url: string | null;
}

interface TurnWay extends PlannedWay {
  readonly host: string;
  readonly url: string;
}

const TURN_URL = /^(turns?):(\[[^\]]+\]|[^:?]+)(?::(\d+))?(?:\?transport=(udp|tcp))?$/;
/** RFC 7065, 3.1. */
const DEFAULT_PORTS = { turn: 3478, turns: 5349 } as const;
/** An installation has four; who has set up more has said some of them twice. */
const MAX_TURN_WAYS = 6;

/** Both straight ones, and each by the TURN server where there is one; best first. */
export function plannedWays({ mediaPorts: [port = 0], turnUrls }: CheckPlaces): readonly PlannedWay[] {
  const rank: readonly WayKind[] = ['turn-udp', 'turn-tcp', 'turn-tls'];
  return [
    { kind: 'udp', port, host: null, url: null },
    { kind: 'tcp', port, host: null, url: null },
    ...turnWays({ turnUrls })
      .slice(0, MAX_TURN_WAYS)
      .sort((one, other) => rank.indexOf(one.kind) - rank.indexOf(other.kind)),
  ];
}

/** All that there are, each once. */
export function turnWays({ turnUrls }: Pick<CheckPlaces, 'turnUrls'>): readonly TurnWay[] {
  return [...new Set(turnUrls)].flatMap((url) => turnWay(url) ?? []);
}

/** Names of the TURN server, or of several; none where there is none. */
export function turnHosts(places: Pick<CheckPlaces, 'turnUrls'>): readonly string[] {
  return [...new Set(turnWays(places).map(({ host }) => host))];
}

function turnWay(url: string): TurnWay | null {
  const [, scheme, host, port, transport] = TURN_URL.exec(url) ?? [];
  if ((scheme !== 'turn' && scheme !== 'turns') || host === undefined) return null;
  const kind = scheme === 'turns' ? 'turn-tls' : transport === 'tcp' ? 'turn-tcp' : 'turn-udp';
  return { kind, port: port === undefined ? DEFAULT_PORTS[scheme] : Number(port), host, url };
}
