import type { Directory, ReservedSeats } from '../meeting/index.ts';
import type { InviteBook, OriginOf, PasswordGate, Secrets, TurnAccessFor } from '../ports/auth.ts';
import type { PlanStore, ReservedTimeStore, RoomStore, RunningDate, StandingStore } from '../ports/storage.ts';
import { Farewells } from './place/farewells.ts';
import { Leaving } from './place/leaving.ts';
import { Placement, type SessionOpener } from './place/placement.ts';
import { Resumption } from './place/resumption.ts';
import { SecondScreens } from './place/second-screens.ts';
import { WaitingLine } from './place/waiting-line.ts';
import { WaysBack } from './place/ways-back.ts';
import { Welcome } from './place/welcome.ts';
import { ReservedTimes } from './reserved-times.ts';
import { Standings } from './standings.ts';
import { Admission } from './way-in/admission.ts';
import { Comers } from './way-in/comer.ts';
import { Credentials } from './way-in/credentials.ts';
import { Door } from './way-in/door.ts';
import { Entrance } from './way-in/entrance.ts';
import { Opening } from './way-in/opening.ts';
import { Reentry } from './way-in/reentry.ts';
import { Returning } from './way-in/returning.ts';

interface EntryOptions {
  readonly directory: Directory;
  readonly media: SessionOpener;
  readonly store: RoomStore;
  readonly plans: PlanStore;
  readonly standings: StandingStore;
  readonly reservedTimes: ReservedTimeStore;
  readonly runningDates: { before(roomId: string): Promise<RunningDate | null> };
  readonly reservedSeats: ReservedSeats;
  readonly passwords: PasswordGate;
  readonly invites: InviteBook;
  readonly secrets: Secrets;
  readonly originOf: OriginOf;
  readonly turnAccess: TurnAccessFor;
  /** For failures that no caller waits for. */
  readonly report: (error: unknown) => void;
}

/** The way in and back, and every way out, from their parts. */
export function composeEntry(options: EntryOptions) {
  const { directory, media, store, plans, passwords, invites, secrets, originOf, turnAccess, report } = options;
  const standings = new Standings({ store: options.standings, report });
  const waysBack = new WaysBack({ secrets });
  const farewells = new Farewells({ directory });
  const secondScreens = new SecondScreens({ farewells });
  const leaving = new Leaving({ farewells, secondScreens, waysBack });
  const resumption = new Resumption({ directory, leaving, invites, secrets });
  const welcome = new Welcome({ resumption, turnAccess });
  const placement = new Placement({
    media,
    leaving,
    secondScreens,
    welcome,
    hostSat: (meeting) => void waitingLine.sort(meeting),
  });
  const waitingLine = new WaitingLine({ placement, leaving, report });
  const reservedTimes = new ReservedTimes({
    store: options.reservedTimes,
    seats: options.reservedSeats,
    sort: (meeting) => waitingLine.sort(meeting, { isTold: true }),
    report,
  });
  const returning = new Returning({ media, resumption, placement, welcome, report });
  const { runningDates } = options;
  const opening = new Opening({ plans, invites, standings, runningDates, reservedTimes, directory, secondScreens });
  const entrance = new Entrance({ directory, opening, invites, placement, leaving, waysBack });
  const reentry = new Reentry({ returning, entrance, waysBack, store, invites, directory });
  const credentials = new Credentials({ passwords, invites, standings, directory });
  const comers = new Comers({ secrets, originOf });
  const admission = new Admission({ store, directory, comers, credentials, entrance, reentry });
  const door = new Door({ store, reservedTimes: options.reservedTimes, directory });
  return { leaving, secondScreens, waitingLine, welcome, resumption, standings, reservedTimes, admission, door };
}
