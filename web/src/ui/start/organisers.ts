/** The organisers' pages: who is not signed in does that first there. */
export const ADMIN_PATH = '/verwaltung';

/** Within which one waits for it; the page is drawn without it then. */
const ANSWER_WITHIN_MS = 4_000;

/** Whether an organiser is signed in in this browser, as far as is known. */
export async function fetchSignedIn(): Promise<boolean> {
  try {
    const signal = AbortSignal.timeout(ANSWER_WITHIN_MS);
    const response = await fetch('/api/me', { headers: { accept: 'application/json' }, signal });
    const body: unknown = response.ok ? await response.json() : null;
    return typeof body === 'object' && body !== null && 'me' in body && body.me !== null;
  } catch {
    return false;
  }
}
