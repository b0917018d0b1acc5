import type { TFunction } from 'i18next';
import type { LineView, ParticipantView } from '../../../../src/protocol/index.ts';
import { isReached } from '../../../../src/protocol/meeting/quorum.ts';

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

/** Whether anything is known of it: what was not measured is not good. */
export function isKnown(line: LineView, person: ParticipantView): boolean {
  return !isReached(person) || line.figures === 'known' || complaintsOf(line, person).length > 0;
}

/** What is the matter, each thing since when, and the way in behind it. */
export function lineText(t: TFunction, line: LineView, person: ParticipantView): string {
  const complaints = complaintsOf(line, person);
  if (complaints[0] === 'cut') return t('clinic.cut');
  const { figures, way } = line;
  const what = complaints.map((complaint) => complaintText(t, complaint, line)).join('. ') || t(`clinic.${figures}`);
  // Whatever is missing says as little of the way.
  return figures === 'missing' ? what : t('clinic.byWay', { what, way: t(`clinic.way.${way}`) });
}

function complaintText(t: TFunction, complaint: Complaint, line: LineView): string {
  const { lossFrom, lossTo, roundTripMs, uploadWeakForMs, downloadWeakForMs, lossyForMs } = line;
  switch (complaint) {
    case 'loss-from':
      return t('clinic.loss-from', { percent: percent(lossFrom) }) + sinceText(t, lossyForMs);
    case 'loss-to':
      return t('clinic.loss-to', { percent: percent(lossTo) }) + sinceText(t, lossyForMs);
    case 'slow':
      return t('clinic.slow', { seconds: (roundTripMs ?? 0) / 1_000 });
    case 'upload-held':
    case 'upload-weak':
      return t(`clinic.${complaint}`) + sinceText(t, uploadWeakForMs);
    default:
      return t(`clinic.${complaint}`) + sinceText(t, downloadWeakForMs);
  }
}

function sinceText(t: TFunction, forMs: number | null): string {
  if (forMs === null) return '';
  const minutes = Math.floor(forMs / 60_000);
  return `, ${minutes < 1 ? t('clinic.sinceNow') : t('clinic.since', { count: minutes })}`;
}

/** Where most lines are weak at once it may be none of theirs. Who is on the way back may have closed a lid. */
export function isWeakForMost(lines: readonly LineView[], people: readonly ParticipantView[]): boolean {
  const known = lines.flatMap((line) => {
    const person = people.find(({ id }) => id === line.participantId);
    return person && !person.reconnecting ? [complaintsOf(line, person).length > 0] : [];
  });
  const weak = known.filter((isWeak) => isWeak).length;
  return weak >= MANY && 2 * weak > known.length;
}

function percent(part: number | null): number {
  return Math.round((part ?? 0) * 100);
}
