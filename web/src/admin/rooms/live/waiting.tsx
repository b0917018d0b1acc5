import { useTranslation } from 'react-i18next';
import type { MeetingView } from '../../../../../src/protocol/api/rooms/meeting.ts';
import { useDates } from '../../parts/use-dates.ts';
import styles from './live.module.css';

/** Who waits to be let in by those who chair. How many is said when it changes; their names are there to be read. */
export function Waiting({ waiting }: Pick<MeetingView, 'waiting'>) {
  const { t } = useTranslation();
  const { time } = useDates();
  return (
    <div className={waiting.length > 0 ? styles.waiting : styles.nobody}>
      <p role="status">{waiting.length > 0 && t('admin.live.waiting', { count: waiting.length })}</p>
      {waiting.length > 0 && (
        <ul>
          {waiting.map(({ id, name, since }) => (
            <li key={id}>
              <bdi translate="no">{name}</bdi> <small>{t('admin.live.waitsSince', { time: time(since) })}</small>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
