import type { TestClient } from '../../helpers/clients/test-client.ts';
import type { Target } from './crowd.ts';
import { dawdle, fuzz, manyConnects, reconnectInPlace, resetUpgrades } from './on-connections.ts';
import { fillTheDisk, lockDatabase, stopWorker } from './on-machine.ts';
import { comeAndGo, floodCommands, floodUnheard, guess, knockAndGo, neverRead } from './on-meetings.ts';

// What somebody does to the server who means it ill, or what befalls it, each for as long as `isOver` says no, and bounded by count.

export interface Attack {
  readonly name: string;
  /** How many have to be in the room before it begins: their way in is what 'joins that are gone at once' is about. */
  readonly people?: number;
  /** In a room where everyone has to be let in. */
  readonly lobby?: boolean;
  /** Of the server; one when nothing is said. */
  readonly workers?: number;
  /** Of the disk on which the server keeps its data, where it is to be one of its own. */
  readonly diskMegabytes?: number;
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
  { name: 'a full disk', diskMegabytes: 8, run: fillTheDisk },
  { name: 'a worker that hangs', workers: 2, run: stopWorker },
  { name: 'random packets', run: fuzz },
];
