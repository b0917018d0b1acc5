import { ApiTokens, Passkeys, PasswordLinks, Passwords, SecondFactor, Sessions, secrets } from '../auth/index.ts';
import { type Catalogue, composeCatalogue } from '../catalogue/catalogue.ts';
import { Notices } from '../catalogue/organisers/notices.ts';
import type { CliConfig } from '../config.ts';
import { Outbox } from '../mail/outbox.ts';
import { type Database, openDatabase } from '../storage/index.ts';
import { publicTargets } from '../webhooks/targets.ts';
import type { World } from './doctor/world.ts';
import type { Io } from './io.ts';
import { AdminClient } from './server/admin-client.ts';
import { announcing } from './server/live.ts';

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
  /** Of what is kept; whoever runs commands is the operator. */
  catalogue(): Promise<Catalogue>;
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
  const getDatabase = () => {
    database ??= openDatabase({ dataDir: getConfig().dataDir, busyTimeoutMs: BUSY_TIMEOUT_MS });
    return database;
  };
  const hashPassword = async (password: string) => (await Passwords.create()).hash(password);
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
    database: getDatabase,
    async catalogue() {
      const stores = await getDatabase();
      const { publicUrl, mailFrom } = getConfig();
      // What is put there is sent by the server.
      const outbox = new Outbox({ store: stores.mails, isOn: mailFrom !== null, from: mailFrom });
      const mail = { outbox, publicUrl: () => publicUrl, report: () => {} };
      const { tellOwner } = new Notices({ ...mail, stores });
      const links = new PasswordLinks({ store: stores.credentials, secrets, hashPassword, tellOwner });
      const sessions = new Sessions({ store: stores.sessions, secrets, report: () => {} });
      const tokens = new ApiTokens({ store: stores.tokens, secrets, report: () => {} });
      const secondFactor = new SecondFactor({ store: stores.secondFactors, secrets, tellOwner });
      const passkeys = new Passkeys({ store: stores.passkeys, tellOwner });
      const { capacitySeats } = getConfig().reservations;
      const meetings = announcing({ admin: new AdminClient(getConfig()), io });
      const presence = (roomId: string) => new AdminClient(getConfig()).presence(roomId);
      const accounts = { links, sessions, secondFactor, passkeys, tokens };
      // What is to be told is told by the server.
      const webhooks = { mayReach: publicTargets(() => []), posted: () => {} };
      return composeCatalogue({ stores, accounts, meetings, presence, hashPassword, mail, webhooks, capacitySeats });
    },
    async close() {
      await (await database?.catch(() => undefined))?.close();
    },
  };
}
