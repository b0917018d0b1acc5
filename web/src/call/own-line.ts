import type { ParticipantView } from '../../../src/signaling/protocol/index.ts';
import { isReached } from '../../../src/signaling/protocol/quorum.ts';
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

/** What is weak about one's own line; `many`: it is so for many here, and so not one's own. */
export type Weakness = 'many' | 'voice' | 'upload-held' | 'download-long' | 'download' | 'upload-weak';

/** Of fewer others nothing can be said of where it comes from. */
const MANY = 3;

/** The one thing that is worth a word; null: nothing, or the line is cut, which says more. */
export function ownWeakness(
  table: Pick<
    TableState,
    'room' | 'participants' | 'self' | 'health' | 'connection' | 'upload' | 'download' | 'isVoicePoor'
  >,
): Weakness | null {
  const { participants, self, connection, upload, download, isVoicePoor } = table;
  const health = ownHealth(table);
  if (connection !== 'connected' || (health !== 'connected' && health !== 'idle')) return null;
  if (upload === 'good' && download === 'good' && !isVoicePoor) return null;
  if (isWeakForMany(participants.filter(({ id }) => id !== self.participantId))) return 'many';
  if (isVoicePoor) return 'voice';
  if (upload === 'held') return 'upload-held';
  if (download !== 'good') return download === 'long' ? 'download-long' : 'download';
  return 'upload-weak';
}

function isWeakForMany(others: readonly ParticipantView[]): boolean {
  const weak = others.filter((other) => other.upload !== 'good' || !isReached(other));
  return weak.length >= MANY && 2 * weak.length >= others.length;
}

/** What is one thing for whoever reads it: a picture that is tried again and again is told once. */
export function topicOf(weakness: Weakness): string {
  return weakness === 'upload-held' || weakness === 'upload-weak' ? 'upload' : weakness;
}
