import { useTranslation } from 'react-i18next';
import type { Capacity } from '../../../../../src/protocol/api/reservations.ts';
import form from '../../parts/form.module.css';
import { useDates } from '../../parts/use-dates.ts';
import { reservationsApi } from '../../server/reservations-api.ts';
import type { Server } from '../../server/server.ts';
import { useAnswer } from '../../server/use-answer.ts';

const askCapacity = (server: Server, signal: AbortSignal) => reservationsApi(server).capacity(signal);

/** How many seats there are for all, and how sure that number is. Nobody waits for it. */
export function CapacityNote() {
  const { answer } = useAnswer(askCapacity);
  return answer.is === 'there' ? <Said capacity={answer.value} /> : null;
}

function Said({ capacity: { seats, from, measuredOn } }: { readonly capacity: Capacity }) {
  const { t } = useTranslation();
  const dates = useDates();
  const day = measuredOn === null ? '' : dates.day(`${measuredOn}T12:00`);
  return (
    <p className={form.hint}>
      {t('calendar.form.capacity', { count: seats })} {t(`calendar.form.capacityFrom.${from}`, { day })}
    </p>
  );
}
