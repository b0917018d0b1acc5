import { ensurePrograms } from './programs.mjs';

/** What reads the alerts as Prometheus does; Debian has it in Prometheus' own package. */
export async function ensureMonitoring() {
  await ensurePrograms({ promtool: 'prometheus' }, 'test the alerts');
}
