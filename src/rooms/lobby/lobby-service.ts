import { AppError } from '../../platform/errors.ts';
import { type Command, MAX_LOBBY_TEXTS } from '../../protocol/index.ts';
import type { Leaving } from '../entry/leaving.ts';
import { lobbyStatusOf } from '../entry/lobby-status.ts';
import type { Placement } from '../entry/placement.ts';
import type { Commands } from '../meeting/commands.ts';
import { lobbyWord } from '../meeting/lobby-views.ts';
import type { Meeting } from '../meeting/meeting.ts';
import { authorize, type Membership, targetOrThrow } from '../meeting/membership.ts';
import type { KeptWord, Participant } from '../meeting/participant.ts';
import { lobbyOf } from '../meeting/participant-state.ts';

/** What the chair decides about those who wait, and what both say to each other. */
export class LobbyService {
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
  readonly #placement: Placement;
  readonly #leaving: Leaving;

  constructor({ placement, leaving }: { placement: Placement; leaving: Leaving }) {
    this.#placement = placement;
    this.#leaving = leaving;
  }

  /**
   * What fails for one does not stop the others; the first failure is the answer.
   * Errors: NOT_ALLOWED, ROOM_FULL, INVALID_STATE when somebody else was quicker.
   */
  async admit(membership: Membership, { participantIds }: Command<'lobby:admit'>): Promise<void> {
    authorize(membership, 'lobby:admit');
    await allOf(
      [...new Set(participantIds)].map(async (participantId) =>
        this.#placement.admit(membership.meeting, targetOrThrow(membership, 'lobby:admit', participantId)),
      ),
    );
  }

  /** In the order of their knocks, as far as the seats go. Errors: NOT_ALLOWED, ROOM_FULL when some still wait. */
  async admitAll(membership: Membership): Promise<void> {
    authorize(membership, 'lobby:admit-all');
    const { meeting } = membership;
    await allOf(meeting.waiting.map((waiting) => this.#placement.admit(meeting, waiting)));
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
      participantId === undefined ? meeting.waiting : [targetOrThrow(membership, 'lobby:message', participantId)];
    write(meeting, addressed, { text, by: participant.displayName });
    for (const waiting of addressed) tellWaiting(meeting, waiting);
  }

  /** To all who wait: how their waiting stands now. */
  tellStatus(meeting: Meeting): void {
    for (const waiting of meeting.waiting) tellWaiting(meeting, waiting);
  }

  /** Errors: NOT_ALLOWED, also where the room takes no replies; INVALID_STATE when just let in. */
  async reply(membership: Membership, { text }: Command<'lobby:reply'>): Promise<void> {
    authorize(membership, 'lobby:reply');
    const { meeting, participant } = membership;
    if (!meeting.settings.lobbyReplies) throw new AppError('NOT_ALLOWED', { details: { reason: 'replies are off' } });
    // They are off the chair's list already, and must not come back to it.
    if (lobbyOf(participant.state)?.admitted !== false) throw new AppError('INVALID_STATE');
    write(meeting, [participant], { text, by: null });
  }

  /** Back to wait for admission. Errors: NOT_ALLOWED. */
  async takeBack(membership: Membership, { participantId }: Command<'participant:return-to-lobby'>): Promise<void> {
    authorize(membership, 'participant:return-to-lobby');
    const { meeting } = membership;
    const target = targetOrThrow(membership, 'participant:return-to-lobby', participantId);
    if (!this.#leaving.putBack(meeting, target)) throw new AppError('INVALID_STATE');
    // Whose connection is lost, or just coming back, learns it from the answer to their resume.
    if (target.state.kind === 'lobby') {
      target.connection?.send('lobby:returned', this.#placement.lobbyReply(meeting, target, { byEvent: true }));
    }
  }
}

function tellWaiting(meeting: Meeting, waiting: Participant): void {
  if (waiting.state.kind === 'lobby') waiting.connection?.send('lobby:updated', lobbyStatusOf(meeting, waiting));
}

/** Kept with each of them, and shown on every screen from which somebody chairs. */
function write(meeting: Meeting, waiting: readonly Participant[], said: Pick<KeptWord, 'text' | 'by'>): void {
  if (waiting.length === 0) return;
  const word: KeptWord = { id: crypto.randomUUID(), ...said, at: Date.now() };
  for (const participant of waiting) participant.lobbyWords = kept([...participant.lobbyWords, word]);
  meeting.tellChair('lobby:written', { participantIds: waiting.map(({ id }) => id), word: lobbyWord(word) });
}

/** The last ones of either side: whoever writes a lot does not make the other's words be forgotten. */
function kept(words: readonly KeptWord[]): readonly KeptWord[] {
  const ofChair = words.filter(({ by }) => by !== null).slice(-MAX_LOBBY_TEXTS);
  const ofWaiting = words.filter(({ by }) => by === null).slice(-MAX_LOBBY_TEXTS);
  return words.filter((word) => ofChair.includes(word) || ofWaiting.includes(word));
}

/** Waits for each of them, and fails like the first that failed. */
async function allOf(work: readonly Promise<void>[]): Promise<void> {
  const results = await Promise.allSettled(work);
  const failed = results.find((result) => result.status === 'rejected');
  if (failed) throw failed.reason;
}
