/** How long a test waits for what comes at once where nothing else is to be done; a busy machine takes its time. */
export const PATIENCE_MS = 15_000;

/** For `vi.waitFor`. */
export const SOON = { timeout: PATIENCE_MS };
