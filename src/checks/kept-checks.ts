import { randomInt } from 'node:crypto';
import { AppError } from '../platform/errors.ts';
import { CHECK_CODE_DIGITS, type CheckReport } from '../protocol/media/check-report.ts';
import { checkReportSchema } from '../protocol/media/checks.ts';
import type { CheckStore, KeptCheck } from './ports.ts';

/** Of a million codes a few thousand are taken at most. */
const MAX_ATTEMPTS = 20;

/**
 * Keeps what a check has found for the operator. The code is no secret: nothing but a report without a person lies
 * behind it, and only the operator can look it up. Errors: STORAGE_UNAVAILABLE, TOO_MANY.
 */
export async function keepReport(store: CheckStore, report: CheckReport): Promise<string> {
  const kept = keptNow(report);
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt += 1) {
    const code = String(randomInt(10 ** (CHECK_CODE_DIGITS - 1), 10 ** CHECK_CODE_DIGITS));
    if (await store.add({ code, ...kept })) return code;
  }
  throw new AppError('TOO_MANY');
}

/** In place of what was kept under this code. False: that is gone, and nothing is kept. Errors: STORAGE_UNAVAILABLE. */
export function replaceReport(store: CheckStore, code: string, report: CheckReport): Promise<boolean> {
  return store.replace({ code, ...keptNow(report) });
}

function keptNow(report: CheckReport): Omit<KeptCheck, 'code'> {
  return { checkedAt: Date.now(), report: JSON.stringify(report) };
}

/** Null for what another version has kept and this one does not understand, and for what is damaged. */
export function readReport(text: string): CheckReport | null {
  try {
    const parsed = checkReportSchema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}
