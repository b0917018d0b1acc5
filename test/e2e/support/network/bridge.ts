import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

const PIPE = fileURLToPath(new URL('./pipe-to-port.ts', import.meta.url));

/** Listens on a port of our own 127.0.0.1 that leads to one of a namespace's; until the test is finished. */
export async function bridgeTo(namespace: string, port: number): Promise<number> {
  const server = createServer((socket) => join(socket, namespace, port));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

function join(socket: Socket, namespace: string, port: number): void {
  const args = ['netns', 'exec', namespace, process.execPath, PIPE, `${port}`];
  const pipe = spawn('ip', args, { stdio: ['pipe', 'pipe', 'ignore'] });
  pipe.on('error', () => socket.destroy());
  pipe.on('exit', () => socket.destroy());
  pipe.stdin.on('error', () => {});
  pipe.stdout.on('error', () => {});
  socket.on('error', () => {});
  socket.on('close', () => pipe.kill());
  socket.pipe(pipe.stdin);
  pipe.stdout.pipe(socket);
}
