import { ERROR_CODES, type ErrorCode } from '../../../../src/protocol/codes.ts';
import type { Failure } from '../../session/signaling.ts';

const ANSWER_WITHIN_MS = 8_000;

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
    const roomId = fieldOf(body, 'roomId');
    if (response.ok && typeof roomId === 'string') return { roomId };
    const seconds = Number(response.headers.get('retry-after'));
    return {
      code: codeOf(fieldOf(fieldOf(body, 'error'), 'code')),
      ...(seconds > 0 ? { retryAfterMs: seconds * 1_000 } : {}),
    };
  } catch (error) {
    return { code: error instanceof DOMException && error.name === 'TimeoutError' ? 'NO_ANSWER' : 'OFFLINE' };
  }
}

// By hand: a library to parse with would cost whoever opens a door as much as the door.

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}

function codeOf(said: unknown): ErrorCode {
  return ERROR_CODES.find((code) => code === said) ?? 'INTERNAL';
}
