import type { TFunction } from 'i18next';
import type { SeatView } from '../../../../src/signaling/protocol/index.ts';
import { timeOfDay } from '../../i18n/region.ts';

/** What is to be said of a chair on which nobody sits: whoever was here is not somebody who has yet to come. */
export function seatWord(
  t: TFunction,
  { leftAt }: Pick<SeatView, 'leftAt'>,
  { language, isShort = false }: { readonly language: string; readonly isShort?: boolean },
): string {
  if (leftAt === null) return t('plan.expectedSeat');
  return t(isShort ? 'plan.goneAtShort' : 'plan.goneAt', { time: timeOfDay(leftAt, language) });
}
