import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { OrganiserView } from '../../../../src/protocol/api/organisers.ts';
import { Alert } from '../../ui/standing/alert.tsx';
import { Sentence } from '../../ui/text/sentence.tsx';
import { organisersApi } from '../server/organisers-api.ts';
import type { Server } from '../server/server.ts';
import { useAnswer } from '../server/use-answer.ts';

/** A mail server that is slow takes seconds. */
const REFRESH_MS = 3_000;

/** What becomes of the link that was mailed just now. */
export function LinkMail({ person: { id, email } }: { readonly person: OrganiserView }) {
  const { t } = useTranslation();
  const ask = useCallback((server: Server, signal: AbortSignal) => organisersApi(server).mails(id, signal), [id]);
  const { answer } = useAnswer(ask, { everyMs: REFRESH_MS });
  const mail = answer.is === 'there' ? answer.value.items[0] : undefined;
  if (mail?.state === 'failed') {
    return <Alert look="danger">{t(`admin.call.failure.${mail.failure ?? 'mail-refused'}`)}</Alert>;
  }
  const word = mail?.state === 'sent' ? 'mailSent' : 'mailOnItsWay';
  return <Sentence say={(keep) => t(`admin.people.${word}`, { email: keep(email) })} />;
}
