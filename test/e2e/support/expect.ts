import { expect as playwrightExpect } from '@playwright/test';

/** Two cores run everyone's browser, the server and its worker: what takes a second may take ten. */
export const PATIENCE_MS = 25_000;

/** For tests of many people or of many scenes. */
export const LONG_TEST_MS = 150_000;

/** For `expect.poll` of what costs little to look at, which looks once a second otherwise. */
export const OFTEN = { intervals: [100] };

/** Waits for what it expects of a page, for that long. */
export const expect = playwrightExpect.configure({ timeout: PATIENCE_MS });
