import type { Role } from '../../../protocol/index.ts';
import { joinedOf, lobbyOf, type Participant, RESUME_WINDOW_MS } from '../../meeting/index.ts';
import type { RedeemedInvite, Secrets } from '../../ports/auth.ts';

/** What somebody was who is no longer in the meeting and may come back to it without password, invite or lobby. */
export interface WayBack {
  readonly roomId: string;
  readonly participantId: string;
  readonly resumeHashes: readonly string[];
  readonly displayName: string;
  readonly invite: RedeemedInvite | null;
  readonly deviceHash: string | null;
  readonly role: Role;
  /** The hash of the password that they had shown. */
  readonly shownHash: string | null;
  /** They sat at the table, so that nobody must let them in again. */
  readonly wasSeated: boolean;
  readonly decidedRole: Role | null;
  readonly rank: number;
  readonly hereSince: number;
  /** Where they were last, as a keyed hash. */
  readonly origin: string | null;
  /** By `performance.now()`. */
  readonly until: number;
}

/** As it was found by one of its secrets. */
export interface FoundWay {
  readonly was: WayBack;
  /** SHA-256 of that secret. */
  readonly hash: string;
}

/** Everyone of ten large meetings who leaves in the same two minutes. */
const MAX_KEPT = 5_000;

/** The ways back of those who left by a slip, or whose place had to be given up. Nothing of them is seen by others. */
export class WaysBack {
  /** Oldest first. */
  readonly #kept = new Set<WayBack>();
  /** By the hash of each secret that leads back. */
  readonly #byHash = new Map<string, WayBack>();
  readonly #secrets: Pick<Secrets, 'hash'>;

  constructor({ secrets }: { readonly secrets: Pick<Secrets, 'hash'> }) {
    this.#secrets = secrets;
  }

  /** Keeps it until two minutes after `since`, when they were last here, by `performance.now()`. */
  keep(room: { readonly id: string }, participant: Participant, since: number): void {
    const until = since + RESUME_WINDOW_MS;
    if (until <= performance.now()) return;
    const { id: participantId, resumeSecrets, displayName, invite, deviceHash, shownHash } = participant;
    const { decidedRole, rank, hereSince, state, entryRole, origins } = participant;
    const seat = joinedOf(state);
    const wasSeated = seat !== null || lobbyOf(state)?.admitted === true;
    const who = { participantId, displayName, invite, deviceHash, shownHash, origin: origins[0] ?? null };
    const what = { role: seat?.role ?? entryRole, wasSeated, decidedRole, rank, hereSince };
    const resumeHashes = resumeSecrets.hashes;
    const wayBack = { roomId: room.id, resumeHashes, ...who, ...what, until };
    this.#kept.add(wayBack);
    for (const hash of resumeHashes) this.#byHash.set(hash, wayBack);
    this.#tidy();
  }

  find(roomId: string, secret: string): FoundWay | undefined {
    const hash = this.#secrets.hash(secret);
    const was = this.#byHash.get(hash);
    return was?.roomId === roomId && was.until > performance.now() ? { was, hash } : undefined;
  }

  /** Whether nobody has gone it meanwhile. */
  isOpen({ was, hash }: FoundWay): boolean {
    return this.#byHash.get(hash) === was && was.until > performance.now();
  }

  /** It was gone. */
  delete(wayBack: WayBack): void {
    this.#kept.delete(wayBack);
    for (const hash of wayBack.resumeHashes) {
      if (this.#byHash.get(hash) === wayBack) this.#byHash.delete(hash);
    }
  }

  /** The meeting is over: nobody comes back to it. */
  forgetRoom(roomId: string): void {
    for (const wayBack of this.#kept) if (wayBack.roomId === roomId) this.delete(wayBack);
  }

  /**
   * Without a timer: what is over goes with the next that is kept. When there is too much, whoever has most gives way:
   * the room, in it the network, and of that who never sat at the table, so that nobody's is taken by the coming and
   * going of others.
   */
  #tidy(): void {
    const now = performance.now();
    for (const wayBack of this.#kept) {
      if (wayBack.until > now) break;
      this.delete(wayBack);
    }
    if (this.#kept.size <= MAX_KEPT) return;
    const ofRoom = largestGroup([...this.#kept], ({ roomId }) => roomId);
    const ofOrigin = largestGroup(ofRoom, ({ origin }) => origin);
    const inOrder = [
      ...ofOrigin.filter(({ wasSeated }) => !wasSeated),
      ...ofOrigin.filter(({ wasSeated }) => wasSeated),
    ];
    // Several at once: looking for them takes a while.
    for (const yielding of inOrder.slice(0, Math.ceil(inOrder.length / 10))) this.delete(yielding);
  }
}

function largestGroup(waysBack: readonly WayBack[], of: (wayBack: WayBack) => string | null): readonly WayBack[] {
  const groups = Map.groupBy(waysBack, of);
  return [...groups.values()].reduce((largest, group) => (group.length > largest.length ? group : largest), []);
}
