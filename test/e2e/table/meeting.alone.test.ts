import { it } from 'vitest';
import { expect, LONG_TEST_MS } from '../support/expect.ts';
import { BLUE_YELLOW, MAGENTA_CYAN, RED_GREEN } from '../support/media/pattern.ts';
import { Person } from '../support/people/person.ts';
import { startTestServer } from '../support/server/server.ts';

it('two people who open the link see and hear each other', async () => {
  const server = await startTestServer();
  const { link } = await server.createRoom();
  const anna = await Person.join(link, 'Anna', { pattern: RED_GREEN, whole: true });
  const bernd = await Person.join(link, 'Bernd', { pattern: BLUE_YELLOW, whole: true });
  await anna.expectToSee(bernd);
  await bernd.expectToSee(anna);
  await anna.expectToHear(bernd);
  await bernd.expectToHear(anna);
});

it('a switched off camera and microphone reach nobody, and come back', async () => {
  const server = await startTestServer();
  const { link } = await server.createRoom();
  const anna = await Person.join(link, 'Anna', { pattern: RED_GREEN });
  const bernd = await Person.join(link, 'Bernd', { pattern: BLUE_YELLOW });
  await anna.expectToSee(bernd);
  await anna.expectToHear(bernd);

  await bernd.control('Kamera').click();
  await bernd.control('Mikrofon').click();
  await expect(anna.videoOf(bernd)).toHaveCount(0);
  await anna.expectToHear();
  await expect(anna.tileOf(bernd).getByRole('img', { name: 'Mikrofon aus' })).toBeVisible();

  await bernd.control('Kamera').click();
  await bernd.control('Mikrofon').click();
  await anna.expectToSee(bernd);
  await anna.expectToHear(bernd);
});

it('a third who comes late sees and hears everyone, and all sit in the same order on all screens', {
  timeout: LONG_TEST_MS,
}, async () => {
  const server = await startTestServer({ WORKERS: '2' });
  const { link } = await server.createRoom();
  const anna = await Person.join(link, 'Anna', { pattern: RED_GREEN });
  const bernd = await Person.join(link, 'Bernd', { pattern: BLUE_YELLOW });
  await anna.expectToSee(bernd);
  const clara = await Person.join(link, 'Clara', { pattern: MAGENTA_CYAN });

  for (const [one, ...others] of [
    [anna, bernd, clara],
    [bernd, anna, clara],
    [clara, anna, bernd],
  ] as const) {
    await one.expectToSee(...others);
    await one.expectToHear(...others);
    await one.expectSeats(anna, bernd, clara);
  }

  await anna.control('Verlassen').click();
  await anna.expectHeading('Sie haben den Raum verlassen.');
  for (const one of [bernd, clara]) await one.expectSeats(bernd, clara);
  await anna.press('Wieder eintreten');
  for (const one of [anna, bernd, clara]) await one.expectSeats(bernd, clara, anna);
  await clara.expectToSee(anna);
});

it('five people all see and hear each other', { timeout: LONG_TEST_MS }, async () => {
  const server = await startTestServer({ WORKERS: '2' });
  const { link } = await server.createRoom();
  const people = await Promise.all(
    ['Anna', 'Bernd', 'Clara', 'Doris', 'Emil'].map((name) => Person.open(link, name, { pattern: RED_GREEN })),
  );
  for (const person of people) {
    await person.enter();
    await person.expectAtTable();
  }
  const looks = people.map(async (one) => {
    const others = people.filter((other) => other !== one);
    await one.expectSeats(...people);
    await one.expectToSee(...others);
    await one.expectToHear(...others);
  });
  await Promise.all(looks);
});
