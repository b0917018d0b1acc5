import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { AppError } from '../../../platform/errors.ts';
import { IDEMPOTENCY_KEY, MAX_IDEMPOTENCY_KEY_LENGTH } from '../../../protocol/api/base.ts';
import type { Begun, KeptAnswers } from './kept-answers.ts';
import type { Answer } from './seal.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** It said a key, and is done just now. */
    keyed: Extract<Begun, { is: 'begun' }> | null;
  }
}

/** A string by RFC 9651, 3.3.3. */
const QUOTED = /^"((?:[\x20-\x21\x23-\x5b\x5d-\x7e]|\\["\\])*)"$/;
/** As many clients send it. */
const BARE = /^[\w.:+/=~-]+$/;
/** It changes nothing. */
const SAFE: readonly string[] = ['GET', 'HEAD', 'OPTIONS'];

interface Asker {
  readonly organiserId: string;
  /** By which they came in. */
  readonly credential: string;
}

interface IdempotencyOptions {
  readonly answers: KeptAnswers;
  /** Errors: SIGNED_OUT. */
  readonly askerOf: (request: FastifyRequest) => Asker | Promise<Asker>;
}

/** Whatever changes something is done once for each key; what is not valid, or nobody's, is answered before. */
export function addIdempotency(api: FastifyInstance, { answers, askerOf }: IdempotencyOptions): void {
  api.decorateRequest('keyed', null);
  api.addHook('preHandler', async (request, reply) => {
    if (request.is404 || request.routeOptions.config.isPublic || SAFE.includes(request.method)) return;
    const key = keyOf(request);
    if (key === null) return;
    const { method, url, body = null } = request;
    const content = `${method} ${url}\n${JSON.stringify(body)}`;
    const begun = await answers.begin({ ...(await askerOf(request)), key, content });
    if (begun.is === 'answered') return replay(reply, begun.answer);
    request.keyed = begun;
  });
  api.addHook('onSend', async (request, reply, payload) => {
    const { keyed } = request;
    request.keyed = null;
    await keyed?.settle(answerOf(reply, payload));
    return payload;
  });
}

/** Null: none was said. Errors: BAD_REQUEST. */
function keyOf({ headers }: FastifyRequest): string | null {
  const said = headers[IDEMPOTENCY_KEY];
  if (said === undefined) return null;
  const text = String(said).trim();
  const key = QUOTED.exec(text)?.[1]?.replaceAll(/\\(.)/g, '$1') ?? (BARE.test(text) ? text : '');
  if (key === '' || key.length > MAX_IDEMPOTENCY_KEY_LENGTH) throw new AppError('BAD_REQUEST');
  return key;
}

/** Null: a failure of ours, or that it was too often: the same request may get through later. */
function answerOf(reply: FastifyReply, payload: unknown): Answer | null {
  const { statusCode: status } = reply;
  if (status >= 500 || status === 429) return null;
  const type = reply.getHeader('content-type');
  const body = typeof payload === 'string' ? payload : '';
  return { status, type: type === undefined ? null : String(type), body };
}

function replay(reply: FastifyReply, { status, type, body }: Answer): FastifyReply {
  if (type !== null) reply.type(type);
  reply.code(status).header('idempotency-replayed', 'true');
  return body === '' ? reply.send() : reply.send(body);
}
