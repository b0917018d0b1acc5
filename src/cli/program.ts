import { Command, CommanderError } from 'commander';
import type { CliConfig } from '../config.ts';
import { readVersion } from '../monitoring/status.ts';
import { AppError } from '../platform/errors.ts';
import { cleanLine } from '../protocol/base/text.ts';
import { ConfigError } from '../settings.ts';
import { StorageError } from '../storage/index.ts';
import { BadInputError, FailedError } from './cli-error.ts';
import { addBackup, addRestore } from './commands/backup.ts';
import { addCheckList, addCheckShow } from './commands/check.ts';
import { addDoctor } from './commands/doctor.ts';
import { addInviteCreate, addInviteList, addInviteRevoke } from './commands/invite.ts';
import { addRoomCall } from './commands/mail/room-call.ts';
import { addSeatMail } from './commands/mail/seat-mail.ts';
import { addUserMailLink, addUserMails } from './commands/mail/user-mail.ts';
import { addOrgCreate, addOrgDelete, addOrgList, addOrgShow, addOrgUpdate } from './commands/org.ts';
import { addPrivacyErase } from './commands/privacy/erase.ts';
import { addPrivacyReport } from './commands/privacy/report.ts';
import { addReservationEnd, addReservationUpdate } from './commands/reservations/change.ts';
import { addReservationInvite } from './commands/reservations/invite.ts';
import {
  addReservationCancel,
  addReservationCreate,
  addReservationDelete,
  addReservationList,
  addReservationMove,
  addReservationShow,
} from './commands/reservations/reservation.ts';
import { addRoomAttendance } from './commands/rooms/room-attendance.ts';
import { addRoomCreate } from './commands/rooms/room-create.ts';
import { addRoomDelete } from './commands/rooms/room-delete.ts';
import { addRoomEnd, addRoomPeople, addRoomRemove } from './commands/rooms/room-live.ts';
import { addRoomList, addRoomShow } from './commands/rooms/room-read.ts';
import { addRoomUpdate } from './commands/rooms/room-update.ts';
import { addSeatInvite, addSeatList, addSeatSet } from './commands/seat.ts';
import { addSupportReport } from './commands/support.ts';
import { addTokenCreate, addTokenList, addTokenRevoke } from './commands/token.ts';
import {
  addUserCreate,
  addUserDelete,
  addUserDisable,
  addUserEnable,
  addUserLink,
  addUserList,
  addUserResetSecondFactor,
  addUserRole,
} from './commands/user.ts';
import { addUserPasskeys } from './commands/user-passkeys.ts';
import { addUserSessions } from './commands/user-sessions.ts';
import {
  addWebhookCreate,
  addWebhookDelete,
  addWebhookList,
  addWebhookPause,
  addWebhookResults,
  addWebhookResume,
  addWebhookTest,
} from './commands/webhook.ts';
import { type Context, createContext } from './context.ts';
import { realWorld, type World } from './doctor/world.ts';
import { refusalSentence } from './input/refusals.ts';
import type { Io } from './io.ts';

export const EXIT = { ok: 0, failed: 1, badInput: 2 } as const;

/** commander quotes what was typed, however long it is. */
const MAX_QUOTED = 200;

interface RunOptions {
  /** Without the program's own name. */
  readonly args: readonly string[];
  readonly io: Io;
  readonly loadConfig: () => CliConfig;
  readonly world?: World;
}

/** Runs one command and answers with the exit code: 0 done, 1 failed, 2 bad input and nothing changed. */
export async function runCli({ args, io, loadConfig, world = realWorld(process.env) }: RunOptions): Promise<number> {
  const context = createContext({ io, loadConfig, world });
  try {
    await buildProgram(context).parseAsync(args, { from: 'user' });
    return context.hasFailed ? EXIT.failed : EXIT.ok;
  } catch (error) {
    return explain(error, io);
  } finally {
    await context.close();
  }
}

