import type { AdminClient } from '../server/admin-client.ts';
import { ServerNotRunningError } from '../server/admin-client.ts';
import { examineAddresses } from './addresses.ts';
import { examineDatabase } from './database.ts';
import { examineDisk } from './disk.ts';
import { about, type Finding } from './finding.ts';
import { examineMail } from './mail.ts';
import { examineNames } from './names.ts';
import { examinePorts, type ServerState } from './ports.ts';
import { examineSettings } from './settings.ts';
import { examineClock } from './time/clock.ts';
import { examineCertificates } from './tls/certificates.ts';
import { examineTurn } from './turn/turn.ts';
import { examineWorker } from './worker.ts';
import type { World } from './world.ts';

const { ok, wrong, unseen } = about('server');

/** Looks at everything that an installation needs; changes nothing. `adminOf` leads to a server that may run. */
export async function examine(world: World, adminOf: (dataDir: string) => AdminClient): Promise<readonly Finding[]> {
  const { config, findings } = examineSettings(world);
  if (config === null) return findings;
  const { state, finding } = await examineServer(adminOf(config.dataDir));
  const parts = await Promise.all([
    examineNames(config, world),
    examineAddresses(config, world),
    examinePorts(config, { server: state }),
    examineCertificates(config, world, { isRunning: state === 'answers' }),
    examineTurn(config, world),
    examineMail(config, world),
    examineDisk(config),
    examineDatabase(config),
    examineWorker(config, world),
    examineClock(config, world),
  ]);
  return [...findings, finding, ...parts.flat()];
}

async function examineServer(admin: AdminClient): Promise<{ state: ServerState; finding: Finding }> {
  try {
    await admin.rooms();
    return { state: 'answers', finding: ok('The server runs and answers.') };
  } catch (error) {
    if (error instanceof ServerNotRunningError) {
      return { state: 'none', finding: unseen('The server does not run.', 'Start it.') };
    }
    const says = error instanceof Error ? error.message : String(error);
    return { state: 'silent', finding: wrong(says, 'Start the server again.') };
  }
}
