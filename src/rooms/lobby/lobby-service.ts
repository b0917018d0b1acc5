import { AppError } from '../../platform/errors.ts';
import type { Command, LobbyText, LobbyWord } from '../../protocol/index.ts';
import type { Leaving } from '../entry/place/leaving.ts';
import type { WaitingLine } from '../entry/place/waiting-line.ts';
import { lobbyStatusOf } from '../entry/place/waiting-rule.ts';
import type { Welcome } from '../entry/place/welcome.ts';
import {
  authorize,
  type Commands,
  type Feature,
  lobbyOf,
  type Meeting,
  type Membership,
  type Participant,
  PerParticipant,
  targetOrThrow,
} from '../meeting/index.ts';
import { type KeptWord, LobbyWords, lobbyWord } from './lobby-words.ts';

interface LobbyServiceOptions {
  readonly waitingLine: WaitingLine;
  readonly leaving: Leaving;
  readonly welcome: Welcome;
}

/** What the chair decides about those who wait, and what both say to each other. */
export class LobbyService implements Feature {
  readonly commands: Commands<
    'lobby:admit' | 'lobby:admit-all' | 'lobby:deny' | 'lobby:message' | 'lobby:reply' | 'participant:return-to-lobby'
  > = {
    'lobby:admit': (membership, command) => this.admit(membership, command),
    'lobby:admit-all': (membership) => this.admitAll(membership),
    'lobby:deny': (membership, command) => this.deny(membership, command),
    'lobby:message': (membership, command) => this.message(membership, command),
    'lobby:reply': (membership, command) => this.reply(membership, command),
    'participant:return-to-lobby': (membership, command) => this.takeBack(membership, command),
  };
  readonly #waitingLine: WaitingLine;
  readonly #leaving: Leaving;
  readonly #welcome: Welcome;
  readonly #words = new PerParticipant(() => new LobbyWords());

  constructor({ waitingLine, leaving, welcome }: LobbyServiceOptions) {
    this.#waitingLine = waitingLine;
    this.#leaving = leaving;
    this.#welcome = welcome;
  }

  waitingView(_meeting: Meeting, waiting: Participant): { words: readonly LobbyWord[] } {
    return { words: this.#words.of(waiting).forChair() };
  }

  lobbyView(_meeting: Meeting, waiting: Participant): { texts: readonly LobbyText[] } {
    return { texts: this.#words.of(waiting).forWaiting() };
  }

  replaced(_meeting: Meeting, former: Participant, next: Participant): void {
    this.#words.of(next).takeOver(this.#words.of(former));
  }

  /**
   * What fails for one does not stop the others; the first failure is the answer.
   * Errors: NOT_ALLOWED, ROOM_FULL, INVALID_STATE when somebody else was quicker.
   */
  async admit(membership: Membership, { participantIds }: Command<'lobby:admit'>): Promise<void> {
    authorize(membership, 'lobby:admit');
    await allOf(
      [...new Set(participantIds)].map(async (participantId) =>
        this.#waitingLine.admit(membership.meeting, targetOrThrow(membership, 'lobby:admit', participantId)),
      ),
    );
  }

  /** In the order of their knocks, as far as the seats go. Errors: NOT_ALLOWED, ROOM_FULL when some still wait. */
  async admitAll(membership: Membership): Promise<void> {
    authorize(membership, 'lobby:admit-all');
    const { meeting } = membership;
    await allOf(meeting.people.waiting.map((waiting) => this.#waitingLine.admit(meeting, waiting)));
  }

  /** Errors: NOT_ALLOWED, INVALID_STATE when somebody else was quicker. */
  async deny(membership: Membership, { participantId, note }: Command<'lobby:deny'>): Promise<void> {
    authorize(membership, 'lobby:deny');
    const target = targetOrThrow(membership, 'lobby:deny', participantId);
    if (!this.#leaving.dismiss(membership.meeting, target, 'deny', note)) throw new AppError('INVALID_STATE');
  }

  /** To one who waits, or to all; whose connection is lost reads it when they are back. Errors: NOT_ALLOWED. */
  async message(membership: Membership, { participantId, text }: Command<'lobby:message'>): Promise<void> {
    authorize(membership, 'lobby:message');
    const { meeting, participant } = membership;
    const addressed =
      participantId === undefined
        ? meeting.people.waiting
        : [targetOrThrow(membership, 'lobby:message', participantId)];
    this.#write(meeting, addressed, { text, by: participant.displayName });
    for (const waiting of addressed) tellWaiting(meeting, waiting);
  }

  /** To all who wait: how their waiting stands now. */
  tellStatus(meeting: Meeting): void {
    for (const waiting of meeting.people.waiting) tellWaiting(meeting, waiting);
  }

  /** Errors: NOT_ALLOWED, also where the room takes no replies; INVALID_STATE when just let in. */
  async reply(membership: Membership, { text }: Command<'lobby:reply'>): Promise<void> {
    authorize(membership, 'lobby:reply');
    const { meeting, participant } = membership;
    if (!meeting.settings.lobbyReplies) throw new AppError('NOT_ALLOWED', { details: { reason: 'replies are off' } });
    // They are off the chair's list already, and must not come back to it.
    if (lobbyOf(participant.state)?.admitted !== false) throw new AppError('INVALID_STATE');
    this.#write(meeting, [participant], { text, by: null });
  }

  /** Back to wait for admission. Errors: NOT_ALLOWED. */
  async takeBack(membership: Membership, { participantId }: Command<'participant:return-to-lobby'>): Promise<void> {
    authorize(membership, 'participant:return-to-lobby');
    const { meeting } = membership;
    const target = targetOrThrow(membership, 'participant:return-to-lobby', participantId);
    if (!this.#leaving.putBack(meeting, target)) throw new AppError('INVALID_STATE');
    // Whose connection is lost, or just coming back, learns it from the answer to their resume.
    if (target.state.kind === 'lobby') {
      target.connection?.send('lobby:returned', this.#welcome.toLobby(meeting, target, { byEvent: true }));
    }
  }

  /** Kept with each of them, and shown on every screen from which somebody chairs. */
  #write(meeting: Meeting, waiting: readonly Participant[], said: Pick<KeptWord, 'text' | 'by'>): void {
    if (waiting.length === 0) return;
    const word: KeptWord = { id: crypto.randomUUID(), ...said, at: Date.now() };
    for (const participant of waiting) this.#words.of(participant).add(word);
    meeting.tell.chair('lobby:written', { participantIds: waiting.map(({ id }) => id), word: lobbyWord(word) });
  }
}

function tellWaiting(meeting: Meeting, waiting: Participant): void {
  if (waiting.state.kind === 'lobby') waiting.connection?.send('lobby:updated', lobbyStatusOf(meeting, waiting));
}

/** Waits for each of them, and fails like the first that failed. */
async function allOf(work: readonly Promise<void>[]): Promise<void> {
  const results = await Promise.allSettled(work);
  const failed = results.find((result) => result.status === 'rejected');
  if (failed) throw failed.reason;
}
