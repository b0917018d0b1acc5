import type { Socket } from 'socket.io';
import type { ClientCommands, ServerEvents } from '../protocol/index.ts';
import type { Connection } from '../rooms/meeting/index.ts';

export type TypedSocket = Socket<ClientCommands, ServerEvents>;

/** Room events to one socket. `release` silences it at once and ends it, so that nothing of an old stay reaches a new one. */
export class SocketConnection implements Connection {
  readonly #socket: TypedSocket;
  #released = false;

  constructor(socket: TypedSocket) {
    this.#socket = socket;
  }

  get released(): boolean {
    return this.#released;
  }

  send<E extends keyof ServerEvents>(event: E, ...data: Parameters<ServerEvents[E]>): void {
    if (!this.#released) this.#socket.emit(event, ...data);
  }

  /** Every socket is alone in a room of its own id, so that socket.io encodes the packet once for all of them. */
  sendToAll<E extends keyof ServerEvents>(
    others: readonly Connection[],
    event: E,
    data: Parameters<ServerEvents[E]>[0],
    { volatile }: { readonly volatile: boolean },
  ): void {
    const ids = [this, ...others].flatMap((one) =>
      one instanceof SocketConnection && !one.#released ? [one.#socket.id] : [],
    );
    if (ids.length === 0) return;
    const sockets = this.#socket.nsp.to(ids);
    (volatile ? sockets.volatile : sockets).emit(event, ...([data] as Parameters<ServerEvents[E]>));
  }

  release(): void {
    if (this.#released) return;
    this.#released = true;
    // After the answer to the command that has ended the stay.
    setImmediate(() => this.#socket.disconnect(true));
  }
}
