import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Confirm } from '../../ui/dialogs/dialog.tsx';
import { useAdmin } from '../admin-parts.tsx';

/** While there is something unsaved, whoever leaves the page is asked: by a link, by Back, or by closing the tab. */
export function Unsaved({ isUnsaved }: { readonly isUnsaved: boolean }) {
  const { t } = useTranslation();
  const { router } = useAdmin();
  const [goOn, setGoOn] = useState<(() => void) | null>(null);
  useEffect(() => {
    if (!isUnsaved) return;
    const release = router.hold((leave) => setGoOn(() => leave));
    const unload = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener('beforeunload', unload);
    return () => {
      release();
      removeEventListener('beforeunload', unload);
    };
  }, [isUnsaved, router]);
  if (goOn === null) return null;
  return (
    <Confirm
      title={t('admin.unsaved.title')}
      text={t('admin.unsaved.text')}
      confirm={t('admin.unsaved.leave')}
      cancel={t('admin.unsaved.stay')}
      onConfirm={() => {
        setGoOn(null);
        goOn();
      }}
      onCancel={() => setGoOn(null)}
    />
  );
}
