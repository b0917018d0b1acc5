import type { TestClient } from '../../helpers/clients/test-client.ts';
import type { Target } from './crowd.ts';
import { dawdle, fuzz, manyConnects, reconnectInPlace, resetUpgrades } from './on-connections.ts';
import { comeAndGo, floodCommands, floodUnheard, guess, knockAndGo, lockDatabase, neverRead } from './on-meetings.ts';

// What somebody does to the server who means it ill, each for as long as `isOver` says no, and bounded by count.

export interface Attack {
  readonly name: string;
  /** How many have to be in the room before it begins: their way in is what 'joins that are gone at once' is about. */
  readonly people?: number;
  /** In a room where everyone has to be let in. */
  readonly lobby?: boolean;
  /** How much was sent, in words. */
  run(target: Target, isOver: () => boolean, people: readonly TestClient[]): Promise<string>;
}

export const ATTACKS: readonly Attack[] = [
  { name: 'refused upgrades that are reset', run: resetUpgrades },
  { name: '20,000 CONNECT packets in one POST', run: manyConnects },
  { name: 'DISCONNECT and CONNECT in a loop', run: reconnectInPlace },
  { name: '40 people who flood what others hear of', people: 40, run: floodCommands },
  { name: '40 people who flood and wait for no answer', run: floodUnheard },
  { name: 'joins that are gone at once', run: comeAndGo },
  { name: 'knocks that are gone at once', lobby: true, run: knockAndGo },
  { name: 'wrong passwords', run: guess },
  { name: 'clients that never read', people: 9, run: neverRead },
  { name: 'slow bodies and silent connections', run: dawdle },
  { name: 'a locked database', run: lockDatabase },
  { name: 'random packets', run: fuzz },
];
