import type { ServerEvents } from '../../../protocol/index.ts';

/** How the core speaks to one client; signaling implements it on a socket. */
export interface Connection {
  send<E extends keyof ServerEvents>(event: E, ...data: Parameters<ServerEvents[E]>): void;
  /** The same to this client and to these others, put into words once for all of them. */
  sendToAll<E extends keyof ServerEvents>(
    others: readonly Connection[],
    event: E,
    data: Parameters<ServerEvents[E]>[0],
    options: {
      /** For what may be lost when a client is slow, such as levels. */
      readonly volatile: boolean;
    },
  ): void;
  /** The stay is over, and the connection with it, once what was sent has gone out: nothing it sends counts any more. */
  release(): void;
}
