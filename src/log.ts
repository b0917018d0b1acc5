import pino, { type Logger } from 'pino';
import { LastErrors } from './monitoring/last-errors.ts';

const MAX_UNWRITTEN_LOG_BYTES = 1024 * 1024;

/** Logs without addresses and secrets: requests are not logged, and what could carry either is left out. */
export function createLog(level: string, errors = new LastErrors()): Logger {
  const destination = pino.destination({ dest: 1, sync: true, maxLength: MAX_UNWRITTEN_LOG_BYTES });
  // A full disk, or nobody who reads any more: what cannot be written is lost, and the meetings go on.
  destination.on('error', () => {});
  return pino(
    {
      level,
      hooks: errors.hooks,
      redact: { paths: ['req', 'res', '*.address', '*.email', '*.password', '*.secret', '*.resume'], remove: true },
    },
    destination,
  );
}
