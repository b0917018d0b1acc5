import { createTransport, type SMTPTransportOptions } from 'nodemailer';
import type { MailFailure } from '../protocol/mail.ts';
import type { MailSettings } from './mail-settings.ts';
import { mimeOf } from './mime.ts';
import type { Attempt, Letter, MailTransport } from './ports.ts';

/** Each is longer than a mail server takes that is busy and well. */
const CONNECT_WITHIN_MS = 15_000;
const GREETING_WITHIN_MS = 15_000;
/** Some look at a mail for viruses before they say that they have it. */
const SILENT_FOR_MS = 60_000;

/** Faults of the connection or of what is set: they say nothing of the mail. */
const UNREACHED: readonly string[] = [
  'ECONNECTION',
  'ETIMEDOUT',
  'ESOCKET',
  'EDNS',
  'ETLS',
  'EAUTH',
  'ENOAUTH',
  'EPROTOCOL',
];

type SmtpOptions = SMTPTransportOptions;

export function connectionOptions({ host, port, tls, login }: MailSettings): SmtpOptions {
  return {
    host,
    port,
    secure: tls === 'at-once',
    // Otherwise whoever stands between could take it away (RFC 8314, 3.3).
    requireTLS: tls === 'starttls',
    // What stays on this machine is safe without, and its certificate is seldom for `localhost`.
    ...(tls === 'offered' ? { opportunisticTLS: true, tls: { rejectUnauthorized: false } } : {}),
    ...(login ? { auth: { user: login.user, pass: login.password } } : {}),
    connectionTimeout: CONNECT_WITHIN_MS,
    greetingTimeout: GREETING_WITHIN_MS,
    dnsTimeout: CONNECT_WITHIN_MS,
    socketTimeout: SILENT_FOR_MS,
    logger: false,
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}

/** Sends by SMTP, each mail by a connection of its own. */
export class SmtpTransport implements MailTransport {
  readonly #settings: MailSettings;
  readonly #mailer: ReturnType<typeof createTransport>;

  constructor(settings: MailSettings) {
    this.#settings = settings;
    this.#mailer = createTransport(connectionOptions(settings));
  }

  async send(mailId: string, letter: Letter, signal: AbortSignal): Promise<Attempt> {
    try {
      await this.#mailer.sendMail({ ...mimeOf(mailId, letter, this.#settings.from), signal });
      return { is: 'sent' };
    } catch (error) {
      return understand(error);
    }
  }
}

/** Never the error itself: it quotes the address. */
function understand(error: unknown): Attempt {
  const { code, originalCode, responseCode: status = null, permanent = false, command } = fieldsOf(error);
  const failure = failureAt(command, status);
  if (permanent && failure !== null) return { is: 'refused', failure, status };
  if (permanent || status === 421 || (status === null && code !== 'EABORT') || UNREACHED.includes(code)) {
    return { is: 'unreached', code: status === null ? (originalCode ?? code) : `${code} ${status}` };
  }
  return { is: 'deferred', status };
}

/** Of what is refused for good; null: it is not this mail, but that nobody may send from here, or by what is set (RFC 4954). */
function failureAt(command: string | undefined, status: number | null): MailFailure | null {
  if (status === 530 || status === 535) return null;
  if (command === 'RCPT TO') return 'address-refused';
  // 552: larger than the server takes, which it may say before it has read any of it (RFC 1870, 6.1).
  return command === 'DATA' || status === 552 ? 'mail-refused' : null;
}

interface Fields {
  readonly code: string;
  /** What the library's own code stands for. */
  readonly originalCode?: string;
  readonly responseCode?: number;
  readonly permanent?: boolean;
  readonly command?: string;
}

export function fieldsOf(error: unknown): Fields {
  if (!(error instanceof Error)) return { code: 'unknown' };
  return {
    code: 'code' in error && typeof error.code === 'string' ? error.code : error.name,
    ...('originalCode' in error && typeof error.originalCode === 'string' ? { originalCode: error.originalCode } : {}),
    ...('responseCode' in error && typeof error.responseCode === 'number' ? { responseCode: error.responseCode } : {}),
    ...('permanent' in error && typeof error.permanent === 'boolean' ? { permanent: error.permanent } : {}),
    ...('command' in error && typeof error.command === 'string' ? { command: error.command } : {}),
  };
}
