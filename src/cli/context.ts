import { Passwords } from '../auth/index.ts';
import type { CliConfig } from '../config.ts';
import { type Database, openDatabase } from '../storage/index.ts';
import { AdminClient } from './admin-client.ts';
import type { World } from './doctor/world.ts';
import type { Io } from './io.ts';

/** How long a command waits while the server writes; nobody else is kept waiting by it. */
const BUSY_TIMEOUT_MS = 10_000;

/** What the commands work with; each part is made when a command first asks for it. */
export interface Context {
  readonly io: Io;
  readonly config: CliConfig;
  readonly admin: AdminClient;
  /** As the machine is, for who looks at it. */
  readonly world: World;
  database(): Promise<Database>;
  hashPassword(password: string): Promise<string>;
  /** The command did what it was asked for, and what it found is no success. */
  fail(): void;
  readonly hasFailed: boolean;
  close(): Promise<void>;
}

interface ContextOptions {
  readonly io: Io;
  readonly loadConfig: () => CliConfig;
  readonly world: World;
}

export function createContext({ io, loadConfig, world }: ContextOptions): Context {
  let hasFailed = false;
  let config: CliConfig | undefined;
  let database: Promise<Database> | undefined;
  const getConfig = () => {
    config ??= loadConfig();
    return config;
  };
  return {
    io,
    world,
    fail() {
      hasFailed = true;
    },
    get hasFailed() {
      return hasFailed;
    },
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
