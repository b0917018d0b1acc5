import type { FastifyError } from 'fastify';
import { z } from 'zod';
import { AppError } from '../../../platform/errors.ts';
import { LOGO_MAX_BYTES, LOGO_MAX_SIDE, LOGO_TYPES, organisationSchema } from '../../../protocol/api/organisation.ts';
import { callerOf } from '../callers.ts';
import type { Api, ApiParts } from '../parts.ts';
import { organisationView } from './organisation.ts';

const tags = ['Organisation'];

const pictureSchema = z.custom<Buffer>(Buffer.isBuffer).meta({ type: 'string', format: 'binary' });

/** What the caller's house shows beside its name. */
export function addLogo(api: Api, { catalogue }: ApiParts): void {
  const { organisations } = catalogue;

  // What it is a picture of, it says itself.
  api.addContentTypeParser(/^image\//, { parseAs: 'buffer' }, (_request, body, done) => done(null, body));

  api.put('/organisation/logo', {
    bodyLimit: LOGO_MAX_BYTES,
    config: { deed: 'organisation:update' },
    schema: {
      tags,
      summary: "Your organisation's logo",
      description: `The picture itself: ${LOGO_TYPES.join(', ')}, at most ${LOGO_MAX_BYTES} bytes and ${LOGO_MAX_SIDE} pixels either way. WebP stands on the door and not in e-mails.`,
      consumes: [...LOGO_TYPES],
      body: pictureSchema,
      response: { 200: organisationSchema },
    },
    errorHandler: (error: FastifyError) => {
      throw error.statusCode === 413 ? new AppError('LOGO_TOO_LARGE') : error;
    },
    handler: async (request) => {
      const actor = callerOf(request);
      return organisationView(await organisations.setLogo(actor, actor.organisationId, request.body));
    },
  });

  api.delete('/organisation/logo', {
    config: { deed: 'organisation:update' },
    schema: { tags, summary: 'Take the logo away', response: { 200: organisationSchema } },
    handler: async (request) => {
      const actor = callerOf(request);
      return organisationView(await organisations.removeLogo(actor, actor.organisationId));
    },
  });
}
