import { randomUUID } from 'node:crypto';
import type { WebhookEvent } from '../protocol/webhooks.ts';
import type { NewDelivery, ToldMeeting } from './ports.ts';

/** Over a long weekend somebody has mended it. */
const GIVE_UP_MS = 4 * 24 * 3_600_000;
/** Whoever tries it waits for what comes of it. */
const GIVE_UP_TEST_MS = 60_000;

const iso = (at: number) => new Date(at).toISOString();

function message(event: WebhookEvent, at: number, data: object, keepMs = GIVE_UP_MS): NewDelivery {
  const payload = JSON.stringify({ type: event, timestamp: iso(at), data });
  return { id: `msg_${randomUUID()}`, event, payload, giveUpAt: at + keepMs };
}

export function startedMessage({ startedAt, ...meeting }: ToldMeeting): NewDelivery {
  return message('meeting.started', startedAt, { ...meeting, startedAt: iso(startedAt) });
}

/** `isCutOff`: the server was killed in it, and nobody knows when it ended; it may go on as another. */
export function endedMessage({ startedAt, ...meeting }: ToldMeeting, at: number, isCutOff: boolean): NewDelivery {
  return message('meeting.ended', at, { ...meeting, startedAt: iso(startedAt), endedAt: iso(at), isCutOff });
}

export function testMessage(webhookId: string): NewDelivery {
  return message('webhook.test', Date.now(), { webhookId }, GIVE_UP_TEST_MS);
}
