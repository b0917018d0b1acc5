import { useTranslation } from 'react-i18next';
import { BackLink } from '../parts/link-button.tsx';
import { paths } from '../router/places.ts';

export function BackToRooms() {
  const { t } = useTranslation();
  return <BackLink to={paths.rooms}>{t('admin.rooms.all')}</BackLink>;
}
