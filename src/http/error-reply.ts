import type { FastifyError, FastifyInstance, FastifyReply } from 'fastify';
import { AppError, HTTP_STATUS } from '../platform/errors.ts';

/** Every failure as `{error: {code}}`; what is not expected goes to the log with an id and out as INTERNAL. */
export function addErrorReply(app: FastifyInstance): void {
  app.setErrorHandler<FastifyError | AppError>((error, request, reply) => {
    if (error instanceof AppError) {
      const { code, retryAfterMs } = error;
      if (code === 'STORAGE_UNAVAILABLE') {
        request.log.error({ err: error, errorId: crypto.randomUUID() }, 'nothing can be stored');
      }
      if (retryAfterMs !== undefined) reply.header('retry-after', Math.ceil(retryAfterMs / 1_000));
      return reply.code(HTTP_STATUS[code]).send({ error: { code } });
    }
    if (error.statusCode !== undefined && error.statusCode < 500) {
      return reply.code(error.statusCode).send({ error: { code: 'BAD_REQUEST' } });
    }
    const errorId = crypto.randomUUID();
    request.log.error({ err: error, errorId }, 'request failed');
    return reply.code(500).send({ error: { code: 'INTERNAL', errorId } });
  });
}

/** The answer to a program; people get a page. */
export function notFound(_request: unknown, reply: FastifyReply): FastifyReply {
  return reply.code(404).send({ error: { code: 'NOT_FOUND' } });
}
