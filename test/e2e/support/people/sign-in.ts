import type { Page } from '@playwright/test';

/** On the organisers' page for that, which whoever is on the way to another one comes by. */
export async function signIn(page: Page, email: string, password: string): Promise<void> {
  await page.getByLabel('E-Mail-Adresse').fill(email);
  await page.getByLabel('Ihr Passwort').fill(password);
  await page.keyboard.press('Enter');
}
