import type { Page } from '@playwright/test';
import { it } from 'vitest';
import { OPERATOR } from '../../../src/catalogue/access/rights.ts';
import { SINGLE_SIGN_ON_CALLBACK } from '../../../src/http/accounts/single-sign-on-routes.ts';
import { openTestCatalogue } from '../../helpers/servers/houses.ts';
import { startProvider } from '../../helpers/servers/openid-provider.ts';
import { expect, LONG_TEST_MS } from '../support/expect.ts';
import { pressOn } from '../support/page/accessibility.ts';
import { expectAccessible, SCREEN } from '../support/page/looks.ts';
import { Person } from '../support/people/person.ts';
import { startTestServer } from '../support/server/server.ts';

const BY_HOUSE = 'Mit der Anmeldung Ihres Hauses';
/** What a refused request says in the browser's console: nobody is signed in. */
const REFUSED = /the server responded with a status of 401/;

async function setUp() {
  const provider = await startProvider();
  provider.wishes.asks = true;
  const { issuer, clientId, clientSecret } = provider.settings;
  const server = await startTestServer({
    OPEN_ROOMS: 'nobody',
    OIDC_ISSUER: issuer,
    OIDC_CLIENT_ID: clientId,
    OIDC_CLIENT_SECRET: clientSecret,
  });
  provider.serves(server.url + SINGLE_SIGN_ON_CALLBACK);
  // Otherwise the way back would be from this site itself.
  expect(new URL(issuer).hostname).not.toBe(new URL(server.url).hostname);
  const { createHouse, catalogue } = await openTestCatalogue(server.dataDir);
  const { organiser } = await createHouse({ name: 'Klinik am See' });
  const { link } = await catalogue.organisers.makeLink(OPERATOR, organiser.id);
  /** In a browser that was never here. */
  const open = async (path: string) => {
    const person = await Person.open(`${server.url}${path}`, 'Frau Amsel');
    person.watch.expect(REFUSED);
    person.watch.expect(new RegExp(`^asked a foreign server: ${issuer}/`));
    return person;
  };
  return { server, organiser, open, invitation: `/verwaltung/passwort#link=${link.secret}` };
}

const atProvider = (page: Page) => expect(page.getByRole('heading', { name: 'Anmeldedienst' })).toBeVisible();

async function comeBack(page: Page): Promise<void> {
  await atProvider(page);
  await page.getByRole('button', { name: 'Ich bin es' }).click();
}

it('whoever was invited signs in by the house, in another browser too, after Back as well, and two tabs both come in', {
  timeout: LONG_TEST_MS,
}, async () => {
  const { server, organiser, open, invitation } = await setUp();
  const invited = await open(invitation);
  await invited.press(BY_HOUSE);
  await comeBack(invited.page);
  await invited.expectHeading('Räume');

  const amsel = await open('/verwaltung/konto#zwei');
  const { page } = amsel;
  await expect(amsel.button(BY_HOUSE)).toBeVisible();
  await expectAccessible(page, 'the sign-in page with the house’s own');
  await page.setViewportSize(SCREEN);
  await pressOn(page, BY_HOUSE);
  await atProvider(page);
  await page.goBack();
  await amsel.press(BY_HOUSE);
  await atProvider(page);
  const other = await amsel.context.newPage();
  await other.goto(`${server.url}/verwaltung/raeume`);
  await other.getByRole('button', { name: BY_HOUSE }).click();
  await comeBack(other);
  await expect(other.getByRole('heading', { level: 1, name: 'Räume' })).toBeVisible();
  await comeBack(page);
  await amsel.expectHeading('Ihr Konto');
  expect(page.url()).toBe(`${server.url}/verwaltung/konto#zwei`);
  await amsel.expectToRead(organiser.email);

  // Back to the provider's page, whose part is over, and forward: they are in all the same.
  await page.goBack();
  await page.goForward();
  await amsel.expectHeading('Ihr Konto');
});
