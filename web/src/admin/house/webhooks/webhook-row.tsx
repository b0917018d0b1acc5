import { ChevronDown } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { WebhookView } from '../../../../../src/protocol/api/webhooks.ts';
import { Button } from '../../../ui/controls/button.tsx';
import { Confirm } from '../../../ui/dialogs/dialog.tsx';
import { cx } from '../../../ui/layout/cx.ts';
import { useAdmin } from '../../admin-parts.tsx';
import { FailureAlert } from '../../parts/answers/failure.tsx';
import form from '../../parts/form.module.css';
import { Badge, Row } from '../../parts/lists/rows.tsx';
import { useDates } from '../../parts/use-dates.ts';
import { useDoing } from '../../server/use-doing.ts';
import { WebhookDeliveries } from './webhook-deliveries.tsx';
import styles from './webhooks.module.css';
import { webhooksApi } from './webhooks-api.ts';

interface WebhookRowProps {
  readonly webhook: WebhookView;
  readonly onChanged: () => void;
}

/** One address, whether what is told arrives there, and what can be done with it. */
export function WebhookRow({ webhook, onChanged }: WebhookRowProps) {
  const { t } = useTranslation();
  const { server } = useAdmin();
  const { at } = useDates();
  const { isBusy, failure, run } = useDoing();
  const [isAsked, setAsked] = useState(false);
  const [shown, setShown] = useState(0);
  const { id, url, isPaused, failingSince, disabledAt } = webhook;
  const api = webhooksApi(server);
  const isOff = isPaused || disabledAt !== null;
  /** Others have the same buttons. */
  const ofThis = (deed: string) => `${deed}: ${url}`;
  const words =
    disabledAt !== null
      ? t('admin.webhooks.disabled', { at: at(disabledAt) })
      : failingSince !== null
        ? t('admin.webhooks.failing', { at: at(failingSince) })
        : null;
  return (
    <Row
      title={
        <bdi dir="ltr" translate="no">
          {url}
        </bdi>
      }
      badge={
        isOff ? (
          <Badge look="warn">{t(disabledAt !== null ? 'admin.webhooks.isOff' : 'admin.webhooks.isPaused')}</Badge>
        ) : (
          <Badge look={failingSince === null ? 'good' : 'warn'}>
            {t(failingSince === null ? 'admin.webhooks.isOn' : 'admin.webhooks.isFailing')}
          </Badge>
        )
      }
      detail={words}
    >
      <div className={cx(form.buttons, styles.deeds)}>
        <Button
          size="small"
          aria-label={ofThis(t('admin.webhooks.test'))}
          busy={isBusy}
          onClick={() =>
            void run(
              () => api.test(id),
              () => setShown((times) => times + 1),
            )
          }
        >
          {t('admin.webhooks.test')}
        </Button>
        <Button
          size="small"
          aria-label={ofThis(t('admin.webhooks.results'))}
          aria-expanded={shown > 0}
          icon={<ChevronDown size={18} aria-hidden className={cx(shown > 0 && styles.open)} />}
          onClick={() => setShown(shown > 0 ? 0 : 1)}
        >
          {t('admin.webhooks.results')}
        </Button>
        <Button
          size="small"
          aria-label={ofThis(t(isOff ? 'admin.webhooks.resume' : 'admin.webhooks.pause'))}
          busy={isBusy}
          onClick={() => void run(() => api.setPaused(id, !isOff), onChanged)}
        >
          {t(isOff ? 'admin.webhooks.resume' : 'admin.webhooks.pause')}
        </Button>
        <Button
          size="small"
          look="quiet"
          aria-label={ofThis(t('admin.webhooks.delete'))}
          busy={isBusy}
          onClick={() => setAsked(true)}
        >
          {t('admin.webhooks.delete')}
        </Button>
      </div>
      <FailureAlert failure={failure} />
      {shown > 0 && <WebhookDeliveries key={shown} webhookId={id} />}
      {isAsked && (
        <Confirm
          title={t('admin.webhooks.askTitle')}
          text={t('admin.webhooks.askText')}
          confirm={t('admin.webhooks.delete')}
          onConfirm={() => {
            setAsked(false);
            void run(() => api.delete(id), onChanged);
          }}
          onCancel={() => setAsked(false)}
        />
      )}
    </Row>
  );
}
