// Opens the database and closes it again.
import { openDatabase } from '../../../src/storage/index.ts';

const { rooms, close } = await openDatabase({ dataDir: process.argv[2] ?? '' });
await rooms.count();
await close();
