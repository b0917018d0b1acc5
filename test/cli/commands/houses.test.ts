import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { PasswordLinks, secrets } from '../../../src/auth/index.ts';
import { LOGO_MAX_BYTES } from '../../../src/protocol/api/organisation.ts';
import { PICTURES } from '../../helpers/pictures.ts';
import { tempDir } from '../../helpers/temp-dir.ts';
import { newPasskey, newRoom, openTestDatabase } from '../../storage/storage.ts';
import { callCli, PUBLIC_URL } from '../run-cli.ts';

vi.setConfig({ testTimeout: 30_000 });

const EVA = 'Eva.Muster@Klinik-Aach.example';
const NEW_PASSWORD = 'wintergarten mit aussicht';

async function setUp() {
  const dataDir = tempDir();
  const database = await openTestDatabase(dataDir);
  const run = async (...args: string[]) => {
    const { code, out, err } = await callCli(args, { dataDir });
    expect({ code, err }).toEqual({ code: 0, err: '' });
    return out;
  };
  const json = async (...args: string[]) => JSON.parse(await run(...args, '--json'));
  const refused = async (...args: string[]) => {
    const { code, out, err } = await callCli(args, { dataDir });
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(/^Error: [^\n]+\n$/);
    return err;
  };
  const withEva = async () => {
    await run('org', 'create', 'Klinik Aach');
    return json('user', 'create', EVA, '--name', 'Eva Muster', '--org', 'Klinik Aach');
  };
  return { dataDir, ...database, run, json, refused, withEva };
}

it('an organisation is made, shown, changed and deleted, each for scripts and for people', async () => {
  const { dataDir, organisations, rooms, run, json, refused } = await setUp();
  const wishes = [
    '--sender-name',
    'Büro Aach',
    '--colour',
    '#7A1F4B',
    '--max-rooms',
    '2',
    '--lobby',
    'on',
    '--max-seats',
    '50',
  ];
  const { organisation } = await json('org', 'create', 'Klinik Aach', ...wishes, '--attendance-days', '30');
  const { id } = organisation;
  const made = {
    name: 'Klinik Aach',
    senderName: 'Büro Aach',
    colour: '#7a1f4b',
    maxRooms: 2,
    maxSeats: 50,
    roomDefaults: { lobby: 'on', attendanceDays: 30 },
  };
  expect(organisation).toMatchObject(made);
  expect(await organisations.find(id)).toMatchObject(made);

  expect((await json('org', 'list')).organisations).toMatchObject([{ id, organisers: 0, rooms: 0 }]);
  expect(await run('org', 'list')).toContain('0 of 2');
  expect(await run('org', 'show', 'Klinik Aach')).toContain('attendanceDays: 30');

  await run(
    'org',
    'update',
    id,
    '--name',
    'Klinik am See',
    '--no-chat',
    '--colour',
    'none',
    '--max-rooms',
    'none',
    '--state',
    'BY',
  );
  expect(await organisations.find(id)).toMatchObject({
    name: 'Klinik am See',
    senderName: 'Büro Aach',
    colour: null,
    federalState: 'BY',
    maxRooms: null,
    maxSeats: 50,
    roomDefaults: { lobby: 'on', attendanceDays: 30, chat: false },
  });
  await run('org', 'update', id, '--sender-name', '', '--reset-defaults', '--chat');
  expect(await organisations.find(id)).toMatchObject({ senderName: null, roomDefaults: { chat: true } });

  const picture = join(dataDir, 'logo.webp');
  writeFileSync(picture, PICTURES['image/webp']);
  expect(await run('org', 'update', id, '--logo', picture)).toContain('image/webp, 24 x 16 pixels');
  expect((await organisations.find(id))?.logo).toMatchObject({ type: 'image/webp', width: 24, height: 16 });
  writeFileSync(picture, '<svg xmlns="http://www.w3.org/2000/svg"/>');
  expect(await refused('org', 'update', id, '--logo', picture)).toContain('save an SVG as PNG first');
  writeFileSync(picture, Buffer.alloc(LOGO_MAX_BYTES + 1));
  expect(await refused('org', 'update', id, '--logo', picture)).toContain('at most 200 kB');
  expect(await refused('org', 'update', id, '--logo', dataDir)).toContain('There is no file');
  expect((await organisations.find(id))?.logo).not.toBeNull();
  expect(await run('org', 'update', id, '--no-logo')).toContain('none');
  expect((await organisations.find(id))?.logo).toBeNull();

  await run('room', 'create', 'Vorstand', '--org', 'Klinik am See');
  expect(await run('org', 'delete', id, '--yes')).toBe(
    "Deleted the organisation 'Klinik am See' with 0 organisers and 1 room.\n",
  );
  expect(await rooms.count()).toBe(0);
  expect(await json('org', 'list')).toEqual({ organisations: [] });
});

