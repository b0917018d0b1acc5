import { Child } from '../processes/child.ts';
import { type Call, callerOf } from '../processes/rpc.ts';
import type { AttackerMethods } from './main.ts';

/** A running `abuse/main.ts`. */
export class Attackers {
  readonly call: Call<AttackerMethods>;
  readonly #child: Child;

  private constructor(child: Child) {
    this.#child = child;
    this.call = callerOf<AttackerMethods>(child.process);
  }

  static async start(): Promise<Attackers> {
    const child = new Child({ script: 'test/bench/abuse/main.ts' });
    await child.printed(/are (ready)/);
    return new Attackers(child);
  }

  get pid(): number {
    return this.#child.pid;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#child.stop();
  }
}
