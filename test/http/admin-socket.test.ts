import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { ADMIN_SOCKET, openAdminSocket } from '../../src/http/admin-socket.ts';
import { hungServer } from '../helpers/servers/hung-server.ts';
import { startTestApp } from '../helpers/servers/test-app.ts';
import { tempDir } from '../helpers/temp-dir.ts';

async function withAdminSocket() {
  const app = await startTestApp();
  const dataDir = mkdtempSync(join(tmpdir(), 'tafelrunde-admin-'));
  const admin = await openAdminSocket({ dataDir, live: app.rooms.live });
  onTestFinished(async () => {
    await admin.close();
    rmSync(dataDir, { recursive: true });
  });
  const socketPath = join(dataDir, ADMIN_SOCKET);
  const ask = (method: string, path: string, body?: object): Promise<{ status: number | undefined; body: unknown }> =>
    new Promise((resolve, reject) => {
      const headers = body ? { 'content-type': 'application/json' } : {};
      const call = request({ socketPath, method, path, headers }, async (response) => {
        const text = (await response.toArray()).join('');
        resolve({ status: response.statusCode, body: JSON.parse(text) });
      });
      call.on('error', reject).end(body ? JSON.stringify(body) : undefined);
    });
  return { app, dataDir, socketPath, ask };
}

describe('the admin socket', () => {
  it('belongs to its owner alone', async () => {
    const { socketPath } = await withAdminSocket();
    expect(statSync(socketPath).mode & 0o777).toBe(0o600);
  });

  it('lists who is in a room, removes one and ends the meeting', async () => {
    const { app, ask } = await withAdminSocket();
    const room = await app.createRoom();
    const [anna, bert] = [await app.connect(), await app.connect()];
    const { self } = await anna.join(room.id, 'Anna');
    await bert.join(room.id, 'Bert');
    const people = await ask('GET', `/rooms/${room.id}/people`);
    expect(people.body).toMatchObject({
      participants: [
        { displayName: 'Anna', state: 'joined', role: 'participant' },
        { displayName: 'Bert', state: 'joined' },
      ],
    });
    expect((await ask('POST', `/rooms/${room.id}/remove`, { participantId: self.participantId })).status).toBe(200);
    expect((await anna.heard('room:left')).reason).toBe('removed');
    expect((await ask('POST', `/rooms/${room.id}/end`)).status).toBe(200);
    expect((await bert.heard('room:left')).reason).toBe('ended');
    expect((await ask('GET', '/rooms')).body).toEqual({ ok: true, rooms: [] });
  });

  it('takes over changed settings while the meeting goes on, and ends a deleted room', async () => {
    const { app, ask } = await withAdminSocket();
    const room = await app.createRoom();
    const anna = await app.connect();
    await anna.join(room.id, 'Anna');
    await app.database.rooms.update(room.id, { locked: true, name: 'Neuer Name' });
    await ask('POST', `/rooms/${room.id}/reload`);
    expect(await anna.heard('room:updated')).toMatchObject({ locked: true, name: 'Neuer Name' });
    await app.database.rooms.delete(room.id);
    await ask('POST', `/rooms/${room.id}/reload`);
    expect((await anna.heard('room:left')).reason).toBe('ended');
  });

  it('refuses what it does not know', async () => {
    const { ask } = await withAdminSocket();
    expect((await ask('GET', '/rooms/nobody-here/people')).status).toBe(404);
    expect((await ask('GET', '/rooms/..%2f/people')).status).toBe(400);
    expect((await ask('POST', '/rooms/x/remove', { everyone: true })).status).toBe(400);
  });

  it('does not take the place of a folder, and says in a sentence what to do', async () => {
    const app = await startTestApp();
    const dataDir = tempDir();
    mkdirSync(join(dataDir, ADMIN_SOCKET));
    await expect(openAdminSocket({ dataDir, live: app.rooms.live })).rejects.toThrow(
      /is in the way: .* Move it elsewhere/,
    );
    expect(existsSync(join(dataDir, ADMIN_SOCKET))).toBe(true);
  });

  it('takes the place of one that a dead server left, but not of one that lives, be it hung', async () => {
    const { app, dataDir } = await withAdminSocket();
    await expect(openAdminSocket({ dataDir, live: app.rooms.live })).rejects.toThrow('Another server is running');
    const still = tempDir();
    await hungServer(join(still, ADMIN_SOCKET));
    await expect(openAdminSocket({ dataDir: still, live: app.rooms.live })).rejects.toThrow(
      'Another server is running',
    );
    const left = mkdtempSync(join(tmpdir(), 'tafelrunde-admin-'));
    onTestFinished(() => rmSync(left, { recursive: true }));
    writeFileSync(join(left, ADMIN_SOCKET), '');
    const admin = await openAdminSocket({ dataDir: left, live: app.rooms.live });
    await admin.close();
  });
});
