import { WebhookDispatch } from './dispatch.ts';
import { HttpsTransport } from './https-transport.ts';
import { endedMessage, startedMessage } from './messages.ts';
import type { DeliveryStore, MayReach, OpenMeetingStore } from './ports.ts';

interface WebhooksOptions {
  readonly store: DeliveryStore & OpenMeetingStore;
  /** `publicTargets`, but for tests. */
  readonly mayReach: MayReach;
  /** PEM of authorities, instead of those known. */
  readonly ca?: string;
  readonly log: ConstructorParameters<typeof WebhookDispatch>[0]['log'];
  /** It is kept that nothing goes there any more. Never fails. */
  readonly disabled: (webhookId: string) => Promise<void>;
  readonly report: (error: unknown) => void;
}

interface MeetingMoments {
  meetingStarted(meeting: { id: string; roomId: string; at: number }): Promise<void>;
  meetingEnded(meeting: { id: string; at: number }): Promise<void>;
}

export interface WebhookService {
  /** As meetings tell of themselves. */
  readonly moments: MeetingMoments;
  /** There is something to tell. */
  wake(): void;
  /** For a server that is alone on its database, before anybody comes. */
  start(): Promise<void>;
  /** Idempotent. */
  close(): Promise<void>;
}

export function composeWebhooks({ store, mayReach, ca, log, disabled, report }: WebhooksOptions): WebhookService {
  const transport = new HttpsTransport({ mayReach, ...(ca === undefined ? {} : { ca }) });
  const dispatch = new WebhookDispatch({ store, transport, log, disabled, report });
  return {
    moments: {
      async meetingStarted(meeting) {
        await store.meetingStarted(meeting, startedMessage);
        dispatch.wake();
      },
      async meetingEnded({ id, at }) {
        await store.meetingEnded(id, (meeting) => endedMessage(meeting, at, false));
        dispatch.wake();
      },
    },
    wake: () => dispatch.wake(),
    async start() {
      // On a full disk the server starts all the same.
      const now = Date.now();
      await store.endCutOff((meeting) => endedMessage(meeting, now, true)).catch(report);
      await dispatch.start().catch(report);
    },
    close: () => dispatch.close(),
  };
}
