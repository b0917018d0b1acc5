import { TestClient } from '../../helpers/test-client.ts';
import type { RoomAccess } from '../processes/tafelrunde-server.ts';

export interface HandsOptions {
  readonly room: RoomAccess;
  readonly people: number;
}

/** Everyone at one table. */
export class HandsRound {
  readonly #clients: readonly TestClient[];
  /** Bytes of all messages to everyone so far, without WebSocket's and TCP's own. */
  #bytes = 0;
  #next = 0;

  private constructor(clients: readonly TestClient[]) {
    this.#clients = clients;
    for (const { socket } of clients) {
      socket.io.engine.on('packet', ({ data = '' }: { data?: string }) => {
        // The type of the packet comes before it.
        this.#bytes += 1 + Buffer.byteLength(data);
      });
    }
  }

  static async gather({ room, people }: HandsOptions): Promise<HandsRound> {
    const clients: TestClient[] = [];
    for (let person = 1; person <= people; person += 1) {
      const client = await TestClient.connect(room.url);
      await client.join(room.roomId, `Person ${person}`, { password: room.password });
      clients.push(client);
    }
    return new HandsRound(clients);
  }

  /** So many raise their hands, one after the other, each when everyone has heard of the one before. Bytes in all. */
  async raise(count: number): Promise<{ readonly bytes: number }> {
    const before = this.#bytes;
    for (const client of this.#clients.slice(this.#next, this.#next + count)) {
      for (const { events } of this.#clients) events.length = 0;
      const heard = this.#clients.map((other) => other.heard('hand:raised'));
      await client.send('hand:raise');
      await Promise.all(heard);
    }
    this.#next += count;
    return { bytes: this.#bytes - before };
  }
}
