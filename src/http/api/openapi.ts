import fastifySwagger from '@fastify/swagger';
import { jsonSchemaTransform, jsonSchemaTransformObject } from 'fastify-type-provider-zod';
import { type Deed, scopeOf } from '../../catalogue/access/rights.ts';
import { MAX_IDEMPOTENCY_KEY_LENGTH, PROBLEM_TYPE } from '../../protocol/api/base.ts';
import { SCOPES } from '../../protocol/api/scopes.ts';
import type { Api } from './parts.ts';

const DESCRIPTION = `What organisers do on their pages, for programs: rooms, invitations, seating plans, and what goes on now.

A program sends a token as \`Authorization: Bearer ...\`; it does what the token's organiser may do, as far as the token's
scopes reach (${SCOPES.map((scope) => `\`${scope}\``).join(', ')}). Lists come in pages: the answer's \`next\` is the
\`cursor\` of the next one. What goes wrong comes as a problem (RFC 9457) with a \`code\` that stays the same.

Whatever changes something may be sent again with the same \`Idempotency-Key\` within a day: it is done once and answered as the first
time. The same key with another request is refused (422, \`KEY_REUSED\`); 409 with \`OUTCOME_UNKNOWN\` says that the first goes on
still (\`Retry-After\`), or was cut off.`;

/** Whoever is signed in, on this server's own pages; a cookie of plain HTTP has no prefix. */
const SESSION = { type: 'apiKey', in: 'cookie', name: '__Host-tafelrunde-session' } as const;

/** Of whatever changes something. */
const KEY_PARAMETER = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  schema: { type: 'string', minLength: 1, maxLength: MAX_IDEMPOTENCY_KEY_LENGTH },
  description: 'Of your own making, such as a UUID; with it the request may be sent again, and is done once',
} as const;
const KEYED_METHODS: readonly string[] = ['post', 'put', 'patch', 'delete'];

/** What every route may answer instead. */
const PROBLEM_RESPONSE = {
  description: 'Something else: see `code`',
  content: { [PROBLEM_TYPE]: { schema: { $ref: '#/components/schemas/Problem' } } },
};

/** The routes that are registered from here on are described in an OpenAPI document, from the schemas they go by. */
export async function describeRoutes(api: Api): Promise<void> {
  await api.register(fastifySwagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'Tafelrunde', version: '1', description: DESCRIPTION },
      servers: [{ url: '/' }],
      components: { securitySchemes: { token: { type: 'http', scheme: 'bearer' }, session: SESSION } },
    },
    transform: (route) => {
      const { schema, url } = jsonSchemaTransform(route);
      return { url, schema: { ...schema, security: accessTo(route.route.config?.deed) } };
    },
    transformObject: (routes) => {
      const document = jsonSchemaTransformObject(routes);
      return 'components' in document ? withProblems(document) : document;
    },
  });
}

/** Who is signed in does whatever they may; a token what its scope names (OpenAPI 3.1, 4.8.30). */
function accessTo(deed: Deed | undefined) {
  const scope = deed === undefined ? null : scopeOf(deed);
  return scope === null ? [{ session: [] }] : [{ token: [scope] }, { session: [] }];
}

type Document = Extract<ReturnType<typeof jsonSchemaTransformObject>, { components?: object }>;

/** Every operation may fail, and whatever changes something may be sent again; and of the schemas that exist only those are named to which the document refers. */
function withProblems(document: Document): Document {
  for (const operations of Object.values(document.paths ?? {})) {
    for (const [method, operation] of Object.entries(operations ?? {})) {
      if (!isOperation(operation)) continue;
      operation.responses = { ...operation.responses, default: PROBLEM_RESPONSE };
      if (KEYED_METHODS.includes(method)) operation.parameters = [...(operation.parameters ?? []), KEY_PARAMETER];
    }
  }
  const schemas: Record<string, unknown> = document.components?.schemas ?? {};
  const used = namesIn(document.paths, schemas, new Set());
  // In an order that does not go by which module was read first.
  const names = Object.keys(schemas).filter((name) => used.has(name));
  const kept = Object.fromEntries(names.sort().map((name) => [name, schemas[name]]));
  return { ...document, components: { ...document.components, schemas: kept } } as Document;
}

function isOperation(value: unknown): value is { responses: object; parameters?: object[] } {
  return typeof value === 'object' && value !== null && 'responses' in value;
}

function namesIn(value: unknown, schemas: Record<string, unknown>, found: Set<string>): Set<string> {
  for (const [, name = ''] of JSON.stringify(value ?? {}).matchAll(/"#\/components\/schemas\/([^"]+)"/g)) {
    if (found.has(name)) continue;
    found.add(name);
    namesIn(schemas[name], schemas, found);
  }
  return found;
}

/** The document, for whoever asks. */
export function addOpenApi(api: Api): void {
  api.get('/openapi.json', {
    config: { isPublic: true },
    schema: { hide: true },
    handler: async () => api.swagger(),
  });
}
