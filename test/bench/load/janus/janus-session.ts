import { WebSocket } from 'ws';
import { z } from 'zod';

// Janus' own protocol over a WebSocket, as far as the video room needs it:
// https://janus.conf.meetecho.com/docs/rest.html and https://janus.conf.meetecho.com/docs/videoroom

const SUBPROTOCOL = 'janus-protocol';
const PLUGIN = 'janus.plugin.videoroom';
const ANSWER_WITHIN_MS = 10_000;

const descriptionSchema = z.object({ type: z.enum(['offer', 'answer']), sdp: z.string() });
/** An SDP with its direction. */
export type Description = z.infer<typeof descriptionSchema>;

const roomDataSchema = z.object({
  videoroom: z.string(),
  error: z.string().optional(),
  /** Of a feed, which is what a participant sends. */
  id: z.number().optional(),
  publishers: z.array(z.object({ id: z.number(), dummy: z.boolean().default(false) })).default([]),
  /** What a subscription consists of. */
  streams: z
    .array(z.object({ mid: z.string(), feed_id: z.number().optional(), feed_mid: z.string().optional() }))
    .default([]),
});

const messageSchema = z.object({
  janus: z.string(),
  transaction: z.string().optional(),
  error: z.object({ reason: z.string() }).optional(),
  data: z.object({ id: z.number() }).optional(),
  plugindata: z.object({ data: roomDataSchema }).optional(),
  jsep: descriptionSchema.optional(),
});
type Message = z.infer<typeof messageSchema>;

interface Waiting {
  readonly resolve: (message: Message) => void;
  readonly reject: (error: Error) => void;
}

/** A participant's line to Janus. It ends with its process. */
export class JanusSession {
  readonly #socket: WebSocket;
  readonly #waiting = new Map<string, Waiting>();
  #id: number | undefined;
  #transactions = 0;

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.on('message', (text) => this.#receive(messageSchema.parse(JSON.parse(`${text}`))));
    socket.on('close', () => this.#fail());
    socket.on('error', () => this.#fail());
  }

  static async open(url: string): Promise<JanusSession> {
    const socket = new WebSocket(url, SUBPROTOCOL);
    await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
    const session = new JanusSession(socket);
    session.#id = idIn(await session.ask({ janus: 'create' }));
    return session;
  }

  /** Another use of the video room, with a transport of its own. */
  async attach(): Promise<JanusHandle> {
    return new JanusHandle(this, idIn(await this.ask({ janus: 'attach', plugin: PLUGIN })));
  }

  /** Rejects when Janus refuses or says nothing for 10 s. */
  async ask(request: Readonly<Record<string, unknown>>): Promise<Message> {
    this.#transactions += 1;
    const transaction = `${this.#transactions}`;
    let timer: NodeJS.Timeout | undefined;
    try {
      return await new Promise<Message>((resolve, reject) => {
        timer = setTimeout(() => reject(new Error('Janus does not answer')), ANSWER_WITHIN_MS);
        this.#waiting.set(transaction, { resolve, reject });
        this.#socket.send(JSON.stringify({ ...request, session_id: this.#id, transaction }));
      });
    } finally {
      clearTimeout(timer);
      this.#waiting.delete(transaction);
    }
  }

  #receive(message: Message): void {
    const { janus, transaction = '', error, plugindata } = message;
    // What a plugin says comes behind it.
    if (janus === 'ack') return;
    const waiting = this.#waiting.get(transaction);
    const reason = error?.reason ?? plugindata?.data.error;
    if (reason === undefined) waiting?.resolve(message);
    else waiting?.reject(new Error(`Janus: ${reason}`));
  }

  #fail(): void {
    for (const { reject } of this.#waiting.values()) reject(new Error('Janus has gone'));
  }
}

export class JanusHandle {
  readonly #session: JanusSession;
  readonly #id: number;

  constructor(session: JanusSession, id: number) {
    this.#session = session;
    this.#id = id;
  }

  async ask(
    body: Readonly<Record<string, unknown>>,
    jsep?: Description,
  ): Promise<{ readonly data: z.infer<typeof roomDataSchema>; readonly sdp: string }> {
    const request = { janus: 'message', handle_id: this.#id, body, ...(jsep ? { jsep } : {}) };
    const { plugindata, jsep: reply } = await this.#session.ask(request);
    if (!plugindata) throw new Error('Janus: no word of the video room');
    return { data: plugindata.data, sdp: reply?.sdp ?? '' };
  }
}

function idIn({ data }: Message): number {
  if (!data) throw new Error('Janus: no id');
  return data.id;
}
