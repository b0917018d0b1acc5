// What other programs are told by webhooks (standardwebhooks.com), and what became of it.

/** `webhook.test`: somebody tries whether it arrives. */
export const WEBHOOK_EVENTS = ['meeting.started', 'meeting.ended', 'webhook.test'] as const;
export type WebhookEvent = (typeof WEBHOOK_EVENTS)[number];

export const WEBHOOK_DELIVERY_STATES = ['waiting', 'sending', 'delivered', 'failed'] as const;
export type WebhookDeliveryState = (typeof WEBHOOK_DELIVERY_STATES)[number];

/**
 * `refused`: an answer that is no success, redirects included. `gone`: it wants no more (410). `too-late`: it was tried for days.
 * `too-many`: as many waited as may. `disabled`: nothing goes there any more.
 */
export const WEBHOOK_FAILURES = [
  'address-refused',
  'no-such-name',
  'not-reached',
  'bad-certificate',
  'silent',
  'refused',
  'gone',
  'too-late',
  'too-many',
  'disabled',
] as const;
export type WebhookFailure = (typeof WEBHOOK_FAILURES)[number];
