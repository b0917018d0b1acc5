// Writes rooms without end and says the id of each after storage has acknowledged it. To be killed.
import { writeSync } from 'node:fs';
import { openDatabase } from '../../../src/storage/index.ts';
import { newRoom } from '../rows.ts';

const { rooms } = await openDatabase({ dataDir: process.argv[2] ?? '' });
for (;;) {
  const { id } = await rooms.create(newRoom());
  await rooms.update(id, { name: `Runde ${id}` });
  writeSync(1, `${id}\n`);
}
