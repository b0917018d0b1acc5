// Reserves rooms, moves and cancels dates without end, and says of each after storage has acknowledged all of it what must
// be there; of every third, that it was deleted. To be killed.
import { writeSync } from 'node:fs';
import { OPERATOR } from '../../../src/catalogue/access/rights.ts';
import { Reservations } from '../../../src/catalogue/reservations/reservations.ts';
import { openDatabase } from '../../../src/storage/index.ts';
import { newRoom } from '../rows.ts';

const database = await openDatabase({ dataDir: process.argv[2] ?? '' });
const reservations = new Reservations({ store: database.reservations, capacitySeats: 1_000_000 });
const times = { start: '2099-03-02T10:00', minutes: 60, zone: 'Europe/Berlin', rule: 'FREQ=WEEKLY;COUNT=5' };
for (let round = 0; ; round += 1) {
  const { id: roomId } = await database.rooms.create(newRoom());
  const { id } = await reservations.create(OPERATOR, { ...times, roomId, seats: 2 });
  await reservations.moveDate(OPERATOR, id, '2099-03-09T10:00', { start: '2099-03-10T11:00', minutes: 30 });
  await reservations.cancelDate(OPERATOR, id, '2099-03-16T10:00');
  const isGone = round % 3 === 2;
  if (isGone) await reservations.delete(OPERATOR, id);
  writeSync(1, `${id} ${isGone ? 'gone' : 'kept'}\n`);
}
