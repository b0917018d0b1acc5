import { it } from 'vitest';
import { expect } from '../support/expect.ts';
import { RED_GREEN } from '../support/media/pattern.ts';
import { meetingOf } from '../support/people/meeting-of.ts';
import { Person } from '../support/people/person.ts';
import { startTestServer } from '../support/server/server.ts';

it('whoever signs is seen large by everyone without a word, with a picture in which hands are read, until the chair ends it; a fifth reads why not', async () => {
  const server = await startTestServer();
  const room = await server.createRoom();
  const chair = await Person.join(room.moderatorLink, 'Frau Vorsitz');
  const anna = await Person.join(room.link, 'Anna', { pattern: RED_GREEN });
  await chair.expectToSee(anna);
  const widthOf = async (person: Person) => (await chair.tileOf(person).boundingBox())?.width ?? 0;

  await anna.press('Mehr');
  await chair.expectToBeTold('Anna gebärdet und ist groß zu sehen.', () =>
    anna.page.getByRole('menuitem', { name: 'Ich gebärde' }).click(),
  );
  await anna.expectToRead('Sie gebärden: Alle sehen Sie groß.');
  await expect(chair.tileOf(anna).getByText('gebärdet')).toBeVisible();
  await expect.poll(async () => (await widthOf(anna)) / (await widthOf(chair))).toBeGreaterThan(2);
  await chair.expectToSee(anna);

  await chair.openPeople();
  await chair.press('Aktionen für Anna');
  await chair.page.getByRole('menuitem', { name: 'Gebärden beenden' }).click();
  await expect(anna.page.getByText('Sie gebärden')).toHaveCount(0);
  await expect(chair.tileOf(anna).getByText('gebärdet')).toHaveCount(0);

  const { chair: second, people } = await meetingOf(server, room, ['Dora', 'Emil', 'Frida', 'Georg']);
  for (const { client } of people) await client.send('signing:set', { isOn: true });
  await anna.press('Mehr');
  await anna.expectToBeTold(/^Es gebärden schon 4 Personen/, () =>
    anna.page.getByRole('menuitem', { name: 'Ich gebärde' }).click(),
  );
  await expect(anna.page.getByText('Sie gebärden: Alle sehen Sie groß.')).toHaveCount(0);

  // Where the chair has locked the camera nobody sees who signs, and nothing else is claimed.
  await people[0]?.client.send('signing:set', { isOn: false });
  await second.client.send('floor:restrict', { microphone: false, camera: true });
  await anna.press('Mehr');
  await anna.page.getByRole('menuitem', { name: 'Ich gebärde' }).click();
  await anna.expectToRead(/^Sie gebärden, aber die Leitung hat Ihre Kamera gesperrt: Niemand sieht Sie\./);
  await second.client.send('floor:restrict', { microphone: false, camera: false });
  await anna.expectToRead('Sie gebärden, aber Ihre Kamera ist aus: Niemand sieht Sie.');
  await anna.control('Kamera').click();
  await anna.expectToRead('Sie gebärden: Alle sehen Sie groß.');
});
