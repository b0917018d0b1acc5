import { execFileSync } from 'node:child_process';
import { it } from 'vitest';
import { expect, LONG_TEST_MS } from '../support/expect.ts';
import { BLUE_YELLOW, RED_GREEN } from '../support/media/pattern.ts';
import { Person } from '../support/people/person.ts';
import { startSite } from '../support/site/site.ts';

const ASK = `const answer = await fetch('http://127.0.0.1:3000/readyz'); console.log(answer.status);`;

it('who comes through the TURN server is back by themselves once that is started again, and who needs none comes in and is heard meanwhile', {
  timeout: LONG_TEST_MS,
}, async () => {
  const site = await startSite();
  const { network, moderatorLink } = site;
  const [open, shut] = [await network.addPlace(), await network.addPlace()];
  shut.letOut('tcp dport 443 accept', 'drop');
  const inOpen = site.browserIn(open);
  const anna = await Person.join(moderatorLink, 'Anna', {
    pattern: RED_GREEN,
    cameraOn: false,
    ...inOpen,
  });
  const bernd = await Person.join(moderatorLink, 'Bernd', {
    pattern: BLUE_YELLOW,
    cameraOn: false,
    ...site.browserIn(shut),
  });
  await Promise.all([anna.expectToHear(bernd), bernd.expectToHear(anna)]);

  await site.turnServer.stop();
  await expect(anna.tileOf(bernd).getByText('Verbindung unterbrochen')).toBeVisible();
  await bernd.expectToRead('Bild und Ton sind unterbrochen, werden wiederhergestellt …');
  const cem = await Person.join(moderatorLink, 'Cem', inOpen);
  await cem.expectToHear(anna);
  await expect(anna.page.getByText('Bild und Ton sind unterbrochen')).toHaveCount(0);
  // Whoever is to be kept away for it would have come directly.
  const asked = ['netns', 'exec', network.server.name, process.execPath, '--input-type=module', '-e', ASK];
  expect(execFileSync('ip', asked).toString().trim()).toBe('200');

  await site.startTurnServer();
  await Promise.all([anna.expectToHear(bernd), bernd.expectToHear(anna)]);
  for (const one of [anna, bernd]) {
    await expect(one.page.getByText(/unterbrochen/)).toHaveCount(0);
    await one.expectSeats(anna, bernd, cem);
  }
});
