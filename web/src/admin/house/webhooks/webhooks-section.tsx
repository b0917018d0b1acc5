import { Webhook } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MadeWebhook } from '../../../../../src/protocol/api/webhooks.ts';
import { Button } from '../../../ui/controls/button.tsx';
import { Answered } from '../../parts/answers/answered.tsx';
import form from '../../parts/form.module.css';
import { Rows } from '../../parts/lists/rows.tsx';
import { SecretOnce } from '../../parts/secret-once.tsx';
import { Section } from '../../parts/section.tsx';
import type { Server } from '../../server/server.ts';
import { useAnswer } from '../../server/use-answer.ts';
import { NewWebhookForm } from './new-webhook-form.tsx';
import { WebhookRow } from './webhook-row.tsx';
import { webhooksApi } from './webhooks-api.ts';

const askForWebhooks = (server: Server, signal: AbortSignal) => webhooksApi(server).list(signal);

/** Where programs are told of meetings: hardly any house needs it, so it comes last and says so. */
export function WebhooksSection() {
  const { t } = useTranslation();
  const { answer, again } = useAnswer(askForWebhooks);
  const [made, setMade] = useState<MadeWebhook | null>(null);
  const [isOpen, setOpen] = useState(false);
  return (
    <Section title={t('admin.webhooks.title')} lead={t('admin.webhooks.lead')}>
      {made !== null && <SecretOnce of="webhooks" secret={made.secret} onKept={() => setMade(null)} />}
      <Answered answer={answer} again={again}>
        {(webhooks) => (
          <Rows>
            {webhooks.map((webhook) => (
              <WebhookRow key={webhook.id} webhook={webhook} onChanged={again} />
            ))}
          </Rows>
        )}
      </Answered>
      {isOpen ? (
        <NewWebhookForm
          onMade={(webhook) => {
            setMade(webhook);
            setOpen(false);
            again();
          }}
          onCancel={() => setOpen(false)}
        />
      ) : (
        <div className={form.buttons}>
          <Button icon={<Webhook size={20} aria-hidden />} onClick={() => setOpen(true)}>
            {t('admin.webhooks.make')}
          </Button>
        </div>
      )}
    </Section>
  );
}
