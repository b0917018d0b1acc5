import type { BareMethods } from './bare-server.ts';
import { Child } from './child.ts';
import { type Call, callerOf } from './rpc.ts';

/** A running `bare-server.ts`. */
export class BareServer {
  readonly call: Call<BareMethods>;
  readonly #child: Child;

  private constructor(child: Child) {
    this.#child = child;
    this.call = callerOf<BareMethods>(child.process);
  }

  /** `isPlain`: with the C library's malloc. */
  static async start({ isPlain = false } = {}): Promise<BareServer> {
    const env = isPlain ? { ALLOCATOR: 'none' } : {};
    const child = new Child({ script: 'test/bench/processes/bare-server.ts', env });
    await child.printed(/is (ready)/);
    return new BareServer(child);
  }

  get pid(): number {
    return this.#child.pid;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#child.stop();
  }
}