it("a room of an organisation begins as its rooms do, counts for its quota, and is listed beside no other's", async () => {
  const { rooms, run, json, refused } = await setUp();
  await run('org', 'create', 'Klinik Aach', '--max-rooms', '1', '--lobby', 'on', '--no-chat');
  await rooms.create(newRoom({ name: 'Betreiber' }));
  const { room } = await json('room', 'create', 'Vorstand', '--org', 'Klinik Aach', '--chat', '--moderator-link');
  const { organisations } = await json('org', 'list');
  expect(await rooms.findRoom(room.id)).toMatchObject({
    lobby: 'on',
    chat: true,
    owner: { organisationId: organisations[0].id, organiserId: null },
  });
  expect(room.organisationId).toBe(organisations[0].id);
  const names = async (...args: string[]) =>
    (await json('room', 'list', ...args)).rooms.map(({ name }: { name: string }) => name);
  expect(await names()).toEqual(['Betreiber', 'Vorstand']);
  expect(await names('--org', 'Klinik Aach')).toEqual(['Vorstand']);
  expect(await refused('room', 'create', 'Zweite', '--org', 'Klinik Aach')).toContain('as many rooms as it may have');
  expect(await refused('room', 'create', 'Zweite', '--org', 'Klinik Buch')).toContain('no organisation');
  expect(await rooms.count()).toBe(2);
});

it('an organiser gets a link, sets a password by it, and is changed, disabled and deleted', async () => {
  const { organisers, credentials, sessions, run, json, withEva } = await setUp();
  const { organiser, link } = await withEva();
  const [base, secret = ''] = link.split('#link=');
  expect(base).toBe(`${PUBLIC_URL}/verwaltung/passwort`);
  expect(organiser).toMatchObject({ email: EVA, role: 'organiser', hasPassword: false, isDisabled: false });
  expect(await run('user', 'list')).toContain('invited');

  const links = new PasswordLinks({
    store: credentials,
    secrets,
    hashPassword: async (text) => `hash of ${text}`,
    tellOwner: async () => {},
  });
  await links.setPassword({ secret, password: NEW_PASSWORD, address: '192.0.2.1' });
  expect(await run('user', 'list', '--org', 'Klinik Aach')).toContain('active');

  const session = { id: 'office', organiserId: organiser.id, tokenHash: 'token', replaces: null, browserHash: 'b' };
  await sessions.open(session, { passwordHash: `hash of ${NEW_PASSWORD}` });
  expect((await json('user', 'sessions', EVA)).sessions).toMatchObject([{ id: 'office' }]);
  expect(await run('user', 'sessions', EVA)).toContain('office');
  expect(await json('user', 'sessions', EVA, '--revoke')).toEqual({ revoked: 1 });
  expect(await run('user', 'sessions', EVA)).toBe('Eva Muster is signed in nowhere.\n');

  expect(await run('user', 'role', EVA.toUpperCase(), 'admin')).toBe('Eva Muster is now an admin.\n');
  expect(await organisers.find(organiser.id)).toMatchObject({ role: 'admin' });
  await run('user', 'disable', EVA);
  expect(await organisers.find(organiser.id)).toMatchObject({ isDisabled: true });
  expect(await run('user', 'list')).toContain('disabled');
  await run('user', 'enable', organiser.id);
  expect(await organisers.find(organiser.id)).toMatchObject({ isDisabled: false, hasPassword: true });
  expect(await run('user', 'delete', EVA, '--yes')).toBe(`Deleted the account of Eva Muster (${EVA}).\n`);
  expect(await json('user', 'list')).toEqual({ organisers: [] });
});

