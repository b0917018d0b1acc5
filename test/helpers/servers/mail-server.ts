import { once } from 'node:events';
import { type AddressObject, type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { expect, onTestFinished } from 'vitest';
import type { MailSettings } from '../../../src/mail/mail-settings.ts';

export const MAIL_FROM = { name: 'Konferenz', address: 'konferenz@tafelrunde.example' };

/** A mail as it arrived. */
export interface Arrived {
  readonly to: readonly string[];
  readonly raw: string;
  readonly parsed: ParsedMail;
}

/** What the server says instead of taking a mail; null: it takes it. */
export type Refusal = { readonly at: 'RCPT' | 'DATA'; readonly status: number } | null;

/** A real SMTP server on this machine, which reads what it gets as mail programs do. Closed with the test. */
export async function startMailServer(options: SMTPServerOptions = {}) {
  const arrived: Arrived[] = [];
  const wishes = { refusal: (_address: string): Refusal => null, beforeAnswer: async () => {} };
  const refused = (status: number, address: string) =>
    Object.assign(new Error(`no <${address}> here`), { responseCode: status });
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    logger: false,
    ...options,
    onRcptTo({ address }, _session, done) {
      const refusal = wishes.refusal(address);
      done(refusal?.at === 'RCPT' ? refused(refusal.status, address) : null);
    },
    onData(stream, { envelope }, done) {
      const to = envelope.rcptTo.map(({ address }) => address);
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', async () => {
        const refusal = wishes.refusal(to[0] ?? '');
        if (refusal?.at === 'DATA') return done(refused(refusal.status, to[0] ?? ''));
        const raw = Buffer.concat(chunks);
        arrived.push({ to, raw: raw.toString('utf8'), parsed: await simpleParser(raw) });
        await wishes.beforeAnswer();
        done();
      });
    },
  });
  // Clients that go in the middle of something.
  server.on('error', () => {});
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  const bound = server.server.address();
  const port = typeof bound === 'object' ? (bound?.port ?? 0) : 0;
  let closing: Promise<void> | undefined;
  const stop = () => {
    closing ??= new Promise((resolve) => server.close(() => resolve()));
    return closing;
  };
  onTestFinished(stop);
  const settings: MailSettings = { host: '127.0.0.1', port, tls: 'offered', login: null, from: MAIL_FROM };
  return {
    settings,
    arrived,
    wishes,
    stop,
    /** Waits for it. */
    async mailTo(address: string): Promise<Arrived> {
      await expect.poll(() => arrived.some(({ to }) => to.includes(address))).toBe(true);
      const mail = arrived.findLast(({ to }) => to.includes(address));
      if (mail === undefined) throw new Error('it is gone');
      return mail;
    },
  };
}

export function addressesOf(field: AddressObject | AddressObject[] | undefined) {
  return [field ?? []].flat().flatMap(({ value }) => value);
}
