import type { MediaWay } from '../../call/media/ports.ts';

/** For what somebody was asked. */
export type Purpose = 'pages' | 'foreign' | MediaWay['by'];

export interface Contacted {
  readonly host: string;
  readonly purpose: Purpose;
}

/**
 * Whom this page has talked to. `own`: the server that it came from, by which signaling goes too. `loaded`: addresses of all that it
 * has loaded. `ways`: where media goes, which that server has named.
 */
export function contactedBy({
  own,
  loaded,
  ways,
}: {
  readonly own: string;
  readonly loaded: readonly string[];
  readonly ways: readonly MediaWay[];
}): readonly Contacted[] {
  const foreign = loaded.flatMap((address) => {
    const host = hostOf(address);
    return host === null || host === own ? [] : [{ host, purpose: 'foreign' } as const];
  });
  const media = ways.filter(({ host }) => host !== '').map(({ host, by }) => ({ host, purpose: by }));
  const all: Contacted[] = [{ host: own, purpose: 'pages' }, ...foreign, ...media];
  return [...new Map(all.map((one) => [`${one.purpose} ${one.host}`, one])).values()];
}

/** Null: nobody was asked, as for what the page has made itself. */
function hostOf(address: string): string | null {
  if (!URL.canParse(address)) return null;
  const url = new URL(address);
  return /^(?:https?|wss?):$/.test(url.protocol) ? url.host : null;
}
