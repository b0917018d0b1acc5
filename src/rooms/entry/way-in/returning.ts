import { AppError } from '../../../platform/errors.ts';
import type { Command, JoinedReply, JoinReply } from '../../../protocol/index.ts';
import { joinedOf, lobbyOf, type Membership } from '../../meeting/index.ts';
import type { MediaSession } from '../../ports/media-plane.ts';
import type { Placement, SessionOpener } from '../place/placement.ts';
import type { Claim, Resumption } from '../place/resumption.ts';
import type { Welcome } from '../place/welcome.ts';
import type { Comer, Entry } from './comer.ts';

/** How often a session is made anew because the worker behind it was replaced just then. */
const MAX_ATTEMPTS = 3;

/** What the client says it still has. */
type Held = Command<'room:join'>['holds'];

/** A join that shows the secret of an earlier answer. */
export type WithSecret = Command<'room:join'> & { readonly resume: string };

interface ReturningOptions {
  readonly media: SessionOpener;
  readonly resumption: Resumption;
  readonly placement: Placement;
  readonly welcome: Welcome;
  readonly report: (error: unknown) => void;
}

/** Back after a lost connection: to the same place, with the media that both sides still have or with new ones. */
export class Returning {
  readonly #options: ReturningOptions;

  constructor(options: ReturningOptions) {
    this.#options = options;
  }

  /**
   * Null when the secret is nobody's who is in the meeting. Errors: RESUME_INVALID, RATE_LIMITED, MEDIA_UNAVAILABLE; then
   * everything is as it was before.
   */
  comeBack({ roomId, resume, holds }: WithSecret, comer: Comer): Promise<Entry<JoinReply> | null> {
    const way = { roomId, secret: resume, connection: comer.connection, place: 'room' } as const;
    return this.#options.resumption.attempt(way, async (claim) => {
      const entry = await this.#take(claim, holds);
      claim.participant.cameFrom(comer);
      return entry;
    });
  }

  async #take(claim: Claim, held: Held): Promise<Entry<JoinReply>> {
    const { participant } = claim;
    for (let attempt = 1; ; attempt += 1) {
      if (lobbyOf(participant.state)) return this.#toLobby(claim);
      const former = joinedOf(participant.state)?.session;
      if (!former) throw new AppError('RESUME_INVALID');
      const kept = hasSame(former, held) && (await this.#restart(former));
      const session = kept ? former : await this.#options.media.openSession(claim.meeting, participant);
      // The chair may have put them back into the lobby, or the worker's successor has given them another session.
      if (joinedOf(participant.state)?.session === former) return this.#toSeat(claim, { former, session });
      if (!kept) session.close();
      if (attempt === MAX_ATTEMPTS) throw new AppError('MEDIA_UNAVAILABLE');
    }
  }

  #toSeat(claim: Claim, { former, session }: { former: MediaSession; session: MediaSession }) {
    const { resumption, welcome } = this.#options;
    const { meeting, participant, hash } = claim;
    const sessionKept = session === former;
    let membership: Membership;
    try {
      membership = resumption.takeOver(claim);
    } catch (error) {
      if (!sessionKept) session.close();
      throw error;
    }
    if (!sessionKept) {
      former.close();
      participant.producers.clear();
      participant.apply({ kind: 'replace-session', session });
    }
    meeting.changed({ arriving: participant, isBack: true });
    meeting.tellPerson(participant, { except: participant });
    const reply: JoinedReply = welcome.toTable(meeting, participant, { cameBy: hash, sessionKept });
    return { membership, reply };
  }

  /** To the place among those who wait, or to the table when they were admitted meanwhile. */
  async #toLobby(claim: Claim): Promise<Entry<JoinReply>> {
    const { resumption, placement, welcome } = this.#options;
    const { meeting, participant, hash } = claim;
    const membership = resumption.takeOver(claim);
    if (lobbyOf(participant.state)?.admitted === true) {
      try {
        return { membership, reply: await placement.seat(meeting, participant, { cameBy: hash }) };
      } catch (error) {
        // Without a session they wait as before.
        if (lobbyOf(participant.state)?.admitted !== false) throw error;
        this.#options.report(error);
      }
    }
    meeting.tellWaiting(participant);
    return { membership, reply: welcome.toLobby(meeting, participant, { cameBy: hash }) };
  }

  async #restart(session: MediaSession): Promise<boolean> {
    try {
      await session.restart();
      return true;
    } catch (error) {
      // Its worker is gone, say: a new session serves as well.
      this.#options.report(error);
      return false;
    }
  }
}

/** Whether these are this session's transports: it may have been replaced while the client could not hear of it. */
function hasSame({ options }: MediaSession, held: Held): boolean {
  return held !== undefined && held.send === options.send.id && held.receive === options.receive.id;
}
