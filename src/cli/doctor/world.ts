import { lookup } from 'node:dns/promises';
import { configuredTimeServers } from './time/time-servers.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** What lies outside of the program, as this machine sees it. */
export interface World {
  readonly env: Environment;
  /** Addresses of a name, best first. Errors: those of the resolver. */
  resolve(name: string): Promise<readonly string[]>;
  /** PEM; whom to trust instead of whom the runtime trusts. */
  readonly trusted?: string;
  /** Those that this machine sets its clock by. */
  readonly timeServers: readonly string[];
}

export function realWorld(env: Environment): World {
  return {
    env,
    resolve: async (name) => (await lookup(name, { all: true })).map(({ address }) => address),
    get timeServers() {
      return configuredTimeServers();
    },
  };
}
