import { createTransport } from 'nodemailer';
import type { MailSettings } from './mail-settings.ts';
import { connectionOptions, fieldsOf } from './transport.ts';

export type MailServerVerdict =
  | { readonly is: 'well' }
  | { readonly is: 'ill'; readonly why: MailServerFault; readonly code: string };

export type MailServerFault =
  | 'no-such-name'
  | 'not-reached'
  | 'silent'
  | 'no-encryption'
  | 'bad-certificate'
  | 'sign-in-refused'
  | 'no-mail-server';

const CERTIFICATE = /^(?:CERT_|DEPTH_|SELF_SIGNED|UNABLE_TO_|ERR_TLS_CERT)/;
const NOT_REACHED = /^(?:ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|ECONNRESET|EADDRNOTAVAIL|EACCES)$/;

/** Connects, encrypts and signs in as for a mail, and sends none. `trusted`: PEM of authorities, instead of those known. */
export async function examineMailServer(
  settings: MailSettings,
  { trusted }: { trusted?: string | undefined } = {},
): Promise<MailServerVerdict> {
  const { tls = {}, ...options } = connectionOptions(settings);
  const mailer = createTransport({ ...options, tls: { ...tls, ...(trusted === undefined ? {} : { ca: trusted }) } });
  try {
    await mailer.verify();
    return { is: 'well' };
  } catch (error) {
    const { code, originalCode = code } = fieldsOf(error);
    return { is: 'ill', why: faultOf(code, originalCode), code: originalCode };
  } finally {
    mailer.close();
  }
}

function faultOf(code: string, original: string): MailServerFault {
  if (code === 'EDNS') return 'no-such-name';
  if (code === 'ETLS') return 'no-encryption';
  if (code === 'EAUTH' || code === 'ENOAUTH') return 'sign-in-refused';
  if (CERTIFICATE.test(original)) return 'bad-certificate';
  if (NOT_REACHED.test(original)) return 'not-reached';
  return code === 'ETIMEDOUT' ? 'silent' : 'no-mail-server';
}
