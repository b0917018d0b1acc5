import pLimit from 'p-limit';
import { withDeadline } from '../deadline.ts';
import { AppError } from '../errors.ts';
import { agoOf, type Command, type CommandReplies, type LineView } from '../signaling/protocol/index.ts';
import type { Participant } from './live-participant.ts';
import type { LineReading } from './media-plane.ts';
import { authorize, type Membership, targetOrThrow } from './membership.ts';
import { joinedOf } from './participant.ts';
import type { Room } from './room.ts';

/** However many look, a room's lines are read no more often: loss is counted from one reading to the next. */
export const READ_EVERY_MS = 4_000;
/** Questions to a worker at once; they wait in its queue behind those of people. */
const MAX_AT_ONCE = 8;
/** Whoever looks is answered while they still listen, be it that there is no answer. */
const READ_WITHIN_MS = 5_000;
/** Part of the packets from which a voice begins to suffer. */
const LOSSY = 0.05;
/** After this long without a reading nothing is known of what was in between. */
const FORGOTTEN_MS = 30_000;

interface Round {
  readonly at: number;
  readonly lines: Promise<readonly LineView[]>;
  isDone: boolean;
}

/** How everybody's line is, in figures, for those who chair and only while they look; and what they may do about it. */
export class ClinicService {
  readonly #rounds = new WeakMap<Room, Round>();
  /** Since when much is lost of somebody, and when that was last seen. */
  readonly #lossy = new WeakMap<Participant, { readonly since: number; readonly seenAt: number }>();
  /** Who was asked whether their picture had better be off, and has not answered. */
  readonly #offered = new WeakSet<Participant>();

  /** Errors: NOT_ALLOWED, MEDIA_UNAVAILABLE when there is no answer in time. */
  async read(membership: Membership): Promise<CommandReplies['lines:read']> {
    authorize(membership, 'lines:read');
    const lines = await withDeadline(this.#round(membership.room).lines, { withinMs: READ_WITHIN_MS }).catch(
      (cause) => {
        throw new AppError('MEDIA_UNAVAILABLE', { cause });
      },
    );
    // They may no longer chair.
    authorize(membership, 'lines:read');
    return { lines };
  }

  /** Errors: NOT_ALLOWED, INVALID_STATE when there is no picture, or nobody to ask. */
  async offerCameraOff(membership: Membership, { participantId }: Command<'camera:offer-off'>): Promise<void> {
    authorize(membership, 'camera:offer-off');
    const target = targetOrThrow(membership, 'camera:offer-off', participantId);
    if (target.state.kind !== 'joined' || !sendsPicture(target)) throw new AppError('INVALID_STATE');
    this.#offered.add(target);
    target.connection?.send('camera:off-offered', {});
  }

  /** Their picture they turn off themselves. Errors: NOT_ALLOWED, INVALID_STATE when nobody has asked. */
  async answerOffer(membership: Membership, { accepted }: Command<'camera:answer-offer'>): Promise<void> {
    authorize(membership, 'camera:answer-offer');
    const { room, participant } = membership;
    if (!this.#offered.delete(participant)) throw new AppError('INVALID_STATE');
    room.tellChair('camera:offer-answered', { participantId: participant.id, accepted });
  }

  #round(room: Room): Round {
    const now = Date.now();
    const latest = this.#rounds.get(room);
    if (latest && (!latest.isDone || now - latest.at < READ_EVERY_MS)) return latest;
    // What was lost while nobody looked is not lost now.
    const isLossKnown = latest !== undefined && now - latest.at <= FORGOTTEN_MS;
    const lines = this.#readAll(room, isLossKnown);
    const round: Round = { at: now, lines, isDone: false };
    void lines.then(() => {
      round.isDone = true;
    });
    this.#rounds.set(room, round);
    return round;
  }

  /** Never rejects. */
  #readAll(room: Room, isLossKnown: boolean): Promise<readonly LineView[]> {
    const limit = pLimit(MAX_AT_ONCE);
    return Promise.all(room.seated.map((participant) => limit(() => this.#readOne(participant, isLossKnown))));
  }

  async #readOne(participant: Participant, isLossKnown: boolean): Promise<LineView> {
    const session = joinedOf(participant.state)?.session;
    // Their session is over, or its worker: nothing is known of their line then.
    const reading = session && participant.line === 'good' ? await session.readLine().catch(() => null) : null;
    const known = isLossKnown ? reading : reading && { ...reading, lossFrom: null, lossTo: null };
    return this.#viewOf(participant, known);
  }

  #viewOf(participant: Participant, reading: LineReading | null): LineView {
    const { way = 'none', download = 'good', lossFrom = null, lossTo = null, roundTripMs = null } = reading ?? {};
    const { id, upload, uploadWeakSince } = participant;
    const since = [uploadWeakSince, reading?.downloadWeakSince ?? null, this.#lossySince(participant, reading)].filter(
      (moment) => moment !== null,
    );
    return {
      participantId: id,
      way,
      upload,
      download,
      lossFrom: inHundredths(lossFrom),
      lossTo: inHundredths(lossTo),
      roundTripMs: roundTripMs === null ? null : Math.round(roundTripMs),
      weakForMs: since.length === 0 ? null : agoOf(Math.min(...since)),
    };
  }

  #lossySince(participant: Participant, reading: LineReading | null): number | null {
    const now = Date.now();
    const known = this.#lossy.get(participant);
    const before = known && now - known.seenAt <= FORGOTTEN_MS ? known.since : null;
    const losses = [reading?.lossFrom, reading?.lossTo].filter((loss) => loss != null);
    // Of too few packets nothing new is known.
    if (losses.length === 0) return before;
    if (Math.max(...losses) < LOSSY) {
      this.#lossy.delete(participant);
      return null;
    }
    const since = before ?? now;
    this.#lossy.set(participant, { since, seenAt: now });
    return since;
  }
}

function sendsPicture({ producers, upload }: Participant): boolean {
  // One that is off for want of a way up is tried again and again.
  return [...producers.values()].some(({ source, paused }) => source === 'camera' && (!paused || upload === 'held'));
}

function inHundredths(part: number | null): number | null {
  return part === null ? null : Math.round(part * 100) / 100;
}
