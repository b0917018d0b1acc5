import { AttendanceService } from './attendance/attendance-service.ts';
import { ChairService } from './chair/chair-service.ts';
import { ChatService } from './chat/chat-service.ts';
import { ClinicService } from './clinic/clinic-service.ts';
import { ConsoleService } from './console/console-service.ts';
import { LoneConsoles } from './console/lone-consoles.ts';
import { EndingService } from './ending/ending-service.ts';
import { composeEntry } from './entry/compose.ts';
import { Draining } from './entry/draining.ts';
import { Stays } from './entry/stays.ts';
import { FloorService } from './floor/floor-service.ts';
import { SwitchingService } from './floor/switching-service.ts';
import { HandsService } from './hands/hands-service.ts';
import { LiveRooms } from './live/live-rooms.ts';
import { LobbyProof } from './lobby/lobby-proof.ts';
import { LobbyService } from './lobby/lobby-service.ts';
import { MediaService } from './media/media-service.ts';
import { MeetingMedia } from './media/meeting-media.ts';
import { ProducerService } from './media/producer-service.ts';
import { type Commands, Directory, Features, type Meeting, type Participant, ReservedSeats } from './meeting/index.ts';
import { Names } from './names/names.ts';
import { RenamingService } from './names/renaming-service.ts';
import { MeetingNews } from './news/meeting-news.ts';
import { PlanService } from './plan/plan-service.ts';
import { SpotlightService } from './plan/spotlight-service.ts';
import { PollService } from './polls/poll-service.ts';
import { PortraitService } from './portraits/portrait-service.ts';
import type { InviteBook, OriginOf, PasswordGate, Secrets, TurnAccessFor } from './ports/auth.ts';
import type { MediaPlane } from './ports/media-plane.ts';
import type {
  AttendanceStore,
  MeetingMomentStore,
  PlanStore,
  ReservedTimeStore,
  RoomStore,
  RunningDateStore,
  StandingStore,
  UseStore,
} from './ports/storage.ts';
import { RemovalService } from './removal/removal-service.ts';
import { type ReservedDate, ReservedService } from './reserved/reserved-service.ts';
import { RunningDates } from './reserved/running-dates.ts';
import { type KeepRoom, SettingsService } from './settings/settings-service.ts';
import { SigningService } from './signing/signing-service.ts';
import { UsageNotes } from './usage/usage-notes.ts';
import { LedViewService } from './view/led-view-service.ts';

export interface RoomsOptions {
  readonly store: RoomStore;
  readonly plans: PlanStore;
  readonly attendance: AttendanceStore;
  readonly standings: StandingStore;
  readonly reservedTimes: ReservedTimeStore;
  readonly runningDates: RunningDateStore;
  /** Seats at once that this server carries. */
  readonly capacitySeats: number;
  /** One date goes on for so many minutes in all. Errors: CAPACITY_TAKEN, ROOM_RESERVED, SERIES_INVALID, NOT_FOUND, INVALID_STATE. */
  readonly extendReserved: (date: ReservedDate, minutes: number) => Promise<void>;
  /** Changes what is kept of a room, and lets its meeting know. Errors: NOT_FOUND. */
  readonly keepRoom: KeepRoom;
  readonly uses: UseStore;
  readonly moments: MeetingMomentStore;
  readonly passwords: PasswordGate;
  readonly invites: InviteBook;
  readonly secrets: Secrets;
  readonly originOf: OriginOf;
  readonly mediaPlane: MediaPlane;
  readonly turnAccess: TurnAccessFor;
  /** For failures that no caller waits for. */
  readonly report: (error: unknown) => void;
}

export type Rooms = ReturnType<typeof composeRooms>;

