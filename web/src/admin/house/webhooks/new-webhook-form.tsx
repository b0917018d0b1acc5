import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  MAX_WEBHOOK_URL_LENGTH,
  type MadeWebhook,
  webhookUrlSchema,
} from '../../../../../src/protocol/api/webhooks.ts';
import { Button } from '../../../ui/controls/button.tsx';
import { TextField } from '../../../ui/fields/field.tsx';
import { useAdmin } from '../../admin-parts.tsx';
import { FailureAlert } from '../../parts/answers/failure.tsx';
import form from '../../parts/form.module.css';
import { Form } from '../../parts/form.tsx';
import { useDoing } from '../../server/use-doing.ts';
import { webhooksApi } from './webhooks-api.ts';

interface NewWebhookFormProps {
  readonly onMade: (made: MadeWebhook) => void;
  readonly onCancel: () => void;
}

export function NewWebhookForm({ onMade, onCancel }: NewWebhookFormProps) {
  const { t } = useTranslation();
  const { server } = useAdmin();
  const { isBusy, failure, run } = useDoing();
  const [url, setUrl] = useState('');
  const [isWrong, setWrong] = useState(false);
  const submit = () => {
    const read = webhookUrlSchema.safeParse(url.trim());
    if (!read.success) return setWrong(true);
    void run(() => webhooksApi(server).make({ url: read.data }), onMade);
  };
  return (
    <Form isOpened onSubmit={submit}>
      <TextField
        label={t('admin.webhooks.url')}
        name="url"
        type="url"
        value={url}
        maxLength={MAX_WEBHOOK_URL_LENGTH}
        autoComplete="off"
        spellCheck={false}
        translate="no"
        required
        onChange={(event) => {
          setUrl(event.currentTarget.value);
          setWrong(false);
        }}
        hint={t('admin.webhooks.urlHint')}
        error={isWrong ? t('admin.webhooks.urlInvalid') : null}
      />
      <FailureAlert failure={failure} />
      <div className={form.buttons}>
        <Button type="submit" look="primary" busy={isBusy}>
          {t('admin.webhooks.makeIt')}
        </Button>
        <Button onClick={onCancel}>{t('common.cancel')}</Button>
      </div>
    </Form>
  );
}
