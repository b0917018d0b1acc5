import type { Config } from '../../config.ts';
import { examineMailServer, type MailServerFault } from '../../mail/verdict.ts';
import { about, type Finding } from './finding.ts';
import type { World } from './world.ts';

const { ok, wrong } = about('mail');

/** Whether mail would go out; none is sent. */
export async function examineMail({ mail }: Config, { trusted }: World): Promise<Finding> {
  if (mail === null)
    return ok('None goes out: links are shown to be handed on, and SMTP_URL or SMTP_HOST changes that.');
  const verdict = await examineMailServer(mail, { trusted });
  const server = `${mail.host}, port ${mail.port}`;
  if (verdict.is === 'well') return ok(`The mail server ${server} lets this one in.`);
  const { says, todo } = WORDS[verdict.why];
  return wrong(`The mail server ${server} ${says} (${verdict.code}).`, todo);
}

const WORDS: Readonly<Record<MailServerFault, { readonly says: string; readonly todo: string }>> = {
  'no-such-name': {
    says: 'is not found: its name leads nowhere',
    todo: 'Mend the name in SMTP_URL or SMTP_HOST.',
  },
  'not-reached': {
    says: 'is not reached',
    todo: 'See that it runs, that the port is right (587, or 465 with smtps://), and that no firewall is between.',
  },
  silent: {
    says: 'says nothing',
    todo: 'Some houses let no mail out but by their own server: ask for its name. With smtps:// the port is 465.',
  },
  'no-encryption': {
    says: 'offers no encryption (STARTTLS), and without it nothing is sent to another machine',
    todo: 'Switch STARTTLS on there, or use its port for TLS (smtps://, port 465).',
  },
  'bad-certificate': {
    says: 'shows a certificate that is not for it or that nobody knows',
    todo: 'Use the name that stands in its certificate; name an authority of your own in NODE_EXTRA_CA_CERTS.',
  },
  'sign-in-refused': {
    says: 'does not let this one sign in',
    todo: 'Mend the user and password in SMTP_URL (special characters as %40), or in SMTP_USER and SMTP_PASSWORD.',
  },
  'no-mail-server': {
    says: 'does not speak as a mail server does',
    todo: 'See that the port is right: 587 with smtp://, 465 with smtps://.',
  },
};
