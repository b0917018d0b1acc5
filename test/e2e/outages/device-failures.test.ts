import { it } from 'vitest';
import { expect } from '../support/expect.ts';
import { BLUE_YELLOW, RED_GREEN } from '../support/media/pattern.ts';
import { addPageScript } from '../support/page/page-script.ts';
import { Person } from '../support/people/person.ts';
import { startTestServer } from '../support/server/server.ts';

const MICROPHONE_BUSY = 'Das Mikrofon lässt sich nicht öffnen.';
const CAMERA_BUSY = 'Die Kamera lässt sich nicht öffnen.';

it('what fails on the way back to the table is said there, and what the door has said is not said again', async () => {
  const server = await startTestServer();
  const { link } = await server.createRoom();
  const anna = await Person.join(link, 'Anna', { pattern: RED_GREEN });
  await addPageScript(anna.context, 'busy-devices.ts');
  await anna.page.reload();
  await anna.expectAtTable();
  const notices = anna.page.getByRole('region', { name: 'Hinweise' });
  await expect(notices.getByText(MICROPHONE_BUSY)).toBeVisible();
  await expect(notices.getByText(CAMERA_BUSY)).toBeVisible();

  const bernd = await Person.open(link, 'Bernd', { pattern: BLUE_YELLOW });
  await addPageScript(bernd.context, 'busy-devices.ts');
  await bernd.page.reload();
  await bernd.expectToRead('Kamera und Mikrofon lassen sich nicht öffnen.');
  await bernd.enter();
  await bernd.expectAtTable();
  await expect(bernd.control(/^Mikrofon/)).toBeVisible();
  await expect(bernd.page.getByText(MICROPHONE_BUSY)).toHaveCount(0);
  // A press asks again, and is answered.
  await bernd.control(/^Mikrofon/).click();
  await bernd.expectToRead(MICROPHONE_BUSY);
});
