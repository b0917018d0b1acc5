/** People are told of days, so an hour later is soon enough. */
const RETENTION_CHECK_MS = 3_600_000;

/** What is kept of who was there. */
interface KeptStays {
  endOpenStays(): Promise<void>;
  deleteOld(): Promise<void>;
}

interface RetentionOptions {
  readonly stays: KeptStays;
  /** For a deletion that failed; the next one is tried all the same. */
  readonly report: (error: unknown) => void;
}

/**
 * Deletes what was promised to be deleted, also of rooms that nobody enters any more. Begins with what a server that was
 * killed left open, so it is only for a server that is alone on its database.
 */
export async function keepRetention({ stays, report }: RetentionOptions): Promise<{ close(): void }> {
  await stays.endOpenStays();
  await stays.deleteOld();
  const timer = setInterval(() => void stays.deleteOld().catch(report), RETENTION_CHECK_MS);
  return { close: () => clearInterval(timer) };
}
