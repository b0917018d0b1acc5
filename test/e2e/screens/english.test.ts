import { it } from 'vitest';
import { expect, LONG_TEST_MS } from '../support/expect.ts';
import { PHONE, SCREEN, show, TABLET } from '../support/page/looks.ts';
import { meetingOf } from '../support/people/meeting-of.ts';
import { Person } from '../support/people/person.ts';
import { startTestServer } from '../support/server/server.ts';

/** With the size of the letters in per cent. */
const LOOKS = [PHONE, TABLET].flatMap((size) => [100, 200].map((percent) => ({ ...size, percent })));

async function expectNoSpills(person: Person, place: string, parts: string): Promise<void> {
  for (const { width, height, percent } of LOOKS) {
    await show(person, width, height, percent);
    const message = `${place} on ${width} x ${height} at ${percent} %`;
    await expect.poll(() => person.page.evaluate(`spills(${JSON.stringify(parts)})`), { message }).toEqual([]);
  }
}

it('English words stay within their buttons and off their neighbours on the console, at the table and in its panels, and nothing scrolls sideways', {
  timeout: LONG_TEST_MS,
}, async () => {
  const server = await startTestServer();
  const room = await server.createRoom({ name: 'Quarterly budget meeting', attendanceDays: 30 });
  const { chair, people, pass, knock } = await meetingOf(server, room, ['Milton Keynes', 'Ashford', 'Ely']);
  const [first, second, third] = people;
  await second?.client.send('hand:raise', {});
  await third?.client.send('hand:raise', {});
  await chair.client.send('floor:give', { participantId: first?.id ?? '' });
  const poll = { options: ['Yes', 'No', 'Abstain'], secret: true };
  const { pollId } = await chair.client.send('poll:open', { ...poll, question: 'Is the agenda adopted?' });
  await chair.client.send('poll:close', { pollId });
  await chair.client.send('poll:open', { ...poll, question: 'Shall the decision be put off until the next meeting?' });
  await knock('Saffron Walden');

  const { code } = await chair.client.send('console:pair');
  const desk = `${server.url}/regie#${new URLSearchParams({ room: room.id, code })}`;
  const anna = await Person.open(desk, 'Anna', { locale: 'en-GB', scripts: ['layout/overlaps.ts'] });
  const { page } = anna;
  await expect(page.getByRole('main', { name: 'Seats' })).toBeVisible();
  await expectNoSpills(anna, 'the console', 'header, aside, main, nav');

  await page.goto(`${room.link}#invite=${pass}`);
  await page.getByLabel('Your name').fill('Anna');
  await page.getByRole('button', { name: 'Join', exact: true }).click();
  const bar = page.getByRole('navigation', { name: 'Controls' });
  await expect(bar.getByRole('button', { name: 'Leave' })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Poll', exact: true })).toBeVisible();
  await second?.client.send('chat:send', { text: 'May I say something about the roof first?', to: 'chair' });
  await expectNoSpills(anna, 'the table', 'header:has(h1), section[aria-label="Notices"], main, nav');

  for (const name of ['People', 'Chat', 'Polls']) {
    await show(anna, SCREEN.width, SCREEN.height);
    await bar.getByRole('button', { name }).click();
    const panel = page.getByRole('complementary', { name });
    await expect(panel).toBeVisible();
    if (name === 'People') {
      for (const part of ['Connections', 'For everyone', 'Admission', 'My microphone and my camera']) {
        await panel.getByRole('button', { name: part, exact: true }).click();
      }
    }
    await expectNoSpills(anna, name, 'aside');
  }
});
