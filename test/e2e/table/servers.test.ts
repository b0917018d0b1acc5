import { it } from 'vitest';
import { expect } from '../support/expect.ts';
import { RED_GREEN } from '../support/media/pattern.ts';
import { expectNothingSerious } from '../support/page/accessibility.ts';
import { Person } from '../support/people/person.ts';
import { startTestServer } from '../support/server/server.ts';

it('whoever is at the table can read that their page has talked to this server alone', async () => {
  const server = await startTestServer();
  const { link } = await server.createRoom();
  const { host } = new URL(link);
  const anna = await Person.open(link, 'Anna', { pattern: RED_GREEN });
  const asked = new Set<string>();
  anna.page.on('request', (request) => asked.add(new URL(request.url()).host));
  await anna.enter();
  await anna.expectAtTable();
  await Person.join(link, 'Bert', { pattern: RED_GREEN });
  await anna.press('Mehr');
  await anna.page.getByRole('menuitem', { name: 'Verbundene Server' }).click();
  const dialog = anna.page.getByRole('dialog', { name: 'Verbundene Server' });
  await expect(dialog).toContainText(`Nur dieser Server: ${host}. Sonst niemand.`);
  await expect(dialog.getByRole('listitem').filter({ hasText: 'Bild und Ton' }).first()).toContainText('127.0.0.1');
  // The browser itself says the same.
  expect([...asked].filter((each) => each !== host && each !== '')).toEqual([]);
  await expectNothingSerious(anna.page, 'the list of servers');
});
