// Says 'ready', waits for a line, redeems every secret hash it was given, and says how many it got.
import { once } from 'node:events';
import { openDatabase } from '../../../src/storage/index.ts';

const [dataDir = '', roomId = '', ...secretHashes] = process.argv.slice(2);
const { invites, close } = await openDatabase({ dataDir });
process.stdout.write('ready\n');
await once(process.stdin, 'data');
let redeemed = 0;
for (const secretHash of secretHashes) {
  if ((await invites.redeem({ roomId, secretHash })).ok) redeemed += 1;
}
process.stdout.write(`${redeemed}\n`);
process.stdin.destroy();
await close();
