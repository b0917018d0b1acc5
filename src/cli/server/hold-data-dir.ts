import { once } from 'node:events';
import { existsSync, rmSync } from 'node:fs';
import { createConnection, createServer } from 'node:net';
import { join } from 'node:path';
import { FailedError } from '../cli-error.ts';
import { ADMIN_SOCKET_FILE } from './admin-client.ts';

/**
 * Keeps servers off a data directory, as a server does: by answering on its socket. Errors: FailedError when a server
 * runs on it.
 */
export async function holdDataDir(dataDir: string): Promise<{ release(): Promise<void> }> {
  const path = join(dataDir, ADMIN_SOCKET_FILE);
  if (!existsSync(dataDir)) return { release: async () => {} };
  await requireNobody(path);
  rmSync(path, { force: true });
  const server = createServer((socket) => {
    socket.on('error', () => {});
    socket.destroy();
  });
  const mask = process.umask(0o177);
  try {
    server.listen(path);
    await once(server, 'listening');
  } catch (error) {
    throw new FailedError(`Nobody can be kept off ${dataDir} meanwhile (${codeOf(error)}): see DATA_DIR.`, {
      cause: error,
    });
  } finally {
    process.umask(mask);
  }
  server.on('error', () => {});
  return {
    async release() {
      server.close();
      await once(server, 'close');
    },
  };
}

/** A file that nobody answers was left by a server that died. */
async function requireNobody(path: string): Promise<void> {
  const socket = createConnection(path);
  try {
    await once(socket, 'connect');
  } catch (error) {
    const sentence = whyUnsure(path, codeOf(error));
    if (sentence === null) return;
    throw new FailedError(sentence, { cause: error });
  } finally {
    socket.destroy();
  }
  throw new FailedError('The server is running: stop it first, then restore, then start it again.');
}

/** Who is not sure that nobody is there takes nobody's socket away. null: nobody is. */
function whyUnsure(path: string, code: string): string | null {
  switch (code) {
    case 'ENOENT':
    case 'ECONNREFUSED':
      return null;
    case 'EACCES':
    case 'EPERM':
      return `${path} belongs to another user; run this as the user of the server.`;
    case 'EAGAIN':
      // unix(7): as many wait as may, and nobody lets them in.
      return 'The server is running and does not answer (EAGAIN): end it first, then restore, then start it again.';
    default:
      return `Whether a server is running cannot be asked at ${path} (${code}): see DATA_DIR.`;
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown cause';
}
