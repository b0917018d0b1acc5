import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { emailKey } from '../../../../../src/protocol/accounts/email.ts';
import type { CalledSeat } from '../../../../../src/protocol/api/rooms/calls.ts';
import type { MailLanguage } from '../../../../../src/protocol/mail.ts';
import { Button } from '../../../ui/controls/button.tsx';
import { Dialog } from '../../../ui/dialogs/dialog.tsx';
import { TextField } from '../../../ui/fields/field.tsx';
import { RadioChoice } from '../../../ui/fields/radio-choice.tsx';
import { Sentence } from '../../../ui/text/sentence.tsx';
import { useAdmin } from '../../admin-parts.tsx';
import { FailureAlert } from '../../parts/answers/failure.tsx';
import form from '../../parts/form.module.css';
import { Form } from '../../parts/form.tsx';
import { callsApi } from '../../server/calls-api.ts';
import { useDoing } from '../../server/use-doing.ts';

interface AddressDialogProps {
  readonly roomId: string;
  readonly seat: Pick<CalledSeat, 'id' | 'name' | 'address'>;
  readonly onClose: () => void;
  readonly onSaved: () => void;
}

/** Where mail for an expected person goes; an empty field: nowhere. */
export function AddressDialog({ roomId, seat, onClose, onSaved }: AddressDialogProps) {
  const { t } = useTranslation();
  const { server } = useAdmin();
  const { isBusy, failure, run } = useDoing();
  const [email, setEmail] = useState(seat.address?.email ?? '');
  const [language, setLanguage] = useState<MailLanguage>(seat.address?.language ?? 'de');
  const [isWrong, setWrong] = useState(false);
  const submit = () => {
    const typed = email.trim();
    if (typed !== '' && emailKey(typed) === null) return setWrong(true);
    const address = { email: typed === '' ? null : typed, language };
    void run(() => callsApi(server, roomId).setAddress(seat.id, address), onSaved);
  };
  return (
    <Dialog
      title={<Sentence say={(keep) => t('admin.call.addressTitle', { name: keep(seat.name) })} />}
      onClose={onClose}
    >
      <Form isOpened onSubmit={submit}>
        <TextField
          label={t('admin.signIn.email')}
          type="email"
          name="email"
          value={email}
          autoComplete="off"
          onChange={(event) => {
            setEmail(event.currentTarget.value);
            setWrong(false);
          }}
          hint={t('admin.call.addressHint')}
          error={isWrong ? t('admin.call.addressWrong') : null}
        />
        <RadioChoice
          legend={t('admin.call.language')}
          look="row"
          options={[
            { value: 'de', label: t('admin.call.german') },
            { value: 'en', label: t('admin.call.english') },
          ]}
          value={language}
          onChange={setLanguage}
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
