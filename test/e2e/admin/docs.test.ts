import { it } from 'vitest';
import { expect, LONG_TEST_MS } from '../support/expect.ts';
import { PHONE } from '../support/page/looks.ts';
import { Person } from '../support/people/person.ts';
import { startTestServer } from '../support/server/server.ts';

it('the routes for programs are there to read, in German and on a phone, without anything from elsewhere', {
  timeout: LONG_TEST_MS,
}, async () => {
  const server = await startTestServer();
  // Its watch fails the test when the page complains, of its policy too, or asks a foreign server.
  const { page, expectHeading } = await openDocs(`${server.url}/api/v1/docs`);
  await expectHeading('Schnittstelle für Programme');
  const made = page.locator('.opblock-post').filter({ hasText: 'Make a room' });
  await made.getByRole('button', { name: 'Make a room' }).first().click();
  await expect(made.getByText('Idempotency-Key').first()).toBeVisible();
  await expect(page.getByRole('button', { name: /Try it out|Authorize|Execute/ })).toHaveCount(0);
  await page.setViewportSize(PHONE);
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(PHONE.width);
  await page.getByRole('link', { name: 'English' }).click();
  await expect(page.getByRole('heading', { name: 'Interface for programs' })).toBeVisible();
});

async function openDocs(link: string) {
  const person = await Person.open(link, 'Frau Amsel');
  return { page: person.page, expectHeading: (name: string) => person.expectHeading(name) };
}
