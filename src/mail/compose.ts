import { Dispatch } from './dispatch.ts';
import type { MailSettings } from './mail-settings.ts';
import { Outbox } from './outbox.ts';
import type { OutboxStore } from './ports.ts';
import { SmtpTransport } from './transport.ts';

interface MailOptions {
  /** Null: no mail goes out. */
  readonly settings: MailSettings | null;
  readonly store: OutboxStore;
  readonly log: ConstructorParameters<typeof Dispatch>[0]['log'];
  readonly report: (error: unknown) => void;
}

export interface Mail {
  readonly outbox: Outbox;
  /** For a server that is alone on its database. */
  start(): Promise<void>;
  /** Idempotent. */
  close(): Promise<void>;
}

export function composeMail({ settings, store, log, report }: MailOptions): Mail {
  const dispatch = settings && new Dispatch({ store, transport: new SmtpTransport(settings), log, report });
  return {
    outbox: new Outbox({
      store,
      isOn: dispatch !== null,
      from: settings?.from.address ?? null,
      posted: () => dispatch?.wake(),
    }),
    async start() {
      await dispatch?.start();
    },
    async close() {
      await dispatch?.close();
    },
  };
}
