import type { JoinReply } from '../../../src/protocol/index.ts';
import { CONNECT_WITHIN_MS } from '../session/entry.ts';
import type { RoomMemory } from '../session/links/room-link.ts';
import { failureOf, type Signaling } from '../session/signaling.ts';

/** What the door asks for. */
export interface Credentials {
  readonly displayName: string;
  readonly password?: string;
  /** The link's invite was refused, and they go on without it. */
  readonly withoutInvite?: boolean;
}

interface Asking {
  /** The transports that this page still has; null: none. */
  readonly holds: { readonly send: string; readonly receive: string } | null;
  /** On the way in by itself, so that nobody was asked for anything. */
  readonly isSeeking: boolean;
}

interface RoomKeysOptions {
  readonly roomId: string;
  readonly signaling: Pick<Signaling, 'request'>;
  readonly memory: RoomMemory;
}

/** By what somebody gets into a room: the token that leads back to their place, else the link's invite, else the password. */
export class RoomKeys {
  readonly #options: RoomKeysOptions;
  /** For the same person's next attempts; a password lives only here. */
  #credentials: Credentials | null = null;

  constructor(options: RoomKeysOptions) {
    this.#options = options;
  }

  set credentials(credentials: Credentials) {
    this.#credentials = credentials;
  }

  async ask({ holds, isSeeking }: Asking): Promise<JoinReply> {
    const { signaling, memory } = this.#options;
    const { password, withoutInvite = false } = this.#credentials ?? {};
    const { resume } = memory;
    const invite = withoutInvite ? null : memory.invite;
    const patience = { connectWithinMs: CONNECT_WITHIN_MS };
    if (resume !== null) {
      try {
        const held = holds === null ? {} : { holds };
        return await signaling.request('room:join', { ...this.#who, resume, ...held }, patience);
      } catch (error) {
        if (failureOf(error).code !== 'RESUME_INVALID') throw error;
        memory.resume = null;
        // After a reload nothing else is known that could let one in, and the door asks for it.
        if (isSeeking && password === undefined && invite === null) throw error;
      }
    }
    const right = invite !== null ? { invite } : password !== undefined && password !== '' ? { password } : {};
    return signaling.request('room:join', { ...this.#who, ...right }, patience);
  }

  /** To the place that was left, for a moment. Answers the next token. */
  async comeBack(resume: string): Promise<string> {
    const reply = await this.#options.signaling.request('room:join', { ...this.#who, resume });
    return reply.resume;
  }

  /** They are in: the next token leads back, and an invite without which they got in is of no use. */
  keep(reply: JoinReply): void {
    const { memory } = this.#options;
    memory.resume = reply.resume;
    if (reply.state === 'joined') memory.roomName = reply.room.name;
    if (this.#credentials?.withoutInvite) memory.invite = null;
  }

  get #who() {
    const { roomId, memory } = this.#options;
    return { roomId, displayName: this.#credentials?.displayName ?? '', device: memory.device };
  }
}