it('passkeys are shown without their keys, and one or all are removed', async () => {
  const { passkeys, run, json, refused, withEva } = await setUp();
  const { organiser } = await withEva();
  expect(await run('user', 'passkeys', EVA)).toBe('Eva Muster has no passkeys.\n');
  expect(await refused('user', 'passkeys', EVA, '--remove', '--yes')).toContain('has no passkeys');
  for (const id of ['stick', 'phone', 'old']) {
    await passkeys.add(newPasskey({ id, organiserId: organiser.id, name: `${id}\u202e`, publicKey: 'secretive' }));
  }
  await passkeys.use('phone', 3);
  await passkeys.use('phone', 3);
  const { passkeys: shown } = await json('user', 'passkeys', EVA);
  expect(shown.map(({ id, isCopied }: { id: string; isCopied: boolean }) => [id, isCopied])).toEqual([
    ['stick', false],
    ['phone', true],
    ['old', false],
  ]);
  const table = await run('user', 'passkeys', EVA);
  expect(table).toContain('somebody has a copy');
  expect(table).not.toMatch(/secretive|\u202e/);
  expect(await refused('user', 'passkeys', EVA, '--remove', 'stick')).toContain('--yes');
  expect(await refused('user', 'passkeys', EVA, '--remove', 'none', '--yes')).toContain('no such passkey');
  expect(await run('user', 'passkeys', EVA, '--remove', 'stick', '--yes')).toBe('Removed 1 passkey of Eva Muster.\n');
  expect(await run('user', 'passkeys', EVA, '--remove', '--yes')).toBe('Removed 2 passkeys of Eva Muster.\n');
  expect(await passkeys.list(organiser.id)).toEqual([]);
});

it('a new link is made for who has forgotten their password, and for nobody who is disabled', async () => {
  const { credentials, run, json, refused, withEva } = await setUp();
  const { link: first } = await withEva();
  const { link, expiresAt } = await json('user', 'link', EVA);
  const holderOf = (url: string) => credentials.find(secrets.hash(url.split('#link=')[1] ?? ''));
  expect(await holderOf(first)).toBeNull();
  expect(await holderOf(link)).toMatchObject({ email: EVA });
  expect(Math.round((Date.parse(expiresAt) - Date.now()) / 86_400_000)).toBe(14);
  await run('user', 'disable', EVA);
  expect(await refused('user', 'link', EVA)).toContain('disabled');
});

it.each([
  ['a colour that nobody can read', ['org', 'create', 'Neu', '--colour', '#ffd400'], 'such as #'],
  ['a colour that is none', ['org', 'create', 'Neu', '--colour', 'gelb'], '--colour must be'],
  ['a name that is taken, in capitals', ['org', 'create', 'KLINIK AACH'], 'of this name already'],
  ['a name of nothing', ['org', 'create', ' \u200b '], 'name must have'],
  ['a sender that fills a page', ['org', 'create', 'Neu', '--sender-name', 'x'.repeat(200)], '--sender-name must have'],
  ['half a room', ['org', 'update', 'Klinik Aach', '--max-rooms', '1.5'], '--max-rooms must be'],
  ['no change', ['org', 'update', 'Klinik Aach'], 'Say what to change'],
  ['an organisation that is not there', ['org', 'show', 'Klinik Buch'], 'no organisation'],
  [
    'an address that has an account',
    ['user', 'create', EVA.toLowerCase(), '--name', 'E', '--org', 'Klinik Aach'],
    'already',
  ],
  ['no address', ['user', 'create', 'eva', '--name', 'Eva', '--org', 'Klinik Aach'], 'e-mail address such as'],
  ['no name', ['user', 'create', 'neu@klinik.example', '--org', 'Klinik Aach'], '--name'],
  ['a role that there is not', ['user', 'role', EVA, 'operator'], 'must be one of: organiser, admin'],
  ['somebody who is not there', ['user', 'link', 'niemand@klinik.example'], 'no organiser'],
  ['a deletion that nobody confirms', ['user', 'delete', EVA], '--yes'],
  ['the same of an organisation', ['org', 'delete', 'Klinik Aach'], '--yes'],
])('%s is refused in one sentence, and nothing is changed', async (_what, args, sentence) => {
  const { refused, json, withEva } = await setUp();
  await withEva();
  const before = [await json('org', 'show', 'Klinik Aach'), await json('user', 'list')];
  expect(await refused(...args)).toContain(sentence);
  expect([await json('org', 'show', 'Klinik Aach'), await json('user', 'list')]).toEqual(before);
});

