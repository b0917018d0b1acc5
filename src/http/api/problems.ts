import { STATUS_CODES } from 'node:http';
import type { FastifyError, FastifySchemaCompiler } from 'fastify';
import type { z } from 'zod';
import { ReservationRefusal } from '../../catalogue/reservations/capacity.ts';
import { AppError } from '../../platform/errors.ts';
import { PROBLEM_TYPE, type Problem } from '../../protocol/api/base.ts';
import type { ReservationProblem } from '../../protocol/api/reservations.ts';
import { refusalOf } from '../../protocol/commands.ts';
import { type Failure, failureOf } from '../error-reply.ts';
import type { Api } from './parts.ts';

/** Enough to see what is wrong; a list of two hundred seats may be wrong in as many places. */
const MAX_INVALID = 20;

/** What was sent is not as the route's schema has it. */
class InvalidRequest extends AppError {
  override readonly name = 'InvalidRequest';
  readonly invalid: NonNullable<Problem['invalid']>;

  constructor(error: z.ZodError, part: string) {
    super(refusalOf(error));
    this.invalid = error.issues
      .slice(0, MAX_INVALID)
      .map(({ path, message }) => ({ at: [`/${part}`, ...path.map(pointerPart)].join('/'), message }));
  }
}

/** By zod, as the other end of it. */
export const validatorCompiler: FastifySchemaCompiler<z.ZodType> =
  ({ schema, httpPart = 'body' }) =>
  (data) => {
    const parsed = schema.safeParse(data);
    return parsed.success ? { value: parsed.data } : { error: new InvalidRequest(parsed.error, httpPart) };
  };

/** Every failure as a problem (RFC 9457); of what is not expected nothing is told but its id in the log. */
export function addProblems(api: Api): void {
  api.setErrorHandler<FastifyError | AppError>((error, request, reply) => {
    const failure = failureOf(error, request.log);
    const { retryAfterSeconds, status, code } = failure;
    if (retryAfterSeconds !== undefined) reply.header('retry-after', retryAfterSeconds);
    // RFC 9110, 15.5.2: who is not known is told by what they could be.
    if (status === 401) reply.header('www-authenticate', 'Bearer');
    const invalid = error instanceof InvalidRequest ? { invalid: error.invalid } : {};
    return reply
      .code(status)
      .type(PROBLEM_TYPE)
      .send({ ...problemOf(failure), ...invalid, ...insteadOf(error), code });
  });
  api.setNotFoundHandler((_request, reply) =>
    reply
      .code(404)
      .type(PROBLEM_TYPE)
      .send(problemOf({ status: 404, code: 'NOT_FOUND' })),
  );
}

function problemOf({ status, code, errorId }: Failure): Problem {
  const title = STATUS_CODES[status] ?? 'Unknown';
  return { type: 'about:blank', title, status, code, ...(errorId === undefined ? {} : { errorId }) };
}

/** What could be had in place of what was refused. */
function insteadOf(error: Error): Partial<ReservationProblem> {
  if (!(error instanceof ReservationRefusal)) return {};
  const { taken, seatsLeft, free } = error;
  return { taken: taken.map(({ date }) => date), seatsLeft, free: [...free] };
}

/** RFC 6901, 4. */
function pointerPart(key: PropertyKey): string {
  return String(key).replaceAll('~', '~0').replaceAll('/', '~1');
}
