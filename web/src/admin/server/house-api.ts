import { API_PATH } from '../../../../src/protocol/api/base.ts';
import { keptDataSchema } from '../../../../src/protocol/api/kept-data.ts';
import { type OrganisationChanges, organisationSchema } from '../../../../src/protocol/api/organisation.ts';
import type { Server } from './server.ts';

const ORGANISATION = `${API_PATH}/organisation`;
const KEPT = `${ORGANISATION}/kept-data`;
const LOGO = `${ORGANISATION}/logo`;

/** The house of who is signed in. */
export function houseApi(server: Pick<Server, 'ask'>) {
  return {
    read: (signal: AbortSignal) => server.ask('GET', ORGANISATION, { answer: organisationSchema, signal }),
    change: (body: OrganisationChanges) => server.ask('PATCH', ORGANISATION, { body, answer: organisationSchema }),
    readKept: (signal: AbortSignal) => server.ask('GET', KEPT, { answer: keptDataSchema, signal }),
    setLogo: (picture: Blob) => server.ask('PUT', LOGO, { body: picture, answer: organisationSchema }),
    removeLogo: () => server.ask('DELETE', LOGO, { answer: organisationSchema }),
  };
}
