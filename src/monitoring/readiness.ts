import type { HealthOptions } from '../http/health.ts';
import type { Database } from '../storage/index.ts';

interface ReadinessOptions {
  /** Whether anybody new may come. */
  readonly isAccepting: () => boolean;
  readonly database: Pick<Database, 'rooms' | 'checkWritable'>;
  readonly isMediaReady: () => boolean;
  readonly eventLoop: { readonly isWell: boolean };
}

/**
 * What must hold for new people to be served, part by part. A TURN server is not among it: most come without one, and would be
 * kept away from a server that calls itself ill. The doctor asks it for a relay, by each way on which people do.
 */
export function readinessOf({
  isAccepting,
  database,
  isMediaReady,
  eventLoop,
}: ReadinessOptions): HealthOptions['readiness'] {
  return async () => ({
    accepting: isAccepting(),
    worker: isMediaReady(),
    /** It can be read, ... */
    database: await holds(database.rooms.count()),
    /** ... and changes can be kept. */
    disk: await holds(database.checkWritable()),
    eventLoop: eventLoop.isWell,
  });
}

function holds(check: Promise<unknown>): Promise<boolean> {
  return check.then(
    () => true,
    () => false,
  );
}
