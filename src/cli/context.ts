import { Passwords } from '../auth/index.ts';
import type { CliConfig } from '../config.ts';
import { type Database, openDatabase } from '../storage/index.ts';
import { AdminClient } from './admin-client.ts';
import type { Io } from './io.ts';

/** How long a command waits while the server writes; nobody else is kept waiting by it. */
const BUSY_TIMEOUT_MS = 10_000;

/** What the commands work with; each part is made when a command first asks for it. */
export interface Context {
  readonly io: Io;
  readonly config: CliConfig;
  readonly admin: AdminClient;
  database(): Promise<Database>;
  hashPassword(password: string): Promise<string>;
  close(): Promise<void>;
}

export function createContext({ io, loadConfig }: { io: Io; loadConfig: () => CliConfig }): Context {
  let config: CliConfig | undefined;
  let database: Promise<Database> | undefined;
  const getConfig = () => {
    config ??= loadConfig();
    return config;
  };
  return {
    io,
    get config() {
      return getConfig();
    },
    get admin() {
      return new AdminClient(getConfig());
    },
    database() {
      database ??= openDatabase({ dataDir: getConfig().dataDir, busyTimeoutMs: BUSY_TIMEOUT_MS });
      return database;
    },
    async hashPassword(password) {
      return (await Passwords.create()).hash(password);
    },
    async close() {
      await (await database?.catch(() => undefined))?.close();
    },
  };
}
