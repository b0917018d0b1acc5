/** Whether the browser opens it without a question. False where it does not say. */
export async function isPermitted(name: 'microphone' | 'camera'): Promise<boolean> {
  try {
    const { state } = await navigator.permissions.query({ name });
    return state === 'granted';
  } catch {
    return false;
  }
}
