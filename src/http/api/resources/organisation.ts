import type { StoredOrganisation } from '../../../catalogue/ports.ts';
import { definedOnly } from '../../../platform/defined-only.ts';
import {
  type OrganisationView,
  organisationChangesSchema,
  organisationSchema,
} from '../../../protocol/api/organisation.ts';
import { logoView } from '../../logos.ts';
import { callerOf } from '../callers.ts';
import type { Api, ApiParts } from '../parts.ts';
import { isoTime } from '../times.ts';

const tags = ['Organisation'];

/** The caller's own house. */
export function addOrganisation(api: Api, { catalogue }: ApiParts): void {
  const { organisations } = catalogue;

  api.get('/organisation', {
    config: { deed: 'organisation:read' },
    schema: { tags, summary: 'Your organisation', response: { 200: organisationSchema } },
    handler: async (request) => {
      const actor = callerOf(request);
      return organisationView(await organisations.read(actor, actor.organisationId));
    },
  });

  api.patch('/organisation', {
    config: { deed: 'organisation:update' },
    schema: {
      tags,
      summary: 'Change your organisation',
      body: organisationChangesSchema,
      response: { 200: organisationSchema },
    },
    handler: async (request) => {
      const actor = callerOf(request);
      const { roomDefaults, ...changes } = definedOnly(request.body);
      const said = roomDefaults === undefined ? changes : { ...changes, roomDefaults: definedOnly(roomDefaults) };
      return organisationView(await organisations.update(actor, actor.organisationId, said));
    },
  });
}

export function organisationView({
  logo,
  createdAt,
  updatedAt,
  ...organisation
}: StoredOrganisation): OrganisationView {
  return { ...organisation, logo: logoView(logo), createdAt: isoTime(createdAt), updatedAt: isoTime(updatedAt) };
}
