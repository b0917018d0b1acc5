import type { CommandInput, CommandName, CommandReplies } from '../../../src/protocol/index.ts';
import { randomText } from '../random.ts';
import { failureOf, type Signaling } from './signaling.ts';

export type Command = Exclude<CommandName, 'room:join' | 'console:join'>;

/** How often a command is sent again that got no answer although the connection stands. */
const MAX_SILENCES = 2;
/** No two of one person's commands are ever called the same. */
const ID_BYTES = 16;

/**
 * Commands of somebody who is in. One whose answer was lost with the connection is sent again when they are back, under
 * the same id, so that it has its effect once.
 */
export class Commands {
  readonly #signaling: Pick<Signaling, 'connected' | 'request'>;
  readonly #interrupted = new Set<(isBack: boolean) => void>();

  constructor(signaling: Pick<Signaling, 'connected' | 'request'>) {
    this.#signaling = signaling;
  }

  /** Errors: RequestError, OFFLINE at once where there is no connection to begin with. */
  async send<N extends Command>(name: N, input: CommandInput<N>): Promise<CommandReplies[N]> {
    const id = randomText(ID_BYTES);
    const wasSent = this.#signaling.connected;
    for (let silences = 0; ; ) {
      try {
        return await this.#signaling.request(name, input, { id });
      } catch (error) {
        const { code } = failureOf(error);
        if (code === 'NO_ANSWER' && silences < MAX_SILENCES) silences += 1;
        else if (code !== 'OFFLINE' || !wasSent || !(await this.#back())) throw error;
      }
    }
  }

  /** The same person speaks again. */
  resume(): void {
    this.#settle(true);
  }

  /** They do not: what was interrupted has failed. */
  end(): void {
    this.#settle(false);
  }

  #back(): Promise<boolean> {
    return new Promise((resolve) => this.#interrupted.add(resolve));
  }

  #settle(isBack: boolean): void {
    for (const settle of [...this.#interrupted]) {
      this.#interrupted.delete(settle);
      settle(isBack);
    }
  }
}
