import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { onTestFinished } from 'vitest';
import { newPublicId, newRoomId, Passwords, secrets } from '../../../src/auth/index.ts';
import { loadConfig } from '../../../src/config.ts';
import type { Role } from '../../../src/protocol/index.ts';
import type { StoredRoom } from '../../../src/rooms/ports/storage.ts';
import { startServer } from '../../../src/server.ts';
import { openDatabase } from '../../../src/storage/index.ts';
import { TestClient } from '../clients/test-client.ts';
import { storedRoom } from '../meetings/rooms.ts';

/** The whole server with real media workers on loopback, closed with the test. */
export async function startRealServer(settings: Record<string, string> = {}) {
  const dataDir = mkdtempSync(join(tmpdir(), 'tafelrunde-server-'));
  const config = loadConfig({
    PORT: '0',
    MEDIA_PORT: '0',
    MEDIA_HOST: '127.0.0.1',
    WORKERS: '1',
    DATA_DIR: dataDir,
    MEDIASOUP_WORKER_BIN: process.env.MEDIASOUP_WORKER_BIN ?? '',
    ...settings,
  });
  const logLines: string[] = [];
  const log = pino({ level: config.logLevel }, { write: (line: string) => void logLines.push(line) });
  const server = await startServer(config, { log });
  // A second connection to the same file, as the CLI has one.
  const database = await openDatabase({ dataDir });
  const passwords = await Passwords.create();
  const clients: TestClient[] = [];
  onTestFinished(async () => {
    for (const client of clients) client.disconnect();
    await database.close();
    await server.close();
    rmSync(dataDir, { recursive: true });
  });
  return {
    url: server.url,
    dataDir,
    server,
    database,
    logLines,
    async createRoom({ password, ...changes }: Partial<StoredRoom> & { password?: string } = {}): Promise<StoredRoom> {
      const room = storedRoom(changes);
      const passwordHash = password === undefined ? null : await passwords.hash(password);
      return database.rooms.create({ ...room, id: newRoomId(room.name), passwordHash });
    },
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
    async connect(): Promise<TestClient> {
      const client = await TestClient.connect(server.url);
      clients.push(client);
      return client;
    },
  };
}
