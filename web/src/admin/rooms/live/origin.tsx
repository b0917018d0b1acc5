import { useTranslation } from 'react-i18next';
import type { MeetingView } from '../../../../../src/protocol/api/rooms/meeting.ts';
import { Sentence } from '../../../ui/text/sentence.tsx';
import form from '../../parts/form.module.css';
import { useDates } from '../../parts/use-dates.ts';

/** Who has made the room, and who was there first. */
export function Origin({ begun, madeBy }: Pick<MeetingView, 'begun' | 'madeBy'>) {
  const { t } = useTranslation();
  const { time } = useDates();
  if (begun === null && madeBy === null) return null;
  return (
    <p className={form.hint}>
      {begun !== null && (
        <Sentence say={(keep) => t('admin.live.begun', { name: keep(begun.by), time: time(begun.at) })} />
      )}{' '}
      {madeBy !== null && <Sentence say={(keep) => t('admin.live.madeBy', { name: keep(madeBy) })} />}
    </p>
  );
}
