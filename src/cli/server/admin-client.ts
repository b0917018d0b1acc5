import { type IncomingMessage, request } from 'node:http';
import { join } from 'node:path';
import { z } from 'zod';
import type { Presence } from '../../protocol/calls.ts';
import { NAME_CLAIMS, ROLES } from '../../protocol/index.ts';
import { FailedError } from '../cli-error.ts';

export const ADMIN_SOCKET_FILE = 'admin.sock';
const DEFAULT_TIMEOUT_MS = 5_000;
/** The largest answer, a room of 500 people, has about 100 kB. */
const MAX_ANSWER_BYTES = 4 * 1024 * 1024;

const liveRoomSchema = z.object({ id: z.string(), participants: z.number(), lobby: z.number() });
const personSchema = z.object({
  id: z.string(),
  displayName: z.string(),
  /** Beside the name, so that nobody is taken for somebody else. */
  mark: z.object({ twin: z.number().nullable(), claims: z.enum(NAME_CLAIMS).nullable() }).nullish(),
  role: z.enum(ROLES),
  state: z.enum(['joined', 'reconnecting', 'lobby']),
  /** Milliseconds since the epoch. */
  since: z.number(),
});
const presenceSchema = z.object({ presence: z.record(z.string(), z.enum(['at-door', 'here'])) });
const figure = z.number();
const statusSchema = z.object({
  version: z.string(),
  startedAt: figure,
  parts: z.record(z.string(), z.boolean()),
  figures: z.record(z.string(), figure),
  workers: z.array(z.record(z.string(), z.union([figure, z.boolean()]))),
  lastErrors: z.array(z.object({ errorId: z.string(), at: figure, what: z.string(), code: z.string().nullable() })),
});
const errorSchema = z.object({ error: z.object({ code: z.string() }) });

export type LiveRoom = z.output<typeof liveRoomSchema>;
export type Status = z.output<typeof statusSchema>;
export type Person = z.output<typeof personSchema>;

/** No server listens on the socket. */
export class ServerNotRunningError extends FailedError {}

/** The server has answered with an error of its table. */
export class ServerRefusedError extends FailedError {
  readonly code: string;
  constructor(code: string) {
    super(`The server refused: ${code}.`);
    this.code = code;
  }
}

interface AdminClientOptions {
  readonly dataDir: string;
  readonly timeoutMs?: number;
}

/** Talks to the running server over the Unix socket in its data directory. Errors: FailedError and those above. */
export class AdminClient {
  readonly #socketPath: string;
  readonly #timeoutMs: number;

  constructor({ dataDir, timeoutMs = DEFAULT_TIMEOUT_MS }: AdminClientOptions) {
    this.#socketPath = join(dataDir, ADMIN_SOCKET_FILE);
    this.#timeoutMs = timeoutMs;
  }

  async rooms(): Promise<LiveRoom[]> {
    const answer = await this.#call('GET', '/rooms');
    return understand(z.object({ rooms: z.array(liveRoomSchema) }), answer).rooms;
  }

  async status(): Promise<Status> {
    return understand(statusSchema, await this.#call('GET', '/status'));
  }

  async people(roomId: string): Promise<Person[]> {
    const answer = await this.#call('GET', `/rooms/${encodeURIComponent(roomId)}/people`);
    return understand(z.object({ participants: z.array(personSchema) }), answer).participants;
  }

  /** By seat; nobody, where no server runs. */
  async presence(roomId: string): Promise<ReadonlyMap<string, Exclude<Presence, 'away'>>> {
    try {
      const answer = await this.#call('GET', `/rooms/${encodeURIComponent(roomId)}/presence`);
      return new Map(Object.entries(understand(presenceSchema, answer).presence));
    } catch (error) {
      if (error instanceof ServerNotRunningError) return new Map();
      throw error;
    }
  }

  async remove(roomId: string, participantId: string): Promise<void> {
    await this.#call('POST', `/rooms/${encodeURIComponent(roomId)}/remove`, { participantId });
  }

  async end(roomId: string): Promise<void> {
    await this.#call('POST', `/rooms/${encodeURIComponent(roomId)}/end`, {});
  }

  /** Tells the server that the room's settings have changed, or that it is gone. */
  async reload(roomId: string): Promise<void> {
    await this.#call('POST', `/rooms/${encodeURIComponent(roomId)}/reload`, {});
  }

  /** Tells the server that an invite lets in nobody any more. */
  async revoked(roomId: string, inviteId: string): Promise<void> {
    await this.#call('POST', `/rooms/${encodeURIComponent(roomId)}/revoked`, { inviteId });
  }

  async #call(method: 'GET' | 'POST', path: string, body?: unknown): Promise<unknown> {
    const { status, text } = await this.#exchange(method, path, body).catch((error: unknown) => {
      throw this.#explain(error);
    });
    const answer = parseJson(text);
    if (status >= 200 && status < 300) return answer;
    const refusal = errorSchema.safeParse(answer);
    throw refusal.success
      ? new ServerRefusedError(refusal.data.error.code)
      : new FailedError(`The server answered with HTTP status ${status}.`);
  }

  #exchange(method: string, path: string, body: unknown): Promise<{ status: number; text: string }> {
    const payload = body === undefined ? undefined : JSON.stringify(body);
    const headers = payload === undefined ? {} : { 'content-type': 'application/json' };
    const signal = AbortSignal.timeout(this.#timeoutMs);
    return new Promise((resolve, reject) => {
      const call = request({ socketPath: this.#socketPath, method, path, headers, signal, agent: false });
      call.on('error', reject);
      call.on('response', (response) => {
        readText(response).then((text) => resolve({ status: response.statusCode ?? 0, text }), reject);
      });
      call.end(payload);
    });
  }

  #explain(error: unknown): FailedError {
    if (error instanceof FailedError) return error;
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    switch (code) {
      case 'ENOENT':
      case 'ENOTDIR':
      case 'ECONNREFUSED':
        return new ServerNotRunningError(`The server is not running (nothing listens on ${this.#socketPath}).`);
      case 'EACCES':
      case 'EPERM':
        return new FailedError(`${this.#socketPath} belongs to another user; run this as the user of the server.`);
      case 'EINVAL':
      case 'ENAMETOOLONG':
        return new FailedError(`The path ${this.#socketPath} is too long for a socket; choose a shorter DATA_DIR.`);
      case 'ABORT_ERR':
        return new FailedError(`The server did not answer within ${this.#timeoutMs / 1_000} s.`);
      default:
        return new FailedError('The connection to the server broke.', { cause: error });
    }
  }
}

async function readText(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of response) {
    chunks.push(chunk);
    bytes += chunk.length;
    if (bytes > MAX_ANSWER_BYTES) throw new FailedError("The server's answer is too long.");
  }
  return Buffer.concat(chunks).toString('utf8');
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function understand<T extends z.ZodType>(schema: T, answer: unknown): z.output<T> {
  const result = schema.safeParse(answer);
  if (result.success) return result.data;
  throw new FailedError("The server's answer was not understood; it may be of another version.");
}
