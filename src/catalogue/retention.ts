/** People are told of days, so an hour later is soon enough. */
const RETENTION_CHECK_MS = 3_600_000;

/** What is kept of who was there. */
interface KeptStays {
  endOpenStays(before: number): Promise<void>;
  deleteOld(): Promise<void>;
}

interface KeptInvites {
  deleteSpent(): Promise<void>;
  forgetOldUses(): Promise<void>;
}

interface KeptStandings {
  forgetOld(): Promise<void>;
}

interface KeptRunningDates {
  forgetOld(): Promise<void>;
}

interface KeptChecks {
  forgetOld(): Promise<void>;
}

interface KeptOpenRooms {
  forgetUnused(): Promise<void>;
}

interface KeptAccounts {
  forgetOld(): Promise<void>;
}

interface KeptMails {
  forgetOld(): Promise<void>;
}

interface KeptCopies {
  /** Answers with the files that are gone. */
  forgetOld(): Promise<readonly string[]>;
}

interface KeptDeliveries {
  forgetOld(): Promise<void>;
}

interface KeptAnswers {
  forgetOld(): Promise<void>;
}

/** The files in which all of it lies. */
interface KeptFiles {
  tidyFiles(): Promise<void>;
}

interface KeptReservations {
  forgetOld(): Promise<void>;
}

interface RetentionOptions {
  readonly stays: KeptStays;
  readonly invites?: KeptInvites;
  readonly standings?: KeptStandings;
  readonly runningDates?: KeptRunningDates;
  readonly checks?: KeptChecks;
  readonly openRooms?: KeptOpenRooms;
  readonly accounts?: KeptAccounts;
  readonly mails?: KeptMails;
  readonly copies?: KeptCopies;
  readonly files?: KeptFiles;
  readonly answers?: KeptAnswers;
  /** What programs were told of meetings. */
  readonly deliveries?: KeptDeliveries;
  readonly reservations?: KeptReservations;
  /** For what failed, on a full disk say; it is tried again with the next. */
  readonly report: (error: unknown) => void;
}

/**
 * Deletes what was promised to be deleted, also of rooms that nobody enters any more, and what is of no use. Begins
 * with what a server that was killed left open, so it is only for a server that is alone on its database. Never fails:
 * a server can start that cannot write just now.
 */
export async function keepRetention({
  stays,
  invites,
  standings,
  runningDates,
  checks,
  openRooms,
  accounts,
  mails,
  copies,
  files,
  reservations,
  answers,
  deliveries,
  report,
}: RetentionOptions): Promise<{ close(): void }> {
  const startedAt = Date.now();
  let hasEndedStays = false;
  const keep = async () => {
    const end = async () => {
      if (!hasEndedStays) await stays.endOpenStays(startedAt);
      hasEndedStays = true;
    };
    for (const work of [
      end,
      () => stays.deleteOld(),
      async () => invites?.deleteSpent(),
      async () => invites?.forgetOldUses(),
      async () => standings?.forgetOld(),
      async () => runningDates?.forgetOld(),
      async () => checks?.forgetOld(),
      async () => openRooms?.forgetUnused(),
      async () => accounts?.forgetOld(),
      async () => mails?.forgetOld(),
      async () => void (await copies?.forgetOld()),
      async () => reservations?.forgetOld(),
      async () => answers?.forgetOld(),
      async () => deliveries?.forgetOld(),
      // Last: what was just deleted is in them still.
      async () => files?.tidyFiles(),
    ])
      await work().catch(report);
  };
  await keep();
  const timer = setInterval(() => void keep(), RETENTION_CHECK_MS);
  return { close: () => clearInterval(timer) };
}
