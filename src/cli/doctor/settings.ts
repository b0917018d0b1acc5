import { type Config, capacitySource, loadConfig } from '../../config.ts';
import { ConfigError } from '../../settings.ts';
import { about, type Finding } from './finding.ts';
import type { World } from './world.ts';

const { ok, wrong } = about('settings');

/** A problem that is left when what is named in the former ones is left out; each names at least one setting. */
const MAX_ROUNDS = 20;

interface Settings {
  readonly findings: readonly Finding[];
  /** With what can be used of them; null when nothing can be made of the rest. */
  readonly config: Config | null;
}

/** What can be used goes on to be looked at, so that one wrong setting hides nothing else that is wrong. */
export function examineSettings({ env }: World): Settings {
  const findings: Finding[] = [];
  let rest = env;
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    try {
      const config = loadConfig(rest);
      return {
        config,
        findings: findings.length > 0 ? findings : [ok('The settings can be used.'), ok(seatsOf(config))],
      };
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error;
      for (const problem of error.problems) findings.push(wrong(problem, 'Change it, and start the server again.'));
      rest = without(rest, namesIn(error.problems));
    }
  }
  return { config: null, findings };
}

function seatsOf({ reservations }: Config): string {
  return `Seats that may be reserved at once: ${reservations.capacitySeats}, ${capacitySource(reservations)}.`;
}

/** Before its colon a problem names what it is about; without PUBLIC_URL, a server is for this machine alone. */
function namesIn(problems: readonly string[]): string[] {
  const names = problems.flatMap((problem) => problem.split(':', 1)[0]?.match(/[A-Z][A-Z_]+/g) ?? []);
  const pairs: Readonly<Record<string, readonly string[]>> = {
    TLS_CERT: ['TLS_KEY', 'HOST'],
    TLS_KEY: ['TLS_CERT', 'HOST'],
    TURN_URLS: ['TURN_SECRET'],
    TURN_SECRET: ['TURN_URLS'],
    PUBLIC_URL: ['HOST', 'TLS_CERT', 'TLS_KEY'],
    MEDIA_PORT: ['WORKERS'],
    SMTP_URL: ['SMTP_HOST', 'SMTP_USER', 'SMTP_PASSWORD', 'MAIL_FROM'],
    SMTP_HOST: ['SMTP_USER', 'SMTP_PASSWORD', 'MAIL_FROM'],
    SMTP_USER: ['SMTP_PASSWORD'],
    MAIL_FROM: ['SMTP_URL', 'SMTP_HOST', 'SMTP_USER', 'SMTP_PASSWORD'],
  };
  return names.flatMap((name) => [name, ...(pairs[name] ?? [])]);
}

function without(env: World['env'], names: readonly string[]): World['env'] {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !names.includes(name)));
}
