import { expect, it } from 'vitest';
import { OPERATOR } from '../../../src/catalogue/access/rights.ts';
import { Authenticator } from '../../helpers/authenticator.ts';
import { AccountClient } from '../../helpers/clients/account-client.ts';
import { startMailServer } from '../../helpers/servers/mail-server.ts';
import { startTestApp } from '../../helpers/servers/test-app.ts';
import { codeAt } from '../../helpers/totp.ts';

const PASSWORD = 'wintergarten mit aussicht';

async function setUp({ hasMail = true } = {}) {
  const server = await startMailServer();
  const app = await startTestApp(hasMail ? { mail: server.settings } : {});
  const house = await app.createHouse({ name: 'Klinik <Süd>', senderName: 'Klinik Süd, Sekretariat' });
  const { admin, organiser, password } = house;
  const browser = new AccountClient(app.url);
  await browser.signIn(organiser.email, password);
  const { origin } = new URL(app.url);
  const addPasskey = async () => {
    const { body } = await browser.send('POST', '/api/me/passkeys/challenge', {});
    const passkey = new Authenticator({ origin }).create(body as { challenge: string; user: { id: string } });
    const added = await browser.send('POST', '/api/me/passkeys', { name: 'Telefon', passkey });
    return (added.body.passkey as { id: string }).id;
  };
  const addFactor = async () => {
    const { body } = await browser.send('POST', '/api/me/second-factor', { password });
    const confirmed = await browser.send('POST', '/api/me/second-factor/confirm', {
      code: codeAt(String(body.secret)),
    });
    return confirmed.body.recoveryCodes as string[];
  };
  /** The one mail that comes of it. */
  const told = async (deed: () => Promise<unknown>) => {
    const before = server.arrived.length;
    await deed();
    await expect.poll(() => server.arrived.length).toBe(before + 1);
    const { to, parsed } = server.arrived[before] ?? expect.fail('it is gone');
    return { to, parsed, subject: parsed.subject, text: parsed.text ?? '', html: `${parsed.html}` };
  };
  return { server, app, ...house, admin, organiser, browser, addPasskey, addFactor, told };
}

it('whose account it is hears of each change of how one gets in, in both languages, whoever has made it', async () => {
  const { app, server, admin, organiser, password, browser, addPasskey, addFactor, told } = await setUp();
  // Who sets their first password is told of nothing.
  expect(server.arrived).toEqual([]);
  const passkey: string[] = [];
  const added = await told(async () => passkey.push(await addPasskey()));
  expect(added.to).toEqual([organiser.email]);
  expect(added.subject).toBe('Neuer Passkey für Ihr Konto / New passkey for your account');
  expect(added.parsed.from?.value[0]?.name).toBe('Klinik Süd, Sekretariat');
  expect(added.text).toContain('Ihrem Konto bei Klinik <Süd> kam ein Passkey hinzu');
  expect(added.text).toContain('A passkey was added to your account at Klinik <Süd>');
  expect(added.text).toContain(`${app.url}/verwaltung/konto\n`);
  expect(added.html).toContain('<section lang="en">');
  expect(added.html).toContain('Klinik &#60;Süd&#62;');
  expect(added.html).not.toMatch(/<Süd>|src=|<script/);
  const path = `/api/me/passkeys/${passkey[0]}`;
  expect((await told(() => browser.send('DELETE', path))).subject).toContain('Passkey Ihres Kontos entfernt');
  await told(addPasskey);
  const byOperator = await told(() => app.catalogue.organisers.removePasskeys(OPERATOR, organiser.id));
  expect(byOperator.subject).toContain('Passkey of your account removed');

  const [code = ''] = await addFactor();
  const removed = await told(() => browser.send('POST', '/api/me/second-factor/remove', { password, code }));
  expect(removed.subject).toBe('Zweiter Faktor Ihres Kontos abgeschaltet / Second factor of your account switched off');
  await addFactor();
  const office = new AccountClient(app.url);
  await office.signIn(admin.email, password);
  const byAdmin = await told(() => office.send('DELETE', `/api/v1/organisers/${organiser.id}/second-factor`));
  expect(byAdmin).toMatchObject({ to: [organiser.email], subject: removed.subject });

  const change = { current: password, password: PASSWORD };
  const changed = await told(() => browser.send('POST', '/api/me/password', change));
  expect(changed.subject).toBe('Passwort Ihres Kontos geändert / Password of your account changed');
  const { link } = await app.catalogue.organisers.makeLink(OPERATOR, organiser.id);
  const byLink = await told(() => browser.send('POST', '/api/password', { secret: link.secret, password }));
  expect(byLink.text).not.toContain(link.secret);
  expect(byLink.subject).toBe(changed.subject);
  // What was refused has changed nothing.
  await browser.send('POST', '/api/me/password', { ...change, current: 'nicht das richtige' });
  await expect(app.catalogue.organisers.removeSecondFactor(OPERATOR, organiser.id)).rejects.toThrow();
  expect(await app.catalogue.organisers.removePasskeys(OPERATOR, organiser.id)).toBe(0);
  const own = await app.catalogue.organiserMail.list(OPERATOR, organiser.id);
  expect(own.map(({ kind, sentBy }) => `${kind} ${sentBy}`)).toEqual(Array(8).fill('notice null'));
  const asAdmin = {
    kind: 'organiser',
    role: 'admin',
    organisationId: admin.organisationId,
    organiserId: admin.id,
  } as const;
  expect(await app.catalogue.organiserMail.list(asAdmin, organiser.id)).toEqual([]);
});

it('what was done is done also where no mail goes out, or none can be kept', async () => {
  const without = await setUp({ hasMail: false });
  await without.addPasskey();
  expect(without.app.failures).toEqual([]);
  const { app, browser, organiser, password } = await setUp();
  app.database.mails.post = () => Promise.reject(new Error('the disk is full'));
  const change = { current: password, password: PASSWORD };
  expect((await browser.send('POST', '/api/me/password', change)).status).toBe(200);
  expect(app.failures).toMatchObject([{ message: 'the disk is full' }]);
  expect((await new AccountClient(app.url).signIn(organiser.email, PASSWORD)).status).toBe(200);
});
