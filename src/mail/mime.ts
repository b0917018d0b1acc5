import type { SendMailOptions } from 'nodemailer';
import type { Letter, Mailbox } from './ports.ts';

/**
 * A letter as it goes over the wire: text, HTML and calendar part as alternatives to each other, pictures beside the HTML, and
 * the calendar part once more as a file, for programs that know it no other way. Sent again it has the same Message-ID.
 */
export function mimeOf(mailId: string, letter: Letter, from: Mailbox): SendMailOptions {
  const { to, fromName, replyTo, language, subject, text, html, calendar, pictures } = letter;
  const domain = from.address.slice(from.address.lastIndexOf('@') + 1);
  return {
    messageId: `<${mailId}@${domain}>`,
    from: mailbox({ name: fromName ?? from.name, address: from.address }),
    to: mailbox(to),
    ...(replyTo ? { replyTo: mailbox(replyTo) } : {}),
    subject,
    text,
    html,
    ...(calendar ? { icalEvent: { method: calendar.method, content: calendar.content, filename: 'termin.ics' } } : {}),
    attachments: pictures.map(({ cid, filename, contentType, content }) => ({
      cid,
      filename,
      contentType,
      content,
      encoding: 'base64',
      contentDisposition: 'inline',
    })),
    headers: {
      'Content-Language': language,
      // So that nobody's holiday notice answers (RFC 3834).
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'All',
    },
  };
}

function mailbox({ name, address }: Mailbox): { name: string; address: string } {
  return { name: name ?? '', address };
}