it('who deletes an organisation at a terminal is asked, and told what goes with it', async () => {
  const { dataDir, run, json, withEva } = await setUp();
  await withEva();
  await run('room', 'create', 'Vorstand', '--org', 'Klinik Aach');
  const kept = await callCli(['org', 'delete', 'Klinik Aach'], { dataDir, answer: 'no' });
  expect(kept.asked).toContain('1 organiser and 1 room');
  expect(kept.code).toBe(1);
  expect((await json('org', 'list')).organisations).toHaveLength(1);
  expect((await callCli(['org', 'delete', 'Klinik Aach'], { dataDir, answer: 'yes' })).code).toBe(0);
  expect((await json('user', 'list')).organisers).toEqual([]);
});

it('a hostile name of a house or a person does not reach the terminal', async () => {
  const HOSTILE = 'A\u001b[2J\u009b31m\u0007\nB\u202eC';
  const { organisations, organisers, dataDir } = await setUp();
  const defaults = {
    senderName: HOSTILE,
    colour: null,
    federalState: null,
    maxRooms: null,
    maxSeats: null,
    roomDefaults: {},
  };
  await organisations.create({ id: 'house', name: HOSTILE, ...defaults });
  const person = { id: 'eva', organisationId: 'house', email: 'eva@klinik.example', role: 'admin' } as const;
  await organisers.create({ ...person, name: HOSTILE });
  const commands = [
    ['org', 'list'],
    ['org', 'show', 'house'],
    ['org', 'delete', 'house'],
    ['user', 'list'],
    ['user', 'link', 'eva'],
    ['user', 'role', 'eva', 'organiser'],
    ['user', 'sessions', 'eva'],
    ['user', 'passkeys', 'eva'],
    ['user', 'delete', 'eva'],
  ];
  for (const args of commands.flatMap((each) => [each, [...each, '--json']])) {
    const { out, err } = await callCli(args, { dataDir });
    expect(`${out}${err}`.replaceAll('\n', ''), args.join(' ')).not.toMatch(/[\p{Cc}\u202A-\u202E\u2066-\u2069]/u);
  }
});

it('a link goes by mail where mail goes out, and it is shown what became of it', async () => {
  const { dataDir, mails, run, json, refused, withEva } = await setUp();
  const { organiser } = await withEva();
  expect(await run('user', 'mails', EVA)).toContain('No mail went to Eva Muster.');
  expect(await refused('user', 'mail-link', EVA)).toContain('set SMTP_URL and MAIL_FROM');
  const mailed = await callCli(['user', 'mail-link', EVA, '--language', 'en'], { dataDir, sendsMail: true });
  expect(mailed).toMatchObject({ code: 0, err: '', out: expect.stringContaining(`goes to ${EVA}`) });
  expect(mailed.out).not.toContain('#');
  const [due] = await mails.claim(1);
  expect(due?.letter).toMatchObject({ to: { address: EVA }, language: 'en', fromName: 'Klinik Aach' });
  expect(due?.letter.text).toContain(`${PUBLIC_URL}/verwaltung/passwort#link=`);
  await mails.settle(due?.id ?? '', 'address-refused');
  expect(await json('user', 'mails', EVA)).toEqual({
    mails: [expect.objectContaining({ state: 'failed', failure: 'address-refused', kind: 'password-link' })],
  });
  expect(await run('user', 'mails', EVA)).toContain('there is no such address');
  await run('user', 'disable', EVA);
  expect(organiser.id).toBeTruthy();
  expect(await refused('user', 'mail-link', EVA)).toContain('user enable');
});

