import type { Command } from 'commander';
import { FailedError } from '../../cli-error.ts';
import type { Context } from '../../context.ts';
import { isJson } from '../../input/inputs.ts';
import { findPersonOrThrow, findRoomOrThrow } from '../../input/lookup.ts';
import { peopleTable, personName, print } from '../../output/render.ts';
import { type AdminClient, type Person, ServerRefusedError } from '../../server/admin-client.ts';

const NOBODY_THERE = ['ROOM_NOT_FOUND', 'NOT_FOUND'];

// What happens in the running server; without one these commands say so.

export function addRoomPeople(parent: Command, context: Context): void {
  parent
    .command('people <room>')
    .description('show who is in a room and in its lobby now')
    .option('--json', 'print JSON')
    .action(async (text: string, options: unknown) => {
      const room = await roomOf(text, context);
      const participants = await peopleIn(context.admin, room.id);
      print(context.io, {
        json: isJson(options),
        value: { room: { id: room.id, name: room.name }, participants: participants.map(personView) },
        text: () => (participants.length > 0 ? peopleTable(participants) : `Nobody is in '${room.name}'.`),
      });
    });
}

export function addRoomRemove(parent: Command, context: Context): void {
  parent
    .command('remove <room> <participant>')
    .description('put a person out of a room (by id or exact name)')
    .option('--json', 'print JSON')
    .addHelpText('after', "\nExample:\n  tafelrunde room remove 'Vorstand' 'Erika Muster'")
    .action(async (text: string, personText: string, options: unknown) => {
      const room = await roomOf(text, context);
      const person = findPersonOrThrow(await peopleIn(context.admin, room.id), personText);
      const removal = context.admin.remove(room.id, person.id).then(() => true);
      if (!(await ifSomebodyIsThere(removal, false))) throw new FailedError(`They have just left '${room.name}'.`);
      print(context.io, {
        json: isJson(options),
        value: { removed: personView(person) },
        text: () => `Put '${personName(person)}' out of '${room.name}'.`,
      });
    });
}

export function addRoomEnd(parent: Command, context: Context): void {
  parent
    .command('end <room>')
    .description('end the meeting for everyone in a room; the room stays')
    .option('--json', 'print JSON')
    .action(async (text: string, options: unknown) => {
      const room = await roomOf(text, context);
      const ending = context.admin.end(room.id).then(() => true);
      const wasThere = await ifSomebodyIsThere(ending, false);
      print(context.io, {
        json: isJson(options),
        value: { ended: wasThere, room: { id: room.id, name: room.name } },
        text: () => (wasThere ? `Ended the meeting in '${room.name}'.` : `Nobody is in '${room.name}'.`),
      });
    });
}

async function roomOf(text: string, { database }: Context) {
  const { rooms } = await database();
  return findRoomOrThrow(await rooms.list(), text);
}

function peopleIn(admin: AdminClient, roomId: string): Promise<Person[]> {
  return ifSomebodyIsThere(admin.people(roomId), []);
}

/** The server knows only rooms in which somebody is, and says NOT_FOUND of all others, as of people who have left. */
async function ifSomebodyIsThere<T>(call: Promise<T>, otherwise: T): Promise<T> {
  try {
    return await call;
  } catch (error) {
    if (error instanceof ServerRefusedError && NOBODY_THERE.includes(error.code)) return otherwise;
    throw error;
  }
}

function personView({ since, ...person }: Person) {
  return { ...person, since: new Date(since).toISOString() };
}