/** Of commander; what its commands do is done with `context`. */
export function buildProgram(context: Context): Command {
  const { io } = context;
  const program = new Command('tafelrunde')
    .description(
      'Administers the rooms, invites, seating plans, organisations and organisers of a Tafelrunde server, running or not, and its database.',
    )
    .version(readVersion())
    // Subcommands inherit both; commander then throws where it would print an error and exit.
    .exitOverride()
    .configureOutput({
      writeOut: (text) => io.out(text.trimEnd()),
      writeErr: (text) => io.err(text.trimEnd()),
      outputError: () => {},
    })
    .addHelpText(
      'after',
      `
A room or an organisation is named by its id, by the beginning of its id when only one begins so, or by its exact
name; an organiser by their e-mail address or id.
Settings come from the environment, as for the server: DATA_DIR (where the database is), PUBLIC_URL (for links).
Exit code: 0 done, 1 failed, 2 bad input (then nothing was changed).

Examples:
  tafelrunde room create 'Vorstand' --generate-password --moderator-link
  tafelrunde room list
  tafelrunde room people 'Vorstand'
  tafelrunde invite create 'Vorstand' --role participant --single-use --expires 7d
  tafelrunde check show 417203
  tafelrunde seat set 'Kreistag' 'Aach' 'Buch am Wald' 'Cham'
  tafelrunde org create 'Klinik Aach' --max-rooms 20
  tafelrunde user create eva.muster@klinik-aach.example --name 'Eva Muster' --org 'Klinik Aach' --role admin
  tafelrunde backup /var/backups/tafelrunde-$(date +%F).db`,
    );

  const room = program.command('room').description('make, change and delete rooms; see who is there');
  const roomCommands = [
    addRoomCreate,
    addRoomList,
    addRoomShow,
    addRoomUpdate,
    addRoomDelete,
    addRoomPeople,
    addRoomRemove,
    addRoomEnd,
    addRoomCall,
    addRoomAttendance,
  ];
  for (const add of roomCommands) add(room, context);
  const invite = program.command('invite').description('links that carry a right');
  for (const add of [addInviteCreate, addInviteList, addInviteRevoke]) add(invite, context);
  const seat = program.command('seat').description('the seating plan: who is expected, in which order');
  for (const add of [addSeatSet, addSeatList, addSeatInvite, addSeatMail]) add(seat, context);
  const token = program.command('token').description('by what programs come in, for an organiser');
  for (const add of [addTokenCreate, addTokenList, addTokenRevoke]) add(token, context);
  const webhook = program.command('webhook').description('where programs are told that meetings begin and end');
  const webhookCommands = [
    addWebhookCreate,
    addWebhookList,
    addWebhookTest,
    addWebhookResults,
    addWebhookPause,
    addWebhookResume,
    addWebhookDelete,
  ];
  for (const add of webhookCommands) add(webhook, context);
  const org = program
    .command('org')
    .description('organisations that share this server, each with organisers and rooms of its own');
  for (const add of [addOrgCreate, addOrgList, addOrgShow, addOrgUpdate, addOrgDelete]) add(org, context);
  const user = program.command('user').description('organisers: who has an account in which organisation');
  const userCommands = [
    addUserCreate,
    addUserList,
    addUserLink,
    addUserMailLink,
    addUserMails,
    addUserRole,
    addUserDisable,
    addUserEnable,
    addUserDelete,
    addUserSessions,
    addUserResetSecondFactor,
    addUserPasskeys,
  ];
  for (const add of userCommands) add(user, context);
  const reservation = program
    .command('reservation')
    .description('rooms that are reserved for a time, with seats that are sure');
  const reservationCommands = [
    addReservationCreate,
    addReservationList,
    addReservationShow,
    addReservationUpdate,
    addReservationMove,
    addReservationEnd,
    addReservationCancel,
    addReservationInvite,
    addReservationDelete,
  ];
  for (const add of reservationCommands) add(reservation, context);
  const check = program.command('check').description('what people have found on /check about their connection');
  for (const add of [addCheckList, addCheckShow]) add(check, context);
  const privacy = program.command('privacy').description('what is kept of people, and taking it away');
  for (const add of [addPrivacyReport, addPrivacyErase]) add(privacy, context);
  const support = program.command('support').description('what to send to whoever helps');
  addSupportReport(support, context);
  for (const add of [addDoctor, addBackup, addRestore]) add(program, context);
  return program;
}

function explain(error: unknown, io: Io): number {
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) return EXIT.ok;
    // The help was shown because the command was incomplete.
    if (error.code !== 'commander.help') io.err(sentence(error.message.replace(/^error: /, '').slice(0, MAX_QUOTED)));
    return EXIT.badInput;
  }
  if (error instanceof BadInputError) {
    io.err(sentence(error.message));
    return EXIT.badInput;
  }
  if (error instanceof ConfigError || error instanceof StorageError || error instanceof FailedError) {
    io.err(`Error: ${error.message}`);
    return EXIT.failed;
  }
  const refusal = refusalSentence(error);
  if (refusal !== null) {
    io.err(sentence(refusal));
    return EXIT.badInput;
  }
  io.err(sentence(`This failed unexpectedly: ${error instanceof AppError ? error.code : String(error)}`));
  return EXIT.failed;
}

/** One line; what was typed may be quoted in it, so nothing in it may steer the terminal. */
function sentence(message: string): string {
  return `Error: ${cleanLine(message)}`;
}
