import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { WebhookDeliveryView } from '../../../../../src/protocol/api/webhooks.ts';
import type { WebhookEvent } from '../../../../../src/protocol/webhooks.ts';
import { VisuallyHidden } from '../../../ui/layout/visually-hidden.tsx';
import { Answered } from '../../parts/answers/answered.tsx';
import form from '../../parts/form.module.css';
import { Badge, Row, Rows } from '../../parts/lists/rows.tsx';
import { useDates } from '../../parts/use-dates.ts';
import type { Server } from '../../server/server.ts';
import { useAnswer } from '../../server/use-answer.ts';
import styles from './webhooks.module.css';
import { webhooksApi } from './webhooks-api.ts';

/** Whoever has just tried it waits for what comes of it. */
const LOOK_EVERY_MS = 3_000;
const SHOWN = 10;

/** Under what the catalogues have an event: a dot means something else there. */
const EVENT_WORDS = {
  'meeting.started': 'started',
  'meeting.ended': 'ended',
  'webhook.test': 'test',
} as const satisfies Readonly<Record<WebhookEvent, string>>;

/** What was told last, and whether it arrived. */
export function WebhookDeliveries({ webhookId }: { readonly webhookId: string }) {
  const { t } = useTranslation();
  const ask = useCallback(
    (server: Server, signal: AbortSignal) => webhooksApi(server).deliveries(webhookId, signal),
    [webhookId],
  );
  const { answer, again } = useAnswer(ask, { everyMs: LOOK_EVERY_MS });
  const newest = answer.is === 'there' ? answer.value[0] : undefined;
  return (
    <div className={styles.deliveries}>
      <VisuallyHidden>
        <span role="status">
          {newest &&
            `${t(`admin.webhooks.event.${EVENT_WORDS[newest.event]}`)}: ${t(`admin.webhooks.state.${newest.state}`)}`}
        </span>
      </VisuallyHidden>
      <Answered answer={answer} again={again}>
        {(deliveries) =>
          deliveries.length === 0 ? (
            <p className={form.hint}>{t('admin.webhooks.nothingYet')}</p>
          ) : (
            <Rows>
              {deliveries.slice(0, SHOWN).map((delivery) => (
                <DeliveryRow key={delivery.id} delivery={delivery} />
              ))}
            </Rows>
          )
        }
      </Answered>
    </div>
  );
}

function DeliveryRow({ delivery }: { readonly delivery: WebhookDeliveryView }) {
  const { t } = useTranslation();
  const { at } = useDates();
  const { event, state, failure, status, createdAt } = delivery;
  const why = failure === null ? null : t(`admin.webhooks.failure.${failure}`);
  const answer = status === null ? null : `HTTP ${status}`;
  return (
    <Row
      title={t(`admin.webhooks.event.${EVENT_WORDS[event]}`)}
      badge={
        <Badge look={state === 'delivered' ? 'good' : state === 'failed' ? 'warn' : 'plain'}>
          {t(`admin.webhooks.state.${state}`)}
        </Badge>
      }
      detail={[at(createdAt), why, answer].filter((part) => part !== null).join(' · ')}
    />
  );
}
