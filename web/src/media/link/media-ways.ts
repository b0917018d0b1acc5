import type { types } from 'mediasoup-client';
import type { MediaWay } from '../../call/media/ports.ts';

type Figures = Readonly<Record<string, unknown>>;

/** Of one transport; none while nothing has got through. */
export async function waysOf(transport: Pick<types.Transport, 'getStats'>): Promise<readonly MediaWay[]> {
  const all = new Map<string, Figures>();
  const report = await transport.getStats();
  report.forEach((stats: Figures & { readonly id: string }) => {
    all.set(stats.id, stats);
  });
  const statistics = [...all.values()];
  const selected = statistics.find(({ type }) => type === 'transport')?.selectedCandidatePairId;
  // Firefox marks the pair itself.
  const pairs = statistics.filter(
    ({ id, type, selected: isSelected }) => type === 'candidate-pair' && (id === selected || isSelected === true),
  );
  return pairs.flatMap(({ localCandidateId, remoteCandidateId }) => {
    const local = all.get(String(localCandidateId));
    const remote = all.get(String(remoteCandidateId));
    return local && remote ? [wayOf(local, remote)] : [];
  });
}

function wayOf(local: Figures, remote: Figures): MediaWay {
  if (local.candidateType === 'relay') return { host: relayOf(local), by: 'relay' };
  return { host: String(remote.address ?? remote.ip ?? ''), by: remote.protocol === 'tcp' ? 'tcp' : 'udp' };
}

/** `turns:turn.example.org:443?transport=tcp` (RFC 7065); without it, the address that it has lent. */
function relayOf({ url, address, ip }: Figures): string {
  const [, name] = /^turns?:(\[[^\]]+\]|[^:?]+)/.exec(String(url ?? '')) ?? [];
  return name ?? String(address ?? ip ?? '');
}
