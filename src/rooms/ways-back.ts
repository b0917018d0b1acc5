import type { FloorSwitches, Role } from '../signaling/protocol/index.ts';
import { RESUME_WINDOW_MS } from './absence.ts';
import type { Participant } from './live-participant.ts';
import { joinedOf, lobbyOf } from './participant.ts';
import type { RedeemedInvite } from './ports.ts';

/** What somebody was who is no longer in the meeting and may come back to it without password, invite or lobby. */
export interface WayBack {
  readonly roomId: string;
  readonly resumeHashes: readonly string[];
  readonly displayName: string;
  readonly invite: RedeemedInvite | null;
  readonly deviceHash: string | null;
  readonly role: Role;
  /** The hash of the password that they had shown. */
  readonly shownHash: string | null;
  /** They sat at the table, so that nobody must let them in again. */
  readonly wasSeated: boolean;
  readonly restricted: FloorSwitches;
  readonly rank: number;
  readonly until: number;
}

/** Everyone of ten large meetings who leaves in the same two minutes. */
const MAX_KEPT = 5_000;

/** The ways back of those who left by a slip, or whose place had to be given up. Nothing of them is seen by others. */
export class WaysBack {
  /** By the hash of each secret that leads back, oldest first. */
  readonly #kept = new Map<string, WayBack>();

  /** Keeps it until two minutes after `since`, when they were last here. */
  keep(roomId: string, participant: Participant, since: number): void {
    const until = since + RESUME_WINDOW_MS;
    if (until <= Date.now()) return;
    const { resumeHashes, displayName, invite, deviceHash, shownHash, restricted, rank, state, entryRole } =
      participant;
    const seat = joinedOf(state);
    const wasSeated = seat !== null || lobbyOf(state)?.admitted === true;
    const role = seat?.role ?? entryRole;
    const who = { displayName, invite, deviceHash, shownHash, restricted, rank };
    const wayBack = { roomId, resumeHashes, ...who, role, wasSeated, until };
    for (const hash of resumeHashes) this.#kept.set(hash, wayBack);
    this.#tidy();
  }

  find(roomId: string, resumeHash: string): WayBack | undefined {
    const wayBack = this.#kept.get(resumeHash);
    return wayBack?.roomId === roomId && wayBack.until > Date.now() ? wayBack : undefined;
  }

  /** It was gone. */
  delete({ resumeHashes }: WayBack): void {
    for (const hash of resumeHashes) this.#kept.delete(hash);
  }

  /** The meeting is over: nobody comes back to it. */
  forgetRoom(roomId: string): void {
    for (const [hash, wayBack] of this.#kept) if (wayBack.roomId === roomId) this.#kept.delete(hash);
  }

  /** Without a timer: what is over goes with the next that is kept, and at the latest when there is too much of it. */
  #tidy(): void {
    const now = Date.now();
    for (const [hash, { until }] of this.#kept) {
      if (until > now && this.#kept.size <= MAX_KEPT) return;
      this.#kept.delete(hash);
    }
  }
}
