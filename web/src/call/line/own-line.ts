import { isReached } from '../../../../src/protocol/meeting/quorum.ts';
import type { TableState } from '../call-state.ts';
import type { LinkHealth } from '../media/ports.ts';
import { ownView } from '../meeting/own-view.ts';

/**
 * How one's own sound and pictures fare. A browser takes seconds longer than the server to find out that nothing of them
 * arrives, and never does when only the way there is cut.
 */
export function ownHealth(table: Pick<TableState, 'room' | 'participants' | 'self' | 'health'>): LinkHealth {
  const isCut = ownView(table)?.line === 'broken';
  return isCut && (table.health === 'connected' || table.health === 'idle') ? 'interrupted' : table.health;
}

/** What is weak about one's own line; `both-held`: one's picture is off, and it may be the way down that is full. */
export type Weakness = 'voice' | 'upload-held' | 'both-held' | 'download-long' | 'download' | 'upload-weak';

/** Of fewer others nothing can be said of where it comes from. */
const MANY = 3;

type OwnLine = Pick<
  TableState,
  'room' | 'participants' | 'self' | 'health' | 'connection' | 'sending' | 'upload' | 'download' | 'isVoicePoor'
>;

/** The one thing that is worth a word; null: nothing, or the line is cut, which says more. */
export function ownWeakness(table: OwnLine): Weakness | null {
  const { connection, upload, download, isVoicePoor } = table;
  const health = ownHealth(table);
  if (connection !== 'connected' || (health !== 'connected' && health !== 'idle')) return null;
  if (isVoicePoor && isHeard(table)) return 'voice';
  if (upload === 'held') return download === 'good' ? 'upload-held' : 'both-held';
  if (download !== 'good') return download === 'long' ? 'download-long' : 'download';
  return upload === 'weak' ? 'upload-weak' : null;
}

/** Whether there is anything of one's voice to be heard. */
export function isHeard({ sending }: Pick<TableState, 'sending'>): boolean {
  return sending.microphone === 'live';
}

/**
 * Whether it is so for most of the others as well. That acquits nobody: they may all sit in one house, behind one way out.
 * Who is on the way back may have closed a lid, and counts on neither side.
 */
export function isWeakForMany({ participants, self }: Pick<TableState, 'participants' | 'self'>): boolean {
  const others = participants.filter(({ id, reconnecting }) => id !== self.participantId && !reconnecting);
  const weak = others.filter((other) => other.upload !== 'good' || !isReached(other));
  return weak.length >= MANY && 2 * weak.length > others.length;
}

/** What is one thing for whoever reads it, and how much of it there is. */
export interface Degree {
  readonly topic: 'upload' | 'download';
  readonly grade: number;
}

const DEGREES: Readonly<Record<Weakness, Degree>> = {
  'upload-weak': { topic: 'upload', grade: 1 },
  'upload-held': { topic: 'upload', grade: 2 },
  'both-held': { topic: 'upload', grade: 2 },
  voice: { topic: 'upload', grade: 3 },
  download: { topic: 'download', grade: 1 },
  'download-long': { topic: 'download', grade: 2 },
};

export function degreeOf(weakness: Weakness): Degree {
  return DEGREES[weakness];
}

/**
 * The worst of a spell so far, which alone is news: a picture that is tried again and again is told once, and one that
 * goes off after it was only small is told as well.
 */
export function worstOf(before: Degree | null, weakness: Weakness | null): Degree | null {
  const now = weakness && degreeOf(weakness);
  return now !== null && before?.topic === now.topic && before.grade >= now.grade ? before : now;
}
