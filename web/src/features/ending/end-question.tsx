import { useTranslation } from 'react-i18next';
import { Confirm } from '../../ui/dialogs/dialog.tsx';
import { useEnding } from './use-ending.ts';

/** Before everyone is sent home. */
export function EndQuestion({ onDone }: { readonly onDone: () => void }) {
  const { t } = useTranslation();
  const { end } = useEnding();
  return (
    <Confirm
      title={t('people.endTitle')}
      text={t('people.endText')}
      confirm={t('people.endConfirm')}
      onCancel={onDone}
      onConfirm={() => {
        onDone();
        end();
      }}
    />
  );
}
