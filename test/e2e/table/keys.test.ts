import { it } from 'vitest';
import { expect } from '../support/expect.ts';
import { RED_GREEN } from '../support/media/pattern.ts';
import { Person } from '../support/people/person.ts';
import { startTestServer } from '../support/server/server.ts';

/** Somebody with a keyboard, and the chair who hears them. */
async function aTalk() {
  const server = await startTestServer();
  const { link, moderatorLink } = await server.createRoom();
  const chair = await Person.join(moderatorLink, 'Frau Vorsitz');
  const anna = await Person.join(link, 'Anna', { pattern: RED_GREEN, cameraOn: false });
  await chair.expectToHear(anna);
  return { chair, anna };
}

it('Control and D mutes and unmutes from anywhere in the page, also while one writes', async () => {
  const { chair, anna } = await aTalk();
  const { keyboard } = anna.page;
  await keyboard.press('Control+d');
  await chair.expectToHear();
  await keyboard.press('Control+d');
  await chair.expectToHear(anna);
  await anna.press('Chat');
  await anna.page.getByRole('textbox').first().focus();
  await keyboard.press('Control+d');
  await chair.expectToHear();
  await keyboard.press('Control+d');
  await chair.expectToHear(anna);
});

it('hard mute ends what is said by the space bar, which says why from then on and presses nothing', async () => {
  const { chair, anna } = await aTalk();
  const { keyboard } = anna.page;
  await keyboard.press('Control+d');
  await chair.expectToHear();
  await keyboard.down('Space');
  await chair.expectToHear(anna);
  await chair.openPart('Für alle');
  await chair.switch('Mikrofone sperren').check();
  await chair.expectToHear();
  await keyboard.down('Space');
  await keyboard.up('Space');
  await chair.expectToHear();
  const explained = anna.page.getByRole('dialog', { name: 'Ihr Mikrofon ist gesperrt' });
  await keyboard.down('Space');
  await expect(explained).toBeVisible();
  await keyboard.down('Space');
  await keyboard.up('Space');
  await expect(explained).toBeVisible();
  await explained.getByRole('button', { name: 'Schließen' }).last().click();
  await chair.switch('Mikrofone sperren').uncheck();
  await keyboard.down('Space');
  await chair.expectToHear(anna);
  await keyboard.up('Space');
  await chair.expectToHear();
});
