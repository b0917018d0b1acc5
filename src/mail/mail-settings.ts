import { isIP } from 'node:net';
import { z } from 'zod';
import { emailKey } from '../protocol/accounts/email.ts';
import { cleanLine } from '../protocol/base/text.ts';
import type { Mailbox } from './ports.ts';

// How mail goes out, as it may be set.

export interface MailSettings {
  readonly host: string;
  readonly port: number;
  /** `at-once`: before anything is said (RFC 8314). `starttls`: or nothing is sent. `offered`: on this machine itself. */
  readonly tls: 'at-once' | 'starttls' | 'offered';
  readonly login: { readonly user: string; readonly password: string } | null;
  readonly from: Mailbox;
}

const TLS_PORT = 465;
const MAX_NAME_LENGTH = 80;
const HOST = /^(?=.{1,253}$)[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?$/;

const isHost = (text: string) => isIP(text) !== 0 || HOST.test(text);

/** A name that holds what would end it is written in quotation marks, and nobody needs those. */
const FROM = /^(?:(?<name>[^<>"\p{Cc}]+?)\s*<(?<named>[^<>]+)>|(?<bare>[^<>\s]+))$/u;

/** MAIL_FROM; null: it is none. */
export function readFrom(text: string): Mailbox | null {
  const { name, named, bare } = FROM.exec(text.trim())?.groups ?? {};
  const address = named ?? bare;
  if (address === undefined || emailKey(address) === null) return null;
  const shown = cleanLine(name ?? '');
  return shown.length > MAX_NAME_LENGTH ? null : { name: shown || null, address: cleanLine(address) };
}

function readUrl(text: string): Omit<MailSettings, 'from'> | null {
  if (!/^smtps?:\/\/[^/?#\s]+\/?$/.test(text) || !URL.canParse(text)) return null;
  const { protocol, hostname, port, username, password } = new URL(text);
  const host = hostname.replace(/^\[|\]$/g, '');
  if (!isHost(host) || (username === '') !== (password === '')) return null;
  try {
    const login = username ? { user: decodeURIComponent(username), password: decodeURIComponent(password) } : null;
    const isAtOnce = protocol === 'smtps:';
    return connectionTo({ host, port: port === '' ? (isAtOnce ? TLS_PORT : 587) : Number(port), login, isAtOnce });
  } catch {
    return null;
  }
}

interface Said {
  readonly host: string;
  readonly port: number;
  readonly login: MailSettings['login'];
  readonly isAtOnce: boolean;
}

function connectionTo({ host, port, login, isAtOnce }: Said): Omit<MailSettings, 'from'> {
  if (isAtOnce || port === TLS_PORT) return { host, port, login, tls: 'at-once' };
  const isHere = host === 'localhost' || host === '::1' || host.startsWith('127.');
  return { host, port, login, tls: isHere ? 'offered' : 'starttls' };
}

const urlSentence = 'an address such as smtp://user:password@mail.example.org:587 or smtps://mail.example.org';
const fromSentence = 'an e-mail address such as konferenz@example.org or Konferenz <konferenz@example.org>';
const portSentence = 'a port from 1 to 65535';

/** A part of the settings. */
export const mailSettingsShape = {
  SMTP_URL: z
    .string()
    .refine((text) => readUrl(text) !== null, urlSentence)
    .optional(),
  SMTP_HOST: z.string().refine(isHost, 'the name or address of a mail server').optional(),
  SMTP_PORT: z
    .string()
    .refine((text) => /^[1-9]\d{0,4}$/.test(text) && Number(text) <= 65_535, portSentence)
    .transform(Number)
    .prefault('587'),
  SMTP_USER: z.string().optional(),
  SMTP_PASSWORD: z.string().optional(),
  MAIL_FROM: z
    .string()
    .refine((text) => readFrom(text) !== null, fromSentence)
    .optional(),
} as const;

type MailInput = z.output<z.ZodObject<typeof mailSettingsShape>>;

/** Null: no mail goes out. What is wrong with several of them together is added to the problems. */
export function readMail(input: MailInput, problems: string[]): MailSettings | null {
  const { SMTP_URL: url, SMTP_HOST: host, SMTP_USER: user, SMTP_PASSWORD: password, MAIL_FROM } = input;
  if (url === undefined && host === undefined) {
    if (MAIL_FROM ?? user ?? password) {
      problems.push('SMTP_URL or SMTP_HOST: set one of them, or none of SMTP_USER, SMTP_PASSWORD and MAIL_FROM.');
    }
    return null;
  }
  if (url !== undefined && (host ?? user ?? password) !== undefined) {
    problems.push('SMTP_URL: set it alone, or SMTP_HOST with SMTP_USER and SMTP_PASSWORD instead.');
  }
  if ((user === undefined) !== (password === undefined)) {
    problems.push('SMTP_USER and SMTP_PASSWORD: set both or neither.');
  }
  const from = MAIL_FROM === undefined ? null : readFrom(MAIL_FROM);
  if (from === null) {
    problems.push(`MAIL_FROM: set it when mail is sent; it is ${fromSentence}.`);
    return null;
  }
  const login = user !== undefined && password !== undefined ? { user, password } : null;
  const way = url === undefined ? null : readUrl(url);
  if (way !== null) return { ...way, from };
  return host === undefined ? null : { ...connectionTo({ host, port: input.SMTP_PORT, login, isAtOnce: false }), from };
}
