import { useTranslation } from 'react-i18next';
import type { ReceivedSeat } from '../../call/meeting/received.ts';
import { useTimeOfDay } from '../../ui/text/time.tsx';

type SeatWord = (seat: Pick<ReceivedSeat, 'leftAt'>, length?: 'short' | 'long') => string;

/** What is to be said of a chair on which nobody sits: whoever was here is not somebody who has yet to come. */
export function useSeatWord(): SeatWord {
  const { t } = useTranslation();
  const timeOfDay = useTimeOfDay();
  return ({ leftAt }, length = 'long') => {
    if (leftAt === null) return t('plan.expectedSeat');
    return t(length === 'short' ? 'plan.goneAtShort' : 'plan.goneAt', { time: timeOfDay(leftAt) });
  };
}
