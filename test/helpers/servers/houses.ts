import { onTestFinished } from 'vitest';
import { type Accounts, composeAccounts, Passwords, secrets } from '../../../src/auth/index.ts';
import { OPERATOR } from '../../../src/catalogue/access/rights.ts';
import { type Catalogue, composeCatalogue } from '../../../src/catalogue/catalogue.ts';
import type { NewHouse } from '../../../src/catalogue/organisations/organisations.ts';
import { Notices } from '../../../src/catalogue/organisers/notices.ts';
import { Meetings } from '../../../src/catalogue/rooms/meetings.ts';
import { Outbox } from '../../../src/mail/outbox.ts';
import { openTestDatabase } from '../../storage/storage.ts';
import { tempDir } from '../temp-dir.ts';

/** Fewer KiB than in use, so that a test of many guesses takes a second. */
export const TEST_COST = { memoryKiB: 64, passes: 2 };

export const HOUSE_PASSWORD = 'sonnenschirm am see';

/** An organisation with an admin and an organiser, who both have the password above. */
export async function createHouse(
  { catalogue, accounts }: { catalogue: Catalogue; accounts: Accounts },
  house: NewHouse = { name: `Klinik ${crypto.randomUUID()}` },
) {
  const organisation = await catalogue.organisations.create(OPERATOR, house);
  const invite = async (role: 'admin' | 'organiser') => {
    const email = `${role}@${organisation.id}.example.org`;
    const person = { organisationId: organisation.id, email, name: `Eva ${role}`, role };
    const { organiser, link } = await catalogue.organisers.invite(OPERATOR, person);
    await accounts.links.setPassword({ secret: link.secret, password: HOUSE_PASSWORD, address: '192.0.2.1' });
    return organiser;
  };
  return {
    organisation,
    admin: await invite('admin'),
    organiser: await invite('organiser'),
    password: HOUSE_PASSWORD,
  };
}

export type House = Awaited<ReturnType<typeof createHouse>>;

/** All that is kept, with a real SQLite file and without a server. */
export async function openTestCatalogue(dataDir = tempDir(), { capacitySeats = 1_000 } = {}) {
  const database = await openTestDatabase(dataDir);
  const { credentials, sessions, secondFactors, subjects } = database;
  const passwords = await Passwords.create({ cost: TEST_COST });
  const report = () => {};
  const outbox = new Outbox({ store: database.mails, isOn: true, from: 'konferenz@tafelrunde.example' });
  const mail = { outbox, publicUrl: () => 'https://meet.example.org', report };
  const accounts = composeAccounts({
    credentials,
    links: credentials,
    sessions,
    secondFactors,
    subjects,
    passkeys: database.passkeys,
    tokens: database.tokens,
    passwords,
    secrets,
    tellOwner: new Notices({ ...mail, stores: database }).tellOwner,
    report,
  });
  onTestFinished(() => accounts.close());
  const catalogue = composeCatalogue({
    stores: database,
    accounts,
    meetings: { reload: async () => {}, revoked() {} },
    presence: async () => new Map(),
    hashPassword: (password) => passwords.hash(password),
    mail,
    webhooks: { mayReach: () => true, posted() {} },
    capacitySeats,
  });
  onTestFinished(() => catalogue.close());
  // Nobody is anywhere.
  const meetings = new Meetings({
    rooms: database.rooms,
    organisers: database.organisers,
    live: { peopleIn: () => [], begunIn: () => null, removePerson() {}, endRoom() {} },
  });
  const open = { database, accounts, catalogue, meetings };
  return { ...open, createHouse: (house?: NewHouse) => createHouse(open, house) };
}
