import { API_PATH } from '../../../../src/protocol/api/base.ts';
import { deliveriesSchema } from '../../../../src/protocol/api/mail.ts';
import {
  invitedOrganiserSchema,
  type NewOrganiser,
  type OrganiserChanges,
  organiserPageSchema,
  organiserSchema,
  passwordLinkSchema,
} from '../../../../src/protocol/api/organisers.ts';
import type { MailLanguage } from '../../../../src/protocol/mail.ts';
import { allPages } from './all-pages.ts';
import { nothing, type Server } from './server.ts';

const ORGANISERS = `${API_PATH}/organisers`;

/** Who has an account in the house. */
export function organisersApi(server: Pick<Server, 'ask'>) {
  const one = (organiserId: string) => `${ORGANISERS}/${organiserId}`;
  return {
    list: (signal: AbortSignal) => allPages(server, ORGANISERS, organiserPageSchema, signal),
    invite: (body: NewOrganiser) => server.ask('POST', ORGANISERS, { body, answer: invitedOrganiserSchema }),
    change: (organiserId: string, body: OrganiserChanges) =>
      server.ask('PATCH', one(organiserId), { body, answer: organiserSchema }),
    newLink: (organiserId: string) => server.ask('POST', `${one(organiserId)}/link`, { answer: passwordLinkSchema }),
    mailLink: (organiserId: string, language: MailLanguage) =>
      server.ask('POST', `${one(organiserId)}/link/mail`, { body: { language }, answer: nothing }),
    mails: (organiserId: string, signal: AbortSignal) =>
      server.ask('GET', `${one(organiserId)}/mails`, { answer: deliveriesSchema, signal }),
    removeSecondFactor: (organiserId: string) =>
      server.ask('DELETE', `${one(organiserId)}/second-factor`, { answer: nothing }),
    delete: (organiserId: string) => server.ask('DELETE', one(organiserId), { answer: nothing }),
  };
}
