import { TestClient } from '../../helpers/clients/test-client.ts';
import type { RoomAccess } from '../processes/tafelrunde-server.ts';

export interface TableOptions {
  readonly room: RoomAccess;
  readonly people: number;
  /** Whoever comes and goes bears its name. */
  readonly freeSeat: string;
}

/** Everyone at one table. */
export class TableRound {
  readonly #options: TableOptions;
  readonly #clients: readonly TestClient[];
  /** Bytes of all messages to everyone so far, without WebSocket's and TCP's own. */
  #bytes = 0;
  #next = 0;

  private constructor(options: TableOptions, clients: readonly TestClient[]) {
    this.#options = options;
    this.#clients = clients;
    for (const { socket } of clients) {
      socket.io.engine.on('packet', ({ data = '' }: { data?: string }) => {
        // The type of the packet comes before it.
        this.#bytes += 1 + Buffer.byteLength(data);
      });
    }
  }

  static async gather(options: TableOptions): Promise<TableRound> {
    const clients: TestClient[] = [];
    for (let person = 1; person <= options.people; person += 1) {
      clients.push(await enter(options.room, nameOf(person)));
    }
    return new TableRound(options, clients);
  }

  /** So many raise their hands, one after the other, each when everyone has heard of the one before. Bytes in all. */
  async raise(count: number): Promise<{ readonly bytes: number }> {
    const before = this.#bytes;
    for (const client of this.#clients.slice(this.#next, this.#next + count)) {
      const heard = this.#allHear('hand:raised');
      await client.send('hand:raise');
      await heard;
    }
    this.#next += count;
    return { bytes: this.#bytes - before };
  }

  /** So often somebody takes the free seat of the plan, and leaves it. Bytes to those who stay, in all. */
  async comeAndGo(times: number): Promise<{ readonly came: number; readonly went: number }> {
    const { room, freeSeat } = this.#options;
    let [came, went] = [0, 0];
    for (let time = 0; time < times; time += 1) {
      const start = this.#bytes;
      const taken = this.#allHear('seat:changed');
      const guest = await enter(room, freeSeat);
      await taken;
      const middle = this.#bytes;
      const left = this.#allHear('seat:changed');
      await guest.send('room:leave');
      await left;
      guest.disconnect();
      came += middle - start;
      went += this.#bytes - middle;
    }
    return { came, went };
  }

  async #allHear(event: 'hand:raised' | 'seat:changed'): Promise<void> {
    for (const { events } of this.#clients) events.length = 0;
    await Promise.all(this.#clients.map((client) => client.heard(event)));
  }
}

/** As they stand in the plan. */
export function nameOf(person: number): string {
  return `Person ${person}`;
}

async function enter({ url, roomId, password }: RoomAccess, displayName: string): Promise<TestClient> {
  const client = await TestClient.connect(url);
  await client.join(roomId, displayName, { password });
  return client;
}
