// Makes houses, organisers and their sessions without end, and says of each after storage has acknowledged all of it what
// must be there; of every third, that it was deleted. To be killed.
import { writeSync } from 'node:fs';
import { openDatabase } from '../../../src/storage/index.ts';
import { newOrganisation, newOrganiser } from '../rows.ts';

const { organisations, organisers, credentials, sessions } = await openDatabase({ dataDir: process.argv[2] ?? '' });
for (let round = 0; ; round += 1) {
  const { id, name } = newOrganisation();
  await organisations.create(newOrganisation({ id, name: `${name} ${id}` }));
  const organiser = await organisers.create(newOrganiser({ organisationId: id, email: `eva@${id}.example` }));
  const organiserId = organiser?.id ?? '';
  await credentials.keep({ organiserId, secretHash: id, expiresAt: Date.now() + 1_000_000, isAsked: false });
  await credentials.spend(id, `password of ${id}`);
  const session = { id, organiserId, tokenHash: id, replaces: null, browserHash: id };
  await sessions.open(session, { passwordHash: `password of ${id}` });
  const isGone = round % 3 === 2;
  if (isGone) await organisations.delete(id);
  writeSync(1, `${id} ${isGone ? 'gone' : 'kept'}\n`);
}
