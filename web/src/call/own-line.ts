import type { TableState } from './call-state.ts';
import { ownView } from './own-floor.ts';
import type { LinkHealth } from './ports.ts';

/**
 * How one's own sound and pictures fare. A browser takes seconds longer than the server to find out that nothing of them
 * arrives, and never does when only the way there is cut.
 */
export function ownHealth(table: Pick<TableState, 'room' | 'participants' | 'self' | 'health'>): LinkHealth {
  const isCut = ownView(table)?.line === 'broken';
  return isCut && (table.health === 'connected' || table.health === 'idle') ? 'interrupted' : table.health;
}
