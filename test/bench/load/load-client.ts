import type { BareServer } from '../processes/bare-process.ts';
import { Child } from '../processes/child.ts';
import { type Call, callerOf, passOn } from '../processes/rpc.ts';
import type { LoadMethods } from './main.ts';

/** A running `load/main.ts`. */
export class LoadClient {
  readonly call: Call<LoadMethods>;
  readonly #child: Child;

  private constructor(child: Child) {
    this.#child = child;
    this.call = callerOf<LoadMethods>(child.process);
  }

  /** `bare`: where its calls of the bare server go. */
  static async start({ bare }: { bare?: BareServer } = {}): Promise<LoadClient> {
    const child = new Child({ script: 'test/bench/load/main.ts' });
    await child.printed(/is (ready)/);
    if (bare) passOn(child.process, bare.call);
    return new LoadClient(child);
  }

  get pid(): number {
    return this.#child.pid;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#child.stop();
  }
}