/** Everything one can do with rooms, from its parts; what two features have to do with each other is handed in here. */
export function composeRooms(options: RoomsOptions) {
  const { store, plans, passwords, invites, secrets, turnAccess, report } = options;
  // Known when all parts are composed, before anybody comes.
  const reservedSeats = new ReservedSeats(options.capacitySeats);
  const directory = new Directory(() => features, reservedSeats);
  const floor = new FloorService();
  const signing = new SigningService({ changed: (meeting, ids) => meetingMedia.signersChanged(meeting, ids) });
  const meetingMedia: MeetingMedia = new MeetingMedia({
    mediaPlane: options.mediaPlane,
    turnAccess,
    mustBeHeard: (participant) => floor.mustBeHeard(participant),
    signs: (meeting, participantId) => signing.signs(meeting, participantId),
    report,
  });
  const runningDates = new RunningDates({ store: options.runningDates, report });
  const entry = composeEntry({ ...options, directory, reservedSeats, runningDates, media: meetingMedia });
  const { leaving, secondScreens, waitingLine, welcome, resumption, standings, reservedTimes } = entry;

  const switching = new SwitchingService();
  const hands = new HandsService({ floor });
  const media = new MediaService({ turnAccess });
  const producers = new ProducerService({ floor });
  const plan = new PlanService({ plans, invites });
  const spotlight = new SpotlightService();
  const names = new Names({ planOf: (meeting) => plan.seats(meeting) });
  const renaming = new RenamingService({ names });
  const portraits = new PortraitService();
  const seatName = (meeting: Meeting, seatId: string) => plan.seatName(meeting, seatId);
  const attendance = new AttendanceService({ store: options.attendance, seatName, report });
  const polls = new PollService({ quorumOf: (meeting) => plan.quorumOf(meeting) });
  const chat = new ChatService();
  const clinic = new ClinicService();
  const ledView = new LedViewService();
  const chairPassed = (meeting: Meeting, one: Participant) => {
    ledView.chairPassed(meeting, one);
    floor.enforce(meeting, one).catch(report);
  };
  const chair = new ChairService({ secondScreens, chairPassed });
  const loneConsoles = new LoneConsoles({ forgotten: (meeting) => leaving.endRoom(meeting) });
  const consoles = new ConsoleService({ directory, leaving, secrets, resumption });
  const lobby = new LobbyService({ waitingLine, leaving, welcome });
  const lobbyProof = new LobbyProof({ passwords, waitingLine });
  const settings = new SettingsService({ waitingLine, keep: options.keepRoom });
  const removal = new RemovalService({ leaving });
  const ending = new EndingService({ leaving });
  const reserved = new ReservedService({
    timesOf: (roomId) => reservedSeats.timesOf(roomId),
    read: (meeting) => reservedTimes.read(meeting.stored),
    endForNext: (meeting, at) => ending.endForNext(meeting, at),
    extend: options.extendReserved,
    running: runningDates,
    report,
  });
  const usage = new UsageNotes({ store: options.uses, report });
  const news = new MeetingNews({ store: options.moments, report });
  const features: Features = Features.of(
    plan,
    spotlight,
    signing,
    ledView,
    names,
    portraits,
    attendance,
    standings,
    reservedTimes,
    chair,
    loneConsoles,
    floor,
    hands,
    chat,
    polls,
    clinic,
    ending,
    reserved,
    lobby,
    usage,
    news,
  );

  const stays = new Stays({ leaving, resumption });
  const live = new LiveRooms({
    directory,
    leaving,
    store,
    remove: (meeting, participant) => removal.removeFrom(meeting, participant),
    changed: async (meeting, before) => {
      await reservedTimes.read(meeting.stored);
      await plan.reload(meeting);
      if (!meeting.closed) await settings.settingsChanged(meeting, before);
    },
  });
  const draining = new Draining({
    directory,
    leaving,
    tellWaiting: (meeting) => lobby.tellStatus(meeting),
    suspended: () => {
      standings.suspend();
      runningDates.suspend();
    },
  });
  const commands: Commands = {
    ...stays.commands,
    ...settings.commands,
    ...ending.commands,
    ...reserved.commands,
    ...lobby.commands,
    ...lobbyProof.commands,
    ...chair.commands,
    ...removal.commands,
    ...floor.commands,
    ...switching.commands,
    ...hands.commands,
    ...plan.commands,
    ...spotlight.commands,
    ...signing.commands,
    ...ledView.commands,
    ...renaming.commands,
    ...portraits.commands,
    ...consoles.commands,
    ...chat.commands,
    ...polls.commands,
    ...attendance.commands,
    ...clinic.commands,
    ...media.commands,
    ...producers.commands,
  };
  return {
    admission: entry.admission,
    door: entry.door,
    stays,
    consoles,
    commands,
    live,
    draining,
    standings,
    usage,
    /** All that has happened so far is kept, or could not be although it was tried again. Never fails. */
    settled: async () => {
      await attendance.settled();
      await standings.settled();
      await runningDates.settled();
      await usage.settled();
      await news.settled();
    },
  };
}
