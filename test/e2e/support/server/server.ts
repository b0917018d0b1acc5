import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { onTestFinished } from 'vitest';
import { newPublicId, newRoomId, Passwords, secrets } from '../../../../src/auth/index.ts';
import { loadConfig } from '../../../../src/config.ts';
import type { Role } from '../../../../src/protocol/index.ts';
import type { StoredRoom } from '../../../../src/rooms/ports/storage.ts';
import { startServer } from '../../../../src/server.ts';
import { openDatabase } from '../../../../src/storage/index.ts';
import { storedRoom } from '../../../helpers/meetings/rooms.ts';

const BUILT_CLIENT = new URL('../../../../web/dist/index.html', import.meta.url);

type RoomWishes = Partial<Omit<StoredRoom, 'id' | 'passwordHash'>> & { password?: string };

/** A room with the links that its people would have been sent. */
export interface TestRoom {
  readonly id: string;
  readonly link: string;
  readonly moderatorLink: string;
}

/**
 * The whole product as an operator starts it, with its media workers, on free ports of 127.0.0.1. Stopped with the
 * test, which fails when the server has logged an error.
 */
export async function startTestServer(settings: Readonly<Record<string, string>> = {}) {
  const dataDir = mkdtempSync(join(tmpdir(), 'tafelrunde-e2e-'));
  const errors: string[] = [];
  const expected: RegExp[] = [];
  const log = pino({ level: 'error' }, { write: (line: string) => void errors.push(line) });
  const config = loadConfig({
    PORT: '0',
    HOST: '127.0.0.1',
    MEDIA_PORT: '0',
    MEDIA_HOST: '127.0.0.1',
    WORKERS: '1',
    DATA_DIR: dataDir,
    MEDIASOUP_WORKER_BIN: process.env.MEDIASOUP_WORKER_BIN,
    ...settings,
  });
  const server = await startServer(config, { log });
  const database = await openDatabase({ dataDir });
  onTestFinished(async () => {
    await database.close();
    await server.close();
    rmSync(dataDir, { recursive: true, force: true });
    const unexpected = errors.filter((line) => !expected.some((pattern) => pattern.test(line)));
    if (unexpected.length > 0) throw new Error(`The server logged errors:\n${unexpected.join('')}`);
  });
  if (!existsSync(BUILT_CLIENT)) throw new Error('The browser client is not built: npm test builds it.');

  return {
    url: server.url,
    dataDir,

    /** A test that breaks something on purpose says what the server will log of it. */
    expectError(pattern: RegExp): void {
      expected.push(pattern);
    },

    async createRoom({ password, ...wishes }: RoomWishes = {}): Promise<TestRoom> {
      const name = wishes.name ?? 'Runde';
      const { id } = await database.rooms.create({
        ...storedRoom({ ...wishes, name }),
        id: newRoomId(name),
        passwordHash: password === undefined ? null : await (await Passwords.create()).hash(password),
      });
      const link = `${server.url}/r/${id}`;
      return { id, link, moderatorLink: `${link}#invite=${await this.createInvite(id, 'moderator')}` };
    },

    async setPassword(roomId: string, password: string | null): Promise<void> {
      const passwordHash = password === null ? null : await (await Passwords.create()).hash(password);
      await database.rooms.update(roomId, { passwordHash });
    },

    /** The secret for a link. */
    async createInvite(roomId: string, role: Role): Promise<string> {
      const { secret, hash } = secrets.create();
      await database.invites.create({
        id: newPublicId(),
        roomId,
        role,
        secretHash: hash,
        label: null,
        maxUses: null,
        expiresAt: null,
        trusted: false,
        seatId: null,
      });
      return secret;
    },
  };
}
