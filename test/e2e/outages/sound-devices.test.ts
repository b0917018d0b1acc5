import { beforeEach, describe, it, onTestFinished } from 'vitest';
import { expect, LONG_TEST_MS } from '../support/expect.ts';
import { Loudspeakers, type Microphone } from '../support/media/loudspeakers.ts';
import { BLUE_YELLOW, MAGENTA_CYAN, type Pattern, RED_GREEN } from '../support/media/pattern.ts';
import { CHROMIUM_SHELL } from '../support/people/browser.ts';
import { Person } from '../support/people/person.ts';
import { startTestServer, type TestRoom } from '../support/server/server.ts';

/** What each of them hears. */
const LAPTOP = RED_GREEN;
const DESK = BLUE_YELLOW;
const HANDS_FREE = MAGENTA_CYAN;

let sound: Loudspeakers;
let builtIn: ReturnType<Loudspeakers['plugIn']>;
let server: Awaited<ReturnType<typeof startTestServer>>;

beforeEach(async () => {
  sound = await Loudspeakers.start();
  onTestFinished(() => sound[Symbol.asyncDispose]());
  builtIn = sound.plugIn('Eingebaut');
  server = await startTestServer();
});

async function openDevices(person: Person): Promise<void> {
  await person.control('Mehr').click();
  await person.page.getByRole('menuitem', { name: 'Geräte' }).click();
}

function aListener(link: string): Promise<Person> {
  return Person.join(link, 'Bernd', {
    pattern: LAPTOP,
    cameraOn: false,
    hasOwnDevices: true,
    executable: sound.before(CHROMIUM_SHELL),
  });
}

/** Somebody with a computer's own microphones, and the one who listens to them. */
async function aTalk(room: TestRoom) {
  const anna = await Person.join(room.moderatorLink, 'Anna');
  const bernd = await aListener(room.link);
  const expectHeard = (by: Pattern) => anna.expectToHear({ name: bernd.name, pattern: by });
  const expectUnheard = () => anna.expectToHear();
  const choose = async (microphone: Microphone) => {
    await openDevices(bernd);
    await bernd.page.getByLabel('Mikrofon', { exact: true }).selectOption({ label: microphone });
    await bernd.page.keyboard.press('Escape');
  };
  return { anna, bernd, expectHeard, expectUnheard, choose };
}

describe('a computer’s microphones', { timeout: LONG_TEST_MS }, () => {
  it('the chosen one that is pulled out gives way to another, aloud, and is used again when it is back; one of a narrow band is heard', async () => {
    sound.plugInMicrophone('Laptop', LAPTOP);
    sound.plugInMicrophone('Freisprecher', HANDS_FREE, { isNarrow: true });
    sound.prefer('Laptop');
    const { bernd, expectHeard, choose } = await aTalk(await server.createRoom());
    await expectHeard(LAPTOP);
    await choose('Freisprecher');
    await expectHeard(HANDS_FREE);
    sound.pullOut('Freisprecher');
    await bernd.expectToRead('Das Mikrofon, das Sie gewählt hatten, ist nicht mehr da.');
    await expectHeard(LAPTOP);
    sound.plugInMicrophone('Freisprecher', HANDS_FREE, { isNarrow: true });
    await bernd.expectToRead('Ihr Mikrofon „Freisprecher“ ist wieder da und wird wieder benutzt.');
    await expectHeard(HANDS_FREE);
  });

  it('one that is pulled out while it is off is replaced, off and aloud, and that one is heard after a press', async () => {
    sound.plugInMicrophone('Laptop', LAPTOP);
    sound.plugInMicrophone('Tischmikrofon', DESK);
    sound.prefer('Laptop');
    const { bernd, expectHeard, expectUnheard, choose } = await aTalk(await server.createRoom());
    await choose('Tischmikrofon');
    await expectHeard(DESK);
    await bernd.press(/^Mikrofon/);
    await expectUnheard();
    sound.pullOut('Tischmikrofon');
    await bernd.expectToRead('Das Mikrofon, das Sie gewählt hatten, ist nicht mehr da.');
    await expectUnheard();
    await bernd.press(/^Mikrofon/);
    await expectHeard(LAPTOP);
  });

  it('whoever leaves the choice to the system is heard by the one that it prefers now', async () => {
    sound.plugInMicrophone('Laptop', LAPTOP);
    sound.plugInMicrophone('Tischmikrofon', DESK);
    sound.prefer('Laptop');
    const { expectHeard } = await aTalk(await server.createRoom());
    await expectHeard(LAPTOP);
    sound.prefer('Tischmikrofon');
    await expectHeard(DESK);
  });

  it('one that gives nothing is told, and another that is chosen beside that is heard, which ends it', async () => {
    sound.plugInMicrophone('Laptop', LAPTOP);
    sound.plugInMicrophone('Tischmikrofon', DESK);
    sound.prefer('Laptop');
    sound.silence('Laptop');
    const { bernd, expectHeard, expectUnheard } = await aTalk(await server.createRoom());
    const notice = bernd.page.locator('[data-notice="nothing-heard"]');
    await expect(notice).toContainText('Niemand hört Sie');
    await expectUnheard();
    await notice.getByLabel('Mikrofon').selectOption({ label: 'Tischmikrofon' });
    await expectHeard(DESK);
    await expect(notice).toHaveCount(0);
  });

  it('the only one that is pulled out leaves a sentence with a button, and is heard, aloud, when it is back', async () => {
    sound.plugInMicrophone('Tischmikrofon', DESK);
    const { bernd, expectHeard, expectUnheard, choose } = await aTalk(await server.createRoom());
    await choose('Tischmikrofon');
    await expectHeard(DESK);
    sound.pullOut('Tischmikrofon');
    await bernd.expectToRead('Es wurde kein Mikrofon gefunden.');
    await expect(bernd.button('Noch einmal versuchen')).toBeVisible();
    await expectUnheard();
    sound.plugInMicrophone('Tischmikrofon', DESK);
    await bernd.expectToRead('Ihr Mikrofon „Tischmikrofon“ ist jetzt da und eingeschaltet.');
    await expectHeard(DESK);
  });

  it('one that is plugged in later in a room that mutes on entry is heard after a press, and not before', async () => {
    const { bernd, expectHeard, expectUnheard } = await aTalk(await server.createRoom({ muteOnEntry: true }));
    sound.plugInMicrophone('Laptop', LAPTOP);
    await bernd.expectToRead('Ihr Mikrofon ist jetzt da. Es bleibt stumm, bis Sie es einschalten.');
    await expectUnheard();
    await bernd.press(/^Mikrofon/);
    await expectHeard(LAPTOP);
  });
});

it('the test sound comes out of the chosen speaker, and of no other', async () => {
  const chosen = sound.plugIn('Headset');
  sound.plugInMicrophone('Laptop', LAPTOP);
  // Alone: somebody's voice would come out there as well.
  const bernd = await aListener((await server.createRoom()).link);
  await openDevices(bernd);
  await bernd.page.getByLabel('Lautsprecher').selectOption({ label: 'Headset' });
  await bernd.press('Ton testen');
  await expect.poll(() => chosen.loudAt).toBeGreaterThan(0);
  expect(builtIn.loudAt).toBe(Number.NEGATIVE_INFINITY);
});
