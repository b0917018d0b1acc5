import { run } from '../../e2e/support/network/namespaces.ts';
import { Child } from '../processes/child.ts';
import { type Call, callerOf } from '../processes/rpc.ts';
import type { RelayMethods } from './relay.ts';

interface Ends {
  /** Of those whose line it is. */
  readonly namespace: string;
  /** Where the server takes sound and pictures. */
  readonly address: string;
  readonly port: number;
  /** Each way. */
  readonly delayMs: number;
}

const RELAY_PORT = 5_000;
/** Of the relay's own ends towards the server, by which its packets are told from those of browsers. */
const FIRST_PORT = 20_000;
const LAST_PORT = 20_999;

/**
 * What goes by UDP from a namespace to a server and back takes a while, and some of it never arrives. Not every kernel
 * has netem: a relay between the browsers and their cable keeps each packet back.
 */
export class FarLine {
  readonly call: Call<RelayMethods>;
  readonly #child: Child;

  private constructor(child: Child) {
    this.#child = child;
    this.call = callerOf<RelayMethods>(child.process);
  }

  /** Gone with its namespace. Errors: without root, and nft that translates addresses. */
  static async lay({ namespace, address, port, delayMs }: Ends): Promise<FarLine> {
    const child = new Child({
      script: 'test/bench/network/relay.ts',
      env: {
        RELAY_TO: address,
        RELAY_TO_PORT: `${port}`,
        RELAY_PORT: `${RELAY_PORT}`,
        RELAY_FIRST_PORT: `${FIRST_PORT}`,
        RELAY_DELAY_MS: `${delayMs}`,
      },
      namespace,
    });
    await child.printed(/is (ready)/);
    const nft = (...what: readonly string[]) => run('ip', 'netns', 'exec', namespace, 'nft', 'add', ...what);
    nft('table', 'ip', 'line');
    nft('chain', 'ip', 'line', 'out', '{ type nat hook output priority -100 ; }');
    const fromBrowsers = `ip daddr ${address} udp dport ${port} udp sport != ${FIRST_PORT}-${LAST_PORT}`;
    nft('rule', 'ip', 'line', 'out', `${fromBrowsers} redirect to :${RELAY_PORT}`);
    return new FarLine(child);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#child.stop();
  }
}
