import { describe, it, onTestFinished } from 'vitest';
import { expect, LONG_TEST_MS } from '../support/expect.ts';
import { Loudspeakers } from '../support/media/loudspeakers.ts';
import { BLUE_YELLOW, type Pattern, RED_GREEN } from '../support/media/pattern.ts';
import { FirefoxPerson } from '../support/people/firefox-person.ts';
import { Person } from '../support/people/person.ts';
import { startSite } from '../support/site/site.ts';

describe('a computer’s microphones and speakers in Firefox', { timeout: LONG_TEST_MS }, () => {
  it('a chosen microphone that is gone is replaced and used again, aloud, and the test sound is heard where it is to be', async () => {
    const computer = await Loudspeakers.start();
    onTestFinished(() => computer[Symbol.asyncDispose]());
    const own = computer.plugIn('Eingebaut');
    const headset = computer.plugIn('Headset');
    computer.plugInMicrophone('Laptop', RED_GREEN);
    computer.plugInMicrophone('Tischmikrofon', BLUE_YELLOW);
    computer.prefer('Laptop');
    const site = await startSite();
    const [one, other] = [await site.network.addPlace(), await site.network.addPlace()];
    const anna = await Person.join(site.moderatorLink, 'Anna', site.browserIn(one));
    const fritz = await FirefoxPerson.join(site.moderatorLink, 'Fritz', {
      ...site.firefoxIn(other),
      computer,
      sends: false,
      microphoneOn: true,
    });
    const expectHeard = (by: Pattern) => anna.expectToHear({ name: fritz.name, pattern: by });
    await expectHeard(RED_GREEN);

    await fritz.press('Mehr');
    await fritz.pick('Geräte und Ton');
    await fritz.chooseNamed('Lautsprecher', 'Headset');
    const before = own.loudAt;
    await fritz.press('Ton testen');
    await expect.poll(() => headset.loudAt).toBeGreaterThan(0);
    expect(own.loudAt).toBe(before);
    await fritz.chooseNamed('Mikrofon', 'Tischmikrofon');
    await fritz.page.keyboard.press('Escape');
    await expectHeard(BLUE_YELLOW);

    computer.pullOut('Tischmikrofon');
    await fritz.text('Das Mikrofon, das Sie gewählt hatten, ist nicht mehr da.').wait();
    await expectHeard(RED_GREEN);
    computer.plugInMicrophone('Tischmikrofon', BLUE_YELLOW);
    await fritz.text('ist wieder da und wird wieder benutzt.').wait();
    await expectHeard(BLUE_YELLOW);
  });
});
