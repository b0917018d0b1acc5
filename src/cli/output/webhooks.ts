import type { WebhookFailure } from '../../protocol/webhooks.ts';
import type { StoredWebhook, WebhookDelivery } from '../../webhooks/ports.ts';
import { shorten, table } from './render.ts';
import { formatTime } from './text.ts';

// What is printed of where meetings are told of.

const isoTime = (at: number) => new Date(at).toISOString();
const isoOrNull = (at: number | null) => (at === null ? null : isoTime(at));

export function webhookView({ id, organisationId, url, ...webhook }: StoredWebhook) {
  return {
    id,
    organisationId,
    url,
    isPaused: webhook.pausedAt !== null,
    failingSince: isoOrNull(webhook.failingSince),
    disabledAt: isoOrNull(webhook.disabledAt),
    createdAt: isoTime(webhook.createdAt),
  };
}
type WebhookView = ReturnType<typeof webhookView>;

export function deliveryView({ createdAt, changedAt, ...delivery }: WebhookDelivery) {
  return { ...delivery, createdAt: isoTime(createdAt), changedAt: isoTime(changedAt) };
}
type DeliveryView = ReturnType<typeof deliveryView>;

export function webhookTable(webhooks: readonly WebhookView[]): string {
  const rows = webhooks.map((webhook) => [shorten(webhook.url), stateOf(webhook), webhook.id]);
  return table(['Address', 'State', 'Id'], rows);
}

function stateOf({ isPaused, failingSince, disabledAt }: WebhookView): string {
  if (disabledAt !== null) return 'switched off: it failed; see: tafelrunde webhook resume';
  if (isPaused) return 'paused';
  return failingSince === null ? 'on' : `fails since ${formatTime(Date.parse(failingSince))}`;
}

const FAILURES: Readonly<Record<WebhookFailure, string>> = {
  'address-refused': 'refused here: not everybody can send to this address',
  'no-such-name': 'its name is not found',
  'not-reached': 'it is not reached',
  'bad-certificate': 'its certificate is not valid',
  silent: 'it does not answer',
  refused: 'it does not say that it has it',
  gone: 'it wants no more',
  'too-late': 'it could not be told for days',
  'too-many': 'too many messages waited',
  disabled: 'the webhook was switched off',
};

export function deliveryWords({ state, failure, status }: DeliveryView): string {
  const answer = status === null ? '' : ` (HTTP ${status})`;
  if (state === 'delivered') return `It has arrived${answer}.`;
  return `It has not arrived: ${failure === null ? 'it waits' : FAILURES[failure]}${answer}.`;
}

export function deliveryTable(deliveries: readonly DeliveryView[]): string {
  const rows = deliveries.map(({ event, state, failure, status, attempts, createdAt }) => [
    formatTime(Date.parse(createdAt)),
    event,
    state,
    failure === null ? '' : FAILURES[failure],
    status === null ? '' : String(status),
    String(attempts),
  ]);
  return table(['Time', 'Message', 'State', 'Why', 'HTTP', 'Attempts'], rows);
}
