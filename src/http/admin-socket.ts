import { once } from 'node:events';
import { lstatSync, rmSync } from 'node:fs';
import { createConnection } from 'node:net';
import { join } from 'node:path';
import Fastify from 'fastify';
import { z } from 'zod';
import { StartError } from '../platform/errors.ts';
import { idSchema, roomIdSchema } from '../protocol/index.ts';
import { createHttpServer } from './edge/http-server.ts';
import { addErrorReply, notFound } from './error-reply.ts';
import { parse } from './parse.ts';

export const ADMIN_SOCKET = 'admin.sock';

/** What the admin CLI can do in a running server. */
export interface LiveRooms {
  readonly rooms: readonly { id: string; participants: number; lobby: number }[];
  people(roomId: string): readonly object[];
  presenceOf(roomId: string): ReadonlyMap<string, string>;
  removePerson(roomId: string, participantId: string): void;
  endRoom(roomId: string): void;
  reload(roomId: string): Promise<void>;
  revoked(roomId: string, inviteId: string): void;
}

interface AdminSocketOptions {
  readonly dataDir: string;
  readonly live: LiveRooms;
  /** Figures and health, with nothing of anybody. */
  readonly status?: () => Promise<object>;
}

/**
 * HTTP on a Unix socket in the data directory, for its owner alone (mode 0600).
 * Errors: StartError when another server holds the data directory.
 */
export async function openAdminSocket({ dataDir, live, status }: AdminSocketOptions) {
  const path = join(dataDir, ADMIN_SOCKET);
  if (await isAnswered(path)) throw new StartError(`Another server is running on ${dataDir}; stop it or set DATA_DIR.`);
  clear(path);

  const app = Fastify({
    logger: false,
    forceCloseConnections: true,
    serverFactory: (handle) => createHttpServer({ tls: null, handle, report: () => {} }).server,
  });
  addErrorReply(app);
  app.setNotFoundHandler(notFound);
  const roomOf = (params: unknown) => parse(z.object({ id: roomIdSchema }), params).id;

  if (status) app.get('/status', async () => ({ ok: true, ...(await status()) }));
  app.get('/rooms', async () => ({ ok: true, rooms: live.rooms }));
  app.get('/rooms/:id/people', async ({ params }) => ({ ok: true, participants: live.people(roomOf(params)) }));
  app.get('/rooms/:id/presence', async ({ params }) => ({
    ok: true,
    presence: Object.fromEntries(live.presenceOf(roomOf(params))),
  }));
  app.post('/rooms/:id/remove', async ({ params, body }) => {
    live.removePerson(roomOf(params), parse(z.strictObject({ participantId: idSchema }), body).participantId);
    return { ok: true };
  });
  app.post('/rooms/:id/end', async ({ params }) => {
    live.endRoom(roomOf(params));
    return { ok: true };
  });
  app.post('/rooms/:id/reload', async ({ params }) => {
    await live.reload(roomOf(params));
    return { ok: true };
  });

  app.post('/rooms/:id/revoked', async ({ params, body }) => {
    live.revoked(roomOf(params), parse(z.strictObject({ inviteId: idSchema }), body).inviteId);
    return { ok: true };
  });

  // By the mask, because between bind and a chmod others could connect.
  const mask = process.umask(0o177);
  try {
    await app.listen({ path });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : error;
    throw new StartError(`The admin CLI's socket cannot be made at ${path} (${code}): see DATA_DIR.`, { cause: error });
  } finally {
    process.umask(mask);
  }
  return { close: () => app.close() };
}

/** Of what a server that died has left, never of somebody's folder. Errors: StartError. */
function clear(path: string): void {
  if (lstatSync(path, { throwIfNoEntry: false })?.isDirectory()) {
    throw new StartError(
      `${path} is in the way: the admin CLI's socket belongs there. Move it elsewhere and start again.`,
    );
  }
  rmSync(path, { force: true });
}

/** A socket file that nobody answers was left by a server that died. */
async function isAnswered(path: string): Promise<boolean> {
  const socket = createConnection(path);
  try {
    await once(socket, 'connect');
    return true;
  } catch (error) {
    // unix(7): of one that stands still, and before which as many wait as may.
    return error instanceof Error && 'code' in error && error.code === 'EAGAIN';
  } finally {
    socket.destroy();
  }
}
