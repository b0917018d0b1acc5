import { it } from 'vitest';
import { expect, LONG_TEST_MS } from '../support/expect.ts';
import { expectNothingSerious, pressOn } from '../support/page/accessibility.ts';
import { expectAccessible, PHONE } from '../support/page/looks.ts';
import { Person } from '../support/people/person.ts';
import { startTestServer } from '../support/server/server.ts';

it('the routes for programs are there to read by keyboard alone, in German and on a phone, without anything from elsewhere', {
  timeout: LONG_TEST_MS,
}, async () => {
  const server = await startTestServer();
  // Its watch fails the test when the page complains, of its policy too, or asks a foreign server.
  const { page, expectHeading } = await openDocs(`${server.url}/api/v1/docs`);
  await expectHeading('Schnittstelle für Programme');
  await expectAccessible(page, 'the routes for programs');

  await pressOn(page, 'Rooms');
  const focused = page.locator('summary:focus');
  await page.keyboard.press('Tab');
  await expect(focused).toContainText('GET /api/v1/rooms');
  await page.keyboard.press('Tab');
  await expect(focused).toContainText('Make a room');
  await page.keyboard.press('Enter');
  const made = page.locator('details').filter({ has: focused });
  await expect(made.getByText('Idempotency-Key')).toBeVisible();
  await expect(made.getByText('rooms:write')).toBeVisible();
  await expectNothingSerious(page, 'an open route on a screen');
  await page.setViewportSize(PHONE);
  await expectNothingSerious(page, 'an open route on a phone');
  await expect.poll(() => page.evaluate('document.documentElement.scrollWidth')).toBe(PHONE.width);

  // What is described once is found from where it is spoken of; a route's own address opens it.
  await made.getByRole('link', { name: 'Room', exact: true }).first().press('Enter');
  await expect(page.getByRole('heading', { name: 'Room', exact: true })).toBeInViewport();
  await page.goto(`${server.url}/api/v1/docs?lang=en#get-api-v1-calendar`);
  await expect(page.getByRole('heading', { name: 'Interface for programs' })).toHaveCount(1);
  await expect(page.getByText('reservations:read').filter({ visible: true }).first()).toBeVisible();
});

async function openDocs(link: string) {
  const person = await Person.open(link, 'Frau Amsel');
  return { page: person.page, expectHeading: (name: string) => person.expectHeading(name) };
}
