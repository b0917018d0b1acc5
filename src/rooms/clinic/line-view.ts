import { agoOf, type LineView } from '../../protocol/index.ts';
import type { Participant } from '../meeting/index.ts';
import type { LineReading } from '../ports/media-plane.ts';
import type { LossMemory } from './loss-memory.ts';

/** One line as those who chair see it. */
export function lineView(participant: Participant, memory: LossMemory, reading: LineReading | null): LineView {
  const { id: participantId } = participant;
  const { upload, uploadWeakSince } = participant.lineState;
  const own = { participantId, upload, uploadWeakForMs: forMs(uploadWeakSince) };
  if (reading === null) return { ...own, ...NOTHING_KNOWN };
  memory.note(reading);
  const { lossFrom, lossTo } = memory.losses;
  const isKnown = lossFrom !== null || lossTo !== null;
  const { way, download, downloadWeakSince, roundTripMs } = reading;
  return {
    ...own,
    figures: isKnown ? 'known' : memory.isFresh ? 'coming' : 'missing',
    way,
    download,
    downloadWeakForMs: forMs(downloadWeakSince),
    lossFrom: inHundredths(lossFrom),
    lossTo: inHundredths(lossTo),
    lossyForMs: forMs(memory.lossySince),
    roundTripMs: roundTripMs === null ? null : Math.round(roundTripMs),
  };
}

/** Of a line that is cut, or whose worker gives no answer. */
const NOTHING_KNOWN = {
  figures: 'missing',
  way: 'none',
  download: null,
  downloadWeakForMs: null,
  lossFrom: null,
  lossTo: null,
  lossyForMs: null,
  roundTripMs: null,
} as const satisfies Partial<LineView>;

function forMs(since: number | null): LineView['lossyForMs'] {
  return since === null ? null : agoOf(since);
}

function inHundredths(part: number | null): number | null {
  return part === null ? null : Math.round(part * 100) / 100;
}
