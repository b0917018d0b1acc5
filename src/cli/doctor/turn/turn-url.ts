export interface TurnAddress {
  readonly host: string;
  readonly port: number;
  readonly transport: 'udp' | 'tcp' | 'tls';
}

const PARTS = /^(turns?):(\[[^\]]+\]|[^:?]+)(?::(\d+))?(?:\?transport=(udp|tcp))?$/;

/** RFC 7065, 3.1 and 3.2: what is not said has a default. DTLS is spoken by no browser. */
export function parseTurnUrl(url: string): TurnAddress | null {
  const [, scheme, host, port, transport] = PARTS.exec(url) ?? [];
  if (scheme === undefined || host === undefined) return null;
  const secure = scheme === 'turns';
  return {
    host: host.replace(/^\[|\]$/g, ''),
    port: Number(port ?? (secure ? 5349 : 3478)),
    transport: secure ? 'tls' : ((transport as 'udp' | 'tcp' | undefined) ?? 'udp'),
  };
}

export function turnHosts(urls: readonly string[]): readonly string[] {
  return urls.flatMap((url) => parseTurnUrl(url)?.host ?? []);
}
