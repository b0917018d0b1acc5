import { useTranslation } from 'react-i18next';
import { Button } from '../../../ui/controls/button.tsx';
import { Dialog } from '../../../ui/dialogs/dialog.tsx';

interface ImportDialogProps {
  readonly count: number;
  readonly onReplace: () => void;
  readonly onAppend: () => void;
  readonly onCancel: () => void;
}

/** What becomes of the seats that are there. Nothing is saved by it. */
export function ImportDialog({ count, onReplace, onAppend, onCancel }: ImportDialogProps) {
  const { t } = useTranslation();
  return (
    <Dialog title={t('admin.plan.readTitle', { count })} onClose={onCancel}>
      <p>{t('admin.plan.readText')}</p>
      <footer>
        <Button onClick={onCancel}>{t('common.cancel')}</Button>
        <Button onClick={onAppend}>{t('admin.plan.append')}</Button>
        <Button look="primary" onClick={onReplace}>
          {t('admin.plan.replace')}
        </Button>
      </footer>
    </Dialog>
  );
}
