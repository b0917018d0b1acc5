import type { FastifyBaseLogger, FastifyError, FastifyInstance, FastifyReply } from 'fastify';
import { AppError, HTTP_STATUS } from '../platform/errors.ts';
import type { ErrorCode } from '../protocol/codes.ts';

/** What somebody is told of a failure. */
export interface Failure {
  readonly status: number;
  readonly code: ErrorCode;
  /** By which the log names what was not expected. */
  readonly errorId?: string;
  readonly retryAfterSeconds?: number;
}

/** What is not expected goes to the log with an id and out as INTERNAL. */
export function failureOf(error: FastifyError | AppError, log: FastifyBaseLogger): Failure {
  if (error instanceof AppError) {
    const { code, retryAfterMs } = error;
    if (code === 'STORAGE_UNAVAILABLE')
      log.error({ err: error, errorId: crypto.randomUUID() }, 'nothing can be stored');
    const status = HTTP_STATUS[code];
    return {
      status,
      code,
      ...(retryAfterMs === undefined ? {} : { retryAfterSeconds: Math.ceil(retryAfterMs / 1_000) }),
    };
  }
  if (error.statusCode !== undefined && error.statusCode < 500)
    return { status: error.statusCode, code: 'BAD_REQUEST' };
  const errorId = crypto.randomUUID();
  log.error({ err: error, errorId }, 'request failed');
  return { status: 500, code: 'INTERNAL', errorId };
}

/** Every failure as `{error: {code}}`. */
export function addErrorReply(app: FastifyInstance): void {
  app.setErrorHandler<FastifyError | AppError>((error, request, reply) => {
    const { status, retryAfterSeconds, ...told } = failureOf(error, request.log);
    if (retryAfterSeconds !== undefined) reply.header('retry-after', retryAfterSeconds);
    return reply.code(status).send({ error: told });
  });
}

/** The answer to a program; people get a page. */
export function notFound(_request: unknown, reply: FastifyReply): FastifyReply {
  return reply.code(404).send({ error: { code: 'NOT_FOUND' } });
}
