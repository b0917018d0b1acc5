import { TestClient } from '../../helpers/clients/test-client.ts';
import type { RoomAccess } from '../processes/tafelrunde-server.ts';

export interface Target extends RoomAccess {
  readonly dataDir: string;
  readonly serverPid: number;
}

/** From where all of it comes; documentation addresses (RFC 5737). */
export const ADDRESS = '203.0.113.1';
/** Of each attack, however long it is let go on. */
export const MAX_ROUNDS = 2_000;

/** As many of them as get in. */
export async function crowd({ url, roomId, password }: RoomAccess, size: number): Promise<TestClient[]> {
  const people: TestClient[] = [];
  for (let index = 0; index < size; index += 1) {
    const client = await connected(url);
    const reply = await client
      ?.raw('room:join', { roomId, password, displayName: `Störer ${index}` })
      .catch(() => null);
    if (client && reply?.ok) people.push(client);
    else client?.disconnect();
  }
  return people;
}

export function connected(url: string): Promise<TestClient | null> {
  return TestClient.connect(url, { address: ADDRESS }).catch(() => null);
}
