import pLimit from 'p-limit';
import { withDeadline } from '../../platform/deadline.ts';
import { AppError } from '../../platform/errors.ts';
import type { Command, CommandReplies, LineView } from '../../protocol/index.ts';
import {
  authorize,
  type Commands,
  type Feature,
  joinedOf,
  type Meeting,
  type Membership,
  type Participant,
  PerMeeting,
  PerParticipant,
  targetOrThrow,
} from '../meeting/index.ts';
import type { LineReading } from '../ports/media-plane.ts';
import { lineView } from './line-view.ts';
import { FORGOTTEN_MS, LossMemory } from './loss-memory.ts';

/** However many look, a room's lines are read no more often: loss is counted from one reading to the next. */
export const READ_EVERY_MS = 4_000;
/** Questions to a worker at once; they wait in its queue behind those of people. */
const MAX_AT_ONCE = 8;
/**
 * For all lines of a room together, and less than a worker is waited for: whoever looks still listens then, and a line of
 * which there is no answer hides none of the others.
 */
export const READ_WITHIN_MS = 3_500;

interface Round {
  readonly at: number;
  readonly lines: Promise<readonly LineView[]>;
  isDone: boolean;
}

/** How everybody's line is, in figures, for those who chair and only while they look; and what they may do about it. */
export class ClinicService implements Feature {
  readonly commands: Commands<'lines:read' | 'camera:offer-off' | 'camera:answer-offer' | 'noise:report'> = {
    'lines:read': (membership) => this.read(membership),
    'camera:offer-off': (membership, command) => this.offerCameraOff(membership, command),
    'camera:answer-offer': (membership, command) => this.answerOffer(membership, command),
    'noise:report': (membership, command) => this.reportNoise(membership, command),
  };
  readonly #rounds = new PerMeeting<{ latest: Round | null }>(() => ({ latest: null }));
  readonly #losses = new PerParticipant(() => ({ memory: new LossMemory() }));
  /** Who was asked whether their picture had better be off, and has not answered. */
  readonly #offers = new PerParticipant(() => ({ isOpen: false }));
  /** Participants whose microphone brings noise, first come first. */
  readonly #noisy = new PerMeeting(() => new Set<string>());

  chairView(meeting: Meeting): { noisy: readonly string[] } {
    return { noisy: [...this.#noisy.of(meeting)] };
  }

  /** A microphone that is off brings none. */
  shownAnew(meeting: Meeting, participant: Participant): void {
    if (!isHeard(participant)) this.#noiseIsOver(meeting, participant);
  }

  seatLeft(meeting: Meeting, participant: Participant): void {
    this.#noiseIsOver(meeting, participant);
  }

  /** Errors: NOT_ALLOWED. */
  async read(membership: Membership): Promise<CommandReplies['lines:read']> {
    authorize(membership, 'lines:read');
    const lines = await this.#round(membership.meeting).lines;
    // They may no longer chair.
    authorize(membership, 'lines:read');
    return { lines };
  }

  /** Errors: NOT_ALLOWED, INVALID_STATE when there is no picture, or nobody to ask. */
  async offerCameraOff(membership: Membership, { participantId }: Command<'camera:offer-off'>): Promise<void> {
    authorize(membership, 'camera:offer-off');
    const target = targetOrThrow(membership, 'camera:offer-off', participantId);
    if (target.state.kind !== 'joined' || !sendsPicture(target)) throw new AppError('INVALID_STATE');
    this.#offers.of(target).isOpen = true;
    target.connection?.send('camera:off-offered', {});
  }

  /** Their picture they turn off themselves. Errors: NOT_ALLOWED, INVALID_STATE when nobody has asked. */
  async answerOffer(membership: Membership, { accepted }: Command<'camera:answer-offer'>): Promise<void> {
    authorize(membership, 'camera:answer-offer');
    const { meeting, participant } = membership;
    const offer = this.#offers.of(participant);
    if (!offer.isOpen) throw new AppError('INVALID_STATE');
    offer.isOpen = false;
    meeting.tell.chair('camera:offer-answered', { participantId: participant.id, accepted });
  }

  /** Kept for whoever comes to chair, until it is over. Errors: NOT_ALLOWED, INVALID_STATE when their microphone is off by now. */
  async reportNoise(membership: Membership, { isNoise }: Command<'noise:report'>): Promise<void> {
    authorize(membership, 'noise:report');
    const { meeting, participant } = membership;
    if (!isNoise) return this.#noiseIsOver(meeting, participant);
    if (!isHeard(participant)) throw new AppError('INVALID_STATE');
    const noisy = this.#noisy.of(meeting);
    if (noisy.has(participant.id)) return;
    noisy.add(participant.id);
    meeting.tell.chair('noise:reported', { participantId: participant.id, isNoise });
  }

  #noiseIsOver(meeting: Meeting, { id: participantId }: Participant): void {
    if (!this.#noisy.of(meeting).delete(participantId)) return;
    meeting.tell.chair('noise:reported', { participantId, isNoise: false });
  }

  #round(meeting: Meeting): Round {
    // Not by the time of day, which somebody may set meanwhile.
    const now = performance.now();
    const rounds = this.#rounds.of(meeting);
    const { latest } = rounds;
    if (latest && (!latest.isDone || now - latest.at < READ_EVERY_MS)) return latest;
    // What was lost while nobody looked is not lost now.
    const isFirst = latest === null || now - latest.at > FORGOTTEN_MS;
    const lines = this.#readAll(meeting, isFirst);
    const round: Round = { at: now, lines, isDone: false };
    void lines.then(() => {
      round.isDone = true;
    });
    rounds.latest = round;
    return round;
  }

  /** Never rejects, and ends within READ_WITHIN_MS. */
  #readAll(meeting: Meeting, isFirst: boolean): Promise<readonly LineView[]> {
    const limit = pLimit(MAX_AT_ONCE);
    const until = performance.now() + READ_WITHIN_MS;
    return Promise.all(
      meeting.people.seated.map((participant) =>
        limit(async () => {
          const losses = this.#losses.of(participant);
          if (isFirst) losses.memory = new LossMemory();
          const reading = await readingOf(participant, until - performance.now());
          return lineView(
            participant,
            losses.memory,
            reading && isFirst ? { ...reading, lossFrom: null, lossTo: null } : reading,
          );
        }),
      ),
    );
  }
}

/** Null: nothing is known of it. Never rejects. */
async function readingOf({ state, line }: Participant, withinMs: number): Promise<LineReading | null> {
  const session = joinedOf(state)?.session;
  if (!session || line !== 'good' || withinMs <= 0) return null;
  return withDeadline(session.readLine(), { withinMs }).catch(() => null);
}

function isHeard({ producers }: Participant): boolean {
  return [...producers.values()].some(({ source, paused }) => source === 'microphone' && !paused);
}

function sendsPicture({ producers, lineState: { upload } }: Participant): boolean {
  // One that is off for want of a way up is tried again and again.
  return [...producers.values()].some(({ source, paused }) => source === 'camera' && (!paused || upload === 'held'));
}
