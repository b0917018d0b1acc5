import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { MAX_PASSKEY_NAME_LENGTH, type PasskeyView } from '../../../../../src/protocol/accounts/passkeys.ts';
import { isVisible } from '../../../../../src/protocol/base/text.ts';
import { Button } from '../../../ui/controls/button.tsx';
import { Dialog } from '../../../ui/dialogs/dialog.tsx';
import { TextField } from '../../../ui/fields/field.tsx';
import { useAdmin } from '../../admin-parts.tsx';
import { FailureAlert } from '../../parts/answers/failure.tsx';
import form from '../../parts/form.module.css';
import { Form } from '../../parts/form.tsx';
import { useDoing } from '../../server/use-doing.ts';
import { passkeysApi } from './passkeys-api.ts';

interface RenameDialogProps {
  readonly passkey: PasskeyView;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

export function RenameDialog({ passkey, onDone, onClose }: RenameDialogProps) {
  const { t } = useTranslation();
  const { server } = useAdmin();
  const { isBusy, failure, run } = useDoing();
  const [name, setName] = useState(passkey.name);
  const [isMissing, setMissing] = useState(false);
  const submit = () => {
    if (!isVisible(name)) return setMissing(true);
    void run(() => passkeysApi(server).rename(passkey.id, name), onDone);
  };
  return (
    <Dialog title={t('admin.passkeys.rename')} onClose={onClose}>
      <Form isOpened onSubmit={submit}>
        <TextField
          label={t('admin.passkeys.name')}
          name="passkey"
          value={name}
          maxLength={MAX_PASSKEY_NAME_LENGTH}
          autoComplete="off"
          required
          onChange={(event) => {
            setName(event.currentTarget.value);
            setMissing(false);
          }}
          error={isMissing ? t('admin.person.nameMissing') : null}
        />
        <FailureAlert failure={failure} />
        <div className={form.buttons}>
          <Button type="submit" look="primary" busy={isBusy}>
            {t('admin.save')}
          </Button>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
        </div>
      </Form>
    </Dialog>
  );
}
