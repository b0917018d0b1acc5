import { z } from 'zod';
import { ERROR_CODES } from '../../../../src/protocol/codes.ts';
import type { Failure } from '../../session/signaling.ts';

const ANSWER_WITHIN_MS = 8_000;
const foundSchema = z.object({ roomId: z.string() });
const failureSchema = z.object({ error: z.object({ code: z.enum(ERROR_CODES) }) });

/** Which room somebody means by the code that they were told. */
export async function findByCode(code: string): Promise<{ readonly roomId: string } | Failure> {
  try {
    const response = await fetch('/api/room-codes', {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify({ code }),
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
    });
    const body: unknown = await response.json();
    const found = foundSchema.safeParse(body).data;
    if (response.ok && found) return found;
    const seconds = Number(response.headers.get('retry-after'));
    const why = failureSchema.safeParse(body).data?.error.code ?? 'INTERNAL';
    return { code: why, ...(seconds > 0 ? { retryAfterMs: seconds * 1_000 } : {}) };
  } catch (error) {
    return { code: error instanceof DOMException && error.name === 'TimeoutError' ? 'NO_ANSWER' : 'OFFLINE' };
  }
}
