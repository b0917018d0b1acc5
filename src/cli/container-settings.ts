import { readFileSync } from 'node:fs';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * In a container the server gets some settings from its start script (docker/app/start.sh), and not from the
 * environment that a command sees beside it: the secret that is kept in a file, and the ports as one range.
 */
export function withContainerSettings(env: Environment): Environment {
  const [first, last] =
    /^(\d{1,5})-(\d{1,5})$/
      .exec(env.MEDIA_PORTS ?? '')
      ?.slice(1)
      .map(Number) ?? [];
  const ports =
    first === undefined || last === undefined ? {} : { MEDIA_PORT: `${first}`, WORKERS: `${last - first + 1}` };
  return { ...env, ...ports, ...keptSecret(env) };
}

/** One that cannot be read is missing, which is said where the settings are looked at. */
function keptSecret({ TURN_SECRET, TURN_SECRET_FILE }: Environment): Environment {
  if (TURN_SECRET || !TURN_SECRET_FILE) return {};
  try {
    return { TURN_SECRET: readFileSync(TURN_SECRET_FILE, 'utf8').trimEnd() };
  } catch {
    return {};
  }
}
