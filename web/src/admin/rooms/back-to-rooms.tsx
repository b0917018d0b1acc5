import { ArrowLeft } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Go } from '../router/go.tsx';
import { paths } from '../router/places.ts';
import styles from './room-page.module.css';

export function BackToRooms() {
  const { t } = useTranslation();
  return (
    <Go to={paths.rooms} className={styles.back}>
      <ArrowLeft size={18} aria-hidden />
      {t('admin.rooms.all')}
    </Go>
  );
}
