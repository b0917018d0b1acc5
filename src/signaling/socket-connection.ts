import type { Socket } from 'socket.io';
import type { Connection } from '../rooms/live-participant.ts';
import type { ClientCommands, ServerEvents } from './protocol/index.ts';

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

  sendVolatile<E extends keyof ServerEvents>(event: E, ...data: Parameters<ServerEvents[E]>): void {
    if (!this.#released) this.#socket.volatile.emit(event, ...data);
  }

  release(): void {
    if (this.#released) return;
    this.#released = true;
    // After the answer to the command that has ended the stay.
    setImmediate(() => this.#socket.disconnect(true));
  }
}