it("somebody's programs get tokens, which are listed and revoked", async () => {
  const { tokens, run, json, refused, withEva } = await setUp();
  await withEva();
  const wish = ['--name', 'Belegung', '--scope', 'rooms:read', 'rooms:write', '--expires', '4w'];
  const { token, secret } = await json('token', 'create', EVA, ...wish);
  expect(token).toMatchObject({ name: 'Belegung', scopes: ['rooms:read', 'rooms:write'], lastUsedAt: null });
  expect(await tokens.findByHash(secrets.hash(secret), Date.now())).toMatchObject({ id: token.id });
  expect((await json('token', 'list', EVA)).tokens).toEqual([token]);
  expect(await run('token', 'list', EVA)).toContain('rooms:read rooms:write');
  expect(await run('token', 'revoke', token.id)).toBe("Revoked the token 'Belegung'.\n");
  expect(await run('token', 'list', EVA)).toContain('no tokens');
  await refused('token', 'revoke', token.id);
  await refused('token', 'create', EVA, '--name', 'X', '--scope', 'everything');
});

it('the operator says where meetings are told of, for a house or for all rooms', async () => {
  const { run, json, refused, webhooks } = await setUp();
  await run('org', 'create', 'Klinik Aach');
  const url = 'https://dienste.klinik-aach.example/haken';
  const { webhook, secret } = await json('webhook', 'create', url, '--org', 'Klinik Aach');
  expect(webhook).toMatchObject({ url, isPaused: false, disabledAt: null, failingSince: null });
  expect(secret).toMatch(/^whsec_/);
  expect(await run('webhook', 'list')).toContain('no webhooks');
  expect(JSON.stringify(await json('webhook', 'list', '--org', 'Klinik Aach'))).not.toContain('whsec_');
  const own = await json('webhook', 'create', 'https://betrieb.example/');
  expect(own.webhook.organisationId).toBeNull();
  expect(await run('webhook', 'pause', webhook.id)).toContain('Paused');
  expect(await run('webhook', 'list', '--org', 'Klinik Aach')).toContain('paused');
  expect(await run('webhook', 'resume', webhook.id)).toContain('Resumed');
  for (const bad of ['http://dienste.example/', 'https://10.0.0.1/', 'https://[::ffff:127.0.0.1]/', 'haken']) {
    await refused('webhook', 'create', bad);
  }
  await webhooks.postTest(webhook.id, { id: 'msg', event: 'webhook.test', payload: '{}', giveUpAt: 0 });
  expect(await run('webhook', 'results', webhook.id)).toMatch(/webhook\.test\W+waiting/);
  expect(await run('webhook', 'delete', webhook.id)).toContain('Deleted');
  await refused('webhook', 'results', webhook.id);
});

it('whose keys the operator takes away is told so by mail, where mail goes out', async () => {
  const { dataDir, mails, passkeys, withEva } = await setUp();
  const { organiser } = await withEva();
  for (const sendsMail of [false, true]) {
    await passkeys.add(newPasskey({ id: `key ${sendsMail}`, organiserId: organiser.id }));
    const removed = await callCli(['user', 'passkeys', EVA, '--remove', '--yes'], { dataDir, sendsMail });
    expect(removed).toMatchObject({ code: 0, err: '' });
    const due = await mails.claim(9);
    expect(due.map(({ letter }) => letter.to.address)).toEqual(sendsMail ? [EVA] : []);
    if (sendsMail) expect(due[0]?.letter.subject).toContain('Passkey of your account removed');
  }
});
