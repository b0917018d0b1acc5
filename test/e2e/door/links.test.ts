import { it } from 'vitest';
import { expect } from '../support/expect.ts';
import { expectQrCode } from '../support/page/qr-code.ts';
import { Person } from '../support/people/person.ts';
import { startTestServer } from '../support/server/server.ts';

it('who copies the link to the room sees that it is copied', async () => {
  const server = await startTestServer();
  const { link } = await server.createRoom();
  const anna = await Person.join(link, 'Anna', {
    permissions: ['camera', 'microphone', 'clipboard-read', 'clipboard-write'],
  });
  await anna.press('Mehr');
  await anna.page.getByRole('menuitem', { name: 'Andere einladen' }).click();
  const dialog = anna.page.getByRole('dialog', { name: 'Andere einladen' });
  await expect(dialog.getByRole('status')).toHaveText('Der Link ist kopiert. Sie können ihn jetzt einfügen.');
  expect(await anna.page.evaluate('navigator.clipboard.readText()')).toBe(link);
});

it('who may not copy is shown the link, marked to be copied by hand', async () => {
  const server = await startTestServer();
  const room = await server.createRoom();
  const chair = await Person.open(room.moderatorLink, 'Frau Vorsitz');
  await chair.page.evaluate(`navigator.clipboard.writeText = () => Promise.reject(new Error('forbidden'))`);
  await chair.enter();
  await chair.expectAtTable();
  await chair.press('Mehr');
  await chair.page.getByRole('menuitem', { name: 'Andere einladen' }).click();
  const shown = chair.page.getByRole('dialog', { name: 'Andere einladen' });
  await expect(shown.getByRole('status')).toContainText('Ihr Browser lässt das Kopieren nicht zu.');
  const field = shown.getByRole('textbox', { name: 'Link', exact: true });
  await expect(field).toHaveValue(room.link);
  await expect(field).toBeFocused();
  await expectQrCode(shown, 'QR-Code mit dem Link für Gäste', room.link);
  const mail = await shown.getByRole('link', { name: 'E-Mail schreiben' }).getAttribute('href');
  const [subject, text] = ['subject', 'body'].map((part) => new URL(mail ?? '').searchParams.get(part));
  expect(subject).toBe('Einladung: Runde');
  expect(text).toContain(`${room.link}\r\n`);
  await shown.getByRole('button', { name: 'Schließen' }).click();

  await chair.press('Mehr');
  await chair.page.getByRole('menuitem', { name: 'Regiepult verbinden' }).click();
  const pairing = chair.page.getByRole('dialog', { name: 'Regiepult verbinden' });
  await pairing.getByRole('button', { name: 'Link kopieren' }).click();
  await expect(pairing.getByRole('status')).toContainText('Ihr Browser lässt das Kopieren nicht zu.');
  await expect(pairing.getByRole('textbox', { name: 'Link', exact: true })).toBeFocused();
});

it('a link that came out of a mail spoilt leads to its room, and the address is as it should be', async () => {
  const server = await startTestServer();
  const room = await server.createRoom({ password: 'Tulpen im April' });
  const spoilt = `${room.moderatorLink.replace('/r/', '//R/').replace('#', '/%23')}).`;
  const chair = await Person.open(spoilt, 'Frau Vorsitz');
  await chair.enter();
  await chair.expectAtTable();
  expect(chair.page.url()).toBe(room.link);
  const member = await Person.open(`${room.link}%3C/a%3E`, 'Anna');
  await member.enter({ password: 'Tulpen im April' });
  await member.expectAtTable();
  expect(member.page.url()).toBe(room.link);
});
