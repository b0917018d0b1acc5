import { createHmac, randomBytes } from 'node:crypto';

const PREFIX = 'whsec_';
/** Standard Webhooks asks for 24 to 64. */
const SECRET_BYTES = 32;

export function newWebhookSecret(): string {
  return PREFIX + randomBytes(SECRET_BYTES).toString('base64');
}

/** The headers by which whoever has the secret sees that it is ours, whole, and not of yesterday (Standard Webhooks 1.0.0). */
export function signedHeaders(message: { id: string; secret: string; payload: string; at: number }) {
  const { id, secret, payload, at } = message;
  const timestamp = Math.floor(at / 1_000);
  const key = Buffer.from(secret.slice(PREFIX.length), 'base64');
  const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${payload}`).digest('base64');
  return {
    'content-type': 'application/json',
    'user-agent': 'Tafelrunde',
    'webhook-id': id,
    'webhook-timestamp': String(timestamp),
    'webhook-signature': `v1,${signature}`,
  };
}
