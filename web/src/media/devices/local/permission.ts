import type { CaptureSource } from '../capture.ts';

/** Whether it is opened without a question. False where the browser does not say. */
export async function isPermitted(name: CaptureSource): Promise<boolean> {
  try {
    const { state } = await navigator.permissions.query({ name });
    return state === 'granted';
  } catch {
    return false;
  }
}
