import { expect, it } from 'vitest';
import { OPERATOR } from '../../../../src/catalogue/access/rights.ts';
import { startTestApi } from '../../../helpers/servers/api.ts';
import { startMailServer } from '../../../helpers/servers/mail-server.ts';

it('an admin has a link mailed to an organiser of the house, and sees what became of it', async () => {
  const server = await startMailServer();
  const { app, house, asAdmin, asOrganiser } = await startTestApi({ mail: server.settings });
  const path = `/organisers/${house.organiser.id}`;
  expect(await asAdmin.post(`${path}/link/mail`, { language: 'en' })).toMatchObject({ status: 202 });
  const { parsed } = await server.mailTo(house.organiser.email);
  expect(parsed.subject).toBe('Choose a new password');
  await expect
    .poll(async () => (await asAdmin.get(`${path}/mails`)).body)
    .toEqual({ items: [expect.objectContaining({ kind: 'password-link', state: 'sent', failure: null })] });
  // That somebody has forgotten a password is their own business, and the operator's.
  const { forgottenPasswords, organiserMail } = app.catalogue;
  forgottenPasswords.ask({ email: house.organiser.email, language: 'de', address: '192.0.2.1' });
  await forgottenPasswords.settled();
  expect(await organiserMail.list(OPERATOR, house.organiser.id)).toHaveLength(2);
  expect((await asAdmin.get(`${path}/mails`)).body.items).toHaveLength(1);
  expect((await asOrganiser.get(`${path}/mails`)).body.code).toBe('NOT_ALLOWED');
  expect((await asOrganiser.post(`/organisers/${house.admin.id}/link/mail`, {})).body.code).toBe('NOT_ALLOWED');
});

it('where no mail goes out it is said, and the link of before still works', async () => {
  const { app, house, asAdmin } = await startTestApi();
  const path = `/organisers/${house.organiser.id}`;
  const { body } = await asAdmin.post(`${path}/link`);
  const secret = new URL(String(body.link)).hash.replace('#link=', '');
  expect(await asAdmin.post(`${path}/link/mail`, {})).toMatchObject({ status: 409, body: { code: 'MAIL_OFF' } });
  expect(await app.accounts.links.lookAt({ secret, address: '192.0.2.1' })).toMatchObject({
    organiserId: house.organiser.id,
  });
});
