import { useTranslation } from 'react-i18next';
import { AdminPage } from './parts/admin-page.tsx';
import form from './parts/form.module.css';
import { Go } from './router/go.tsx';
import { paths } from './router/places.ts';

/** For an address that leads nowhere, or to what is no longer there. */
export function LostPage() {
  const { t } = useTranslation();
  return (
    <AdminPage title={t('admin.lost.title')} lead={t('admin.lost.text')}>
      <p>
        <Go to={paths.rooms} className={form.link}>
          {t('admin.lost.toRooms')}
        </Go>
      </p>
    </AdminPage>
  );
}
