import { Building2, CalendarDays, DoorOpen, type LucideIcon, UserRound, Users } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../admin-parts.tsx';
import { Go } from '../router/go.tsx';
import { type AdminPlace, paths } from '../router/places.ts';
import styles from './navigation.module.css';

interface Entry {
  readonly name: 'calendar' | 'rooms' | 'house' | 'people' | 'account';
  readonly to: string;
  readonly Icon: LucideIcon;
  /** The places that belong to it. */
  readonly places: readonly AdminPlace['is'][];
  /** For an organisation's admins alone. */
  readonly isForAdmins?: boolean;
}

/** In the order in which they are shown; what has a time, such as a calendar, comes before what has none. */
const ENTRIES: readonly Entry[] = [
  {
    name: 'calendar',
    to: paths.calendar,
    Icon: CalendarDays,
    places: ['calendar', 'new-reservation', 'reservation'],
  },
  { name: 'rooms', to: paths.rooms, Icon: DoorOpen, places: ['rooms', 'new-room', 'room'] },
  { name: 'house', to: paths.house, Icon: Building2, places: ['house', 'kept'] },
  { name: 'people', to: paths.people, Icon: Users, places: ['people'], isForAdmins: true },
  { name: 'account', to: paths.account, Icon: UserRound, places: ['account'] },
];

/** Where one can go, and where one is. */
export function Navigation({ place }: { readonly place: AdminPlace }) {
  const { t } = useTranslation();
  const { role } = useMe();
  const entries = ENTRIES.filter(({ isForAdmins = false }) => !isForAdmins || role === 'admin');
  return (
    <nav className={styles.navigation} aria-label={t('admin.nav.label')}>
      <ul>
        {entries.map(({ name, to, Icon, places }) => (
          <li key={name}>
            <Go to={to} className={styles.entry} aria-current={places.includes(place.is) ? 'page' : undefined}>
              <Icon size={20} aria-hidden />
              {name === 'calendar' ? t('calendar.title') : t(`admin.nav.${name}`)}
            </Go>
          </li>
        ))}
      </ul>
    </nav>
  );
}
