import { AppError } from '../../platform/errors.ts';
import {
  type Command,
  type CommandReplies,
  type ConsoleReply,
  clockReading,
  leftUntil,
  MAX_CONSOLES,
  PAIRING_CODE_MS,
} from '../../protocol/index.ts';
import type { Leaving } from '../entry/place/leaving.ts';
import type { Resumption } from '../entry/place/resumption.ts';
import type { Caller, Entry } from '../entry/way-in/comer.ts';
import {
  authorize,
  type Commands,
  type Connection,
  consoleOf,
  type Directory,
  joinedOf,
  type Meeting,
  type Membership,
  mayChair,
  Participant,
} from '../meeting/index.ts';
import { keepPaceOfOrigin } from '../pace/pace.ts';
import type { Secrets } from '../ports/auth.ts';

interface Pairing {
  readonly roomId: string;
  readonly ownerId: string;
  readonly expiresAt: number;
}

interface ConsoleServiceOptions {
  readonly directory: Directory;
  readonly leaving: Leaving;
  readonly secrets: Secrets;
  readonly resumption: Resumption;
}

type ConsoleEntry = Entry<ConsoleReply>;

/** Second screens from which somebody chairs: without media or seat, with rights of their own until they are cut off. */
export class ConsoleService {
  readonly commands: Commands<'console:pair' | 'console:attend' | 'console:cut'> = {
    'console:pair': (membership) => this.pair(membership),
    'console:attend': (membership) => this.attend(membership),
    'console:cut': (membership, command) => this.cut(membership, command),
  };
  readonly #options: ConsoleServiceOptions;
  /** By the code's SHA-256. One per owner: a newer code makes the one before it worthless. */
  readonly #pairings = new Map<string, Pairing>();

  constructor(options: ConsoleServiceOptions) {
    this.#options = options;
  }

  /** Errors: NOT_ALLOWED, TOO_MANY. */
  async pair(membership: Membership): Promise<CommandReplies['console:pair']> {
    authorize(membership, 'console:pair');
    const { meeting, participant } = membership;
    if (meeting.people.consolesOf(participant).length >= MAX_CONSOLES) throw new AppError('TOO_MANY');
    const now = performance.now();
    for (const [hash, { ownerId, expiresAt }] of this.#pairings) {
      if (ownerId === participant.id || expiresAt <= now) this.#pairings.delete(hash);
    }
    const { secret, hash } = this.#options.secrets.create();
    const expiresAt = now + PAIRING_CODE_MS;
    this.#pairings.set(hash, { roomId: meeting.id, ownerId: participant.id, expiresAt });
    return { code: secret, validForMs: leftUntil(expiresAt, now) };
  }

  /** Errors: INVITE_INVALID (unknown, used or expired code), RESUME_INVALID, TOO_MANY. */
  async join(
    { roomId, code = '', resume, device }: Command<'console:join'>,
    { connection }: Caller,
  ): Promise<ConsoleEntry> {
    if (resume !== undefined) {
      const entry = await this.#comeBack(roomId, resume, connection);
      if (!entry) throw new AppError('RESUME_INVALID');
      return entry;
    }
    // The code is used up; together with the name it is a way back, until the answer with another was heard.
    const asPaired = device === undefined ? null : `${code}.${device}`;
    const again = asPaired === null ? null : await this.#comeBack(roomId, asPaired, connection);
    if (again) return again;
    const { meeting, owner } = this.#redeem(roomId, code);
    const role = joinedOf(owner.state)?.role;
    if (role === undefined || !mayChair(role)) throw new AppError('INVITE_INVALID');
    if (meeting.people.consolesOf(owner).length >= MAX_CONSOLES) throw new AppError('TOO_MANY');
    keepPaceOfOrigin(meeting, { command: 'console:join', of: owner.id, origin: null, standing: 'host' });
    const now = Date.now();
    const { displayName, mark, invite, deviceHash, rank } = owner;
    const state = { kind: 'knocking', since: now, deadline: now } as const;
    const participant = new Participant({ displayName, invite, deviceHash, connection, state });
    participant.rank = rank;
    participant.mark = mark;
    participant.apply({ kind: 'open-console', at: now, ownerId: owner.id, role });
    if (asPaired !== null) participant.resumeSecrets.agreeOn(this.#options.secrets.hash(asPaired));
    meeting.people.add(participant);
    const membership = { meeting, participant, connection };
    return { membership, reply: this.#arrived(membership) };
  }

  /** Somebody touches it, whatever for. Errors: NOT_ALLOWED. */
  async attend(membership: Membership): Promise<void> {
    authorize(membership, 'console:attend');
    membership.meeting.changed();
  }

  /** One's own or another's: whoever chairs answers for all of them. Errors: NOT_ALLOWED. */
  async cut(membership: Membership, { consoleId }: Command<'console:cut'>): Promise<void> {
    authorize(membership, 'console:cut');
    const { meeting } = membership;
    const target = meeting.people.find(consoleId);
    if (!target || !consoleOf(target.state)) throw new AppError('NOT_ALLOWED');
    this.#options.leaving.dismiss(meeting, target, 'remove');
  }

  #comeBack(roomId: string, secret: string, connection: Connection): Promise<ConsoleEntry | null> {
    const { resumption } = this.#options;
    return resumption.attempt({ roomId, secret, connection, place: 'console' }, async (claim) => {
      const membership = resumption.takeOver(claim);
      return { membership, reply: this.#arrived(membership, claim.hash) };
    });
  }

  #redeem(roomId: string, code: string): { meeting: Meeting; owner: Participant } {
    const hash = this.#options.secrets.hash(code);
    const pairing = this.#pairings.get(hash);
    if (pairing?.roomId !== roomId) throw new AppError('INVITE_INVALID');
    this.#pairings.delete(hash);
    const meeting = this.#options.directory.find(roomId);
    const owner = meeting?.people.find(pairing.ownerId);
    if (!meeting || !owner || pairing.expiresAt <= performance.now()) throw new AppError('INVITE_INVALID');
    return { meeting, owner };
  }

  #arrived({ meeting, participant }: Membership, cameBy?: string): ConsoleReply {
    meeting.changed({ arriving: participant });
    meeting.tellConsoles();
    return {
      state: 'console',
      consoleId: participant.id,
      isChairing: participant.isChairing,
      clock: clockReading(),
      ...meeting.views.arrivalFor(participant),
      resume: this.#options.resumption.issue(participant, { cameBy }),
    };
  }
}
