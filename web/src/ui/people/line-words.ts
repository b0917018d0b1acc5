import type { TFunction } from 'i18next';
import type { LineView, ParticipantView } from '../../../../src/signaling/protocol/index.ts';
import { isReached } from '../../../../src/signaling/protocol/quorum.ts';

/** Part of the packets from which a voice begins to suffer. */
const LOSSY = 0.05;
/** Milliseconds there and back from which people talk at the same time (half of it one way: ITU-T G.114). */
const SLOW_MS = 400;
/** Of fewer lines nothing can be said of where it comes from. */
const MANY = 3;

/** What is the matter with a line. */
export type Complaint =
  | 'cut'
  | 'upload-held'
  | 'upload-weak'
  | 'download-held'
  | 'download-weak'
  | 'loss-from'
  | 'loss-to'
  | 'slow';

export function complaintsOf(line: LineView, person: ParticipantView): readonly Complaint[] {
  if (!isReached(person)) return ['cut'];
  const { upload, download, lossFrom, lossTo, roundTripMs } = line;
  const all: readonly (Complaint | false)[] = [
    upload === 'held' && 'upload-held',
    upload === 'weak' && 'upload-weak',
    download === 'held' && 'download-held',
    download === 'weak' && 'download-weak',
    (lossFrom ?? 0) >= LOSSY && 'loss-from',
    (lossTo ?? 0) >= LOSSY && 'loss-to',
    (roundTripMs ?? 0) >= SLOW_MS && 'slow',
  ];
  return all.filter((complaint) => complaint !== false);
}

/** One sentence: what is the matter, since when, and by which way in. */
export function lineText(t: TFunction, line: LineView, person: ParticipantView): string {
  const complaints = complaintsOf(line, person);
  if (complaints[0] === 'cut') return t('clinic.cut');
  const { lossFrom, lossTo, roundTripMs, weakForMs, way } = line;
  const what = complaints.map((complaint) => {
    switch (complaint) {
      case 'loss-from':
        return t('clinic.loss-from', { percent: percent(lossFrom) });
      case 'loss-to':
        return t('clinic.loss-to', { percent: percent(lossTo) });
      case 'slow':
        return t('clinic.slow', { ms: roundTripMs });
      default:
        return t(`clinic.${complaint}`);
    }
  });
  const minutes = weakForMs === null ? null : Math.floor(weakForMs / 60_000);
  const since =
    complaints.length === 0 || minutes === null
      ? null
      : minutes < 1
        ? t('clinic.sinceNow')
        : t('clinic.since', { count: minutes });
  return [...(what.length > 0 ? what : [t('clinic.good')]), since, t(`clinic.way.${way}`)].filter(Boolean).join(', ');
}

/** Where most lines are weak at once, it is none of theirs. */
export function isWeakForMost(lines: readonly LineView[], people: readonly ParticipantView[]): boolean {
  const known = lines.flatMap((line) => {
    const person = people.find(({ id }) => id === line.participantId);
    return person ? [complaintsOf(line, person).length > 0] : [];
  });
  const weak = known.filter((isWeak) => isWeak).length;
  return weak >= MANY && 2 * weak > known.length;
}

function percent(part: number | null): number {
  return Math.round((part ?? 0) * 100);
}
