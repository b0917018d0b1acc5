import { type Directory, isForsaken, type Kept, type Meeting } from '../../meeting/index.ts';
import type { InviteBook, NameRights } from '../../ports/auth.ts';
import type { PlanStore, RunningDate, StoredRoom } from '../../ports/storage.ts';
import type { SecondScreens } from '../place/second-screens.ts';
import type { Standings } from '../standings.ts';

interface OpeningOptions {
  readonly plans: Pick<PlanStore, 'listSeats'>;
  readonly invites: Pick<InviteBook, 'nameRights'>;
  readonly standings: Pick<Standings, 'before'>;
  readonly runningDates: { before(roomId: string): Promise<RunningDate | null> };
  readonly reservedTimes: { read(room: StoredRoom): Promise<void> };
  readonly directory: Directory;
  readonly secondScreens: SecondScreens;
}

/** What is read before a meeting opens to somebody. */
interface Read extends Kept {
  readonly nameRights: NameRights;
}

/** A meeting for whoever comes: the one that goes on, or another that begins. */
export class Opening {
  readonly #options: OpeningOptions;

  constructor(options: OpeningOptions) {
    this.#options = options;
  }

  /** Also for a live room, which has its own: it may close while this is read. */
  async read(stored: StoredRoom): Promise<Read> {
    const { id } = stored;
    const { plans, invites, standings, runningDates, reservedTimes } = this.#options;
    const [plan, nameRights, before, runningDate] = await Promise.all([
      plans.listSeats(id),
      invites.nameRights(id),
      standings.before(id),
      runningDates.before(id),
      reservedTimes.read(stored),
    ]);
    return { plan, nameRights, standings: before, runningDate };
  }

  /** Nothing is awaited: whoever opens an empty one is in it before it could close. */
  open(stored: StoredRoom, { nameRights, ...kept }: Read): Meeting {
    const { directory, secondScreens } = this.#options;
    const live = directory.find(stored.id);
    const consoles = live && isForsaken(live.people) ? secondScreens.endForsaken(live) : [];
    const meeting = directory.open(stored, kept);
    for (const desk of consoles) secondScreens.await(meeting, desk);
    meeting.nameRights = nameRights;
    return meeting;
  }
}
