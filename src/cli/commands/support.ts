import { arch, availableParallelism, freemem, platform, release, totalmem } from 'node:os';
import type { Command } from 'commander';
import { readVersion } from '../../monitoring/status.ts';
import { settingsWithoutSecrets } from '../../settings.ts';
import { inspectDatabase, StorageError } from '../../storage/index.ts';
import { FailedError } from '../cli-error.ts';
import type { Context } from '../context.ts';
import { isJson } from '../input/inputs.ts';
import { details, print } from '../output/render.ts';
import { AdminClient, type Status } from '../server/admin-client.ts';

export function addSupportReport(parent: Command, context: Context): void {
  parent
    .command('report')
    .description('versions, figures and health, for whoever helps; no names, no addresses, no secrets')
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      `
Of settings that hold names, addresses, paths or secrets it says only whether they are set; of rooms and people only
how many. Read it before you send it all the same.`,
    )
    .action(async (options: unknown) => {
      const report = await makeReport(context);
      print(context.io, { json: isJson(options), value: report, text: () => inLines(report) });
    });
}

type Report = Awaited<ReturnType<typeof makeReport>>;

async function makeReport({ config, admin, world }: Context) {
  const { examine } = await import('../doctor/doctor.ts');
  const findings = await examine(world, (dataDir) => new AdminClient({ dataDir }));
  return {
    made: new Date().toISOString(),
    versions: { tafelrunde: readVersion(), node: process.version, system: `${platform()} ${release()} ${arch()}` },
    machine: { cores: availableParallelism(), memoryBytes: totalmem(), freeBytes: freemem() },
    settings: settingsWithoutSecrets(world.env),
    database: databaseFigures(config.dataDir),
    server: await serverFigures(admin),
    // Their sentences name what they are about.
    doctor: findings.map(({ subject, state }) => `${subject}: ${state}`),
  };
}

function databaseFigures(dataDir: string) {
  try {
    return inspectDatabase(dataDir) ?? 'none';
  } catch (error) {
    if (error instanceof StorageError) return `cannot be used (${String(error.details.reason ?? 'damaged or newer')})`;
    throw error;
  }
}

async function serverFigures(admin: AdminClient): Promise<Status | string> {
  try {
    return await admin.status();
  } catch (error) {
    if (error instanceof FailedError) return 'does not answer';
    throw error;
  }
}

function inLines(report: Report): string {
  const { made, versions, machine, settings, database, server, doctor } = report;
  const section = (title: string, values: object) =>
    `${title}\n${details(Object.entries(values).map(([name, value]) => [name, String(value)]))}`;
  const sections = [
    `Tafelrunde support report, ${made}`,
    section('Versions', versions),
    section('Machine', machine),
    section('Settings', settings),
    typeof database === 'string' ? `Database: ${database}` : section('Database', database),
    `Doctor\n${doctor.map((line) => `  ${line}`).join('\n')}`,
  ];
  if (typeof server === 'string') return [...sections, `Server: ${server}`].join('\n\n');
  const { startedAt, parts, figures, workers, lastErrors } = server;
  const errors = lastErrors.map(({ at, errorId, what, code }) => {
    return `  ${new Date(at).toISOString()}  ${errorId}  ${what}${code === null ? '' : ` (${code})`}`;
  });
  return [
    ...sections,
    section('Server', { startedAt: new Date(startedAt).toISOString(), ...figures }),
    section(
      'Health',
      Object.fromEntries(Object.entries(parts).map(([part, isWell]) => [part, isWell ? 'well' : 'ILL'])),
    ),
    ...workers.map((worker, index) => section(`Worker ${index}`, worker)),
    `Last errors\n${errors.length > 0 ? errors.join('\n') : '  none'}`,
  ].join('\n\n');
}
