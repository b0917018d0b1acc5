import type { Page } from '@playwright/test';
import { expect } from '../expect.ts';
import { expectNothingSerious } from './accessibility.ts';

/** CSS pixels. */
export type Size = { readonly width: number; readonly height: number };
type Language = 'English' | 'Deutsch';

export const PHONE: Size = { width: 360, height: 740 };
export const TABLET: Size = { width: 820, height: 1180 };
export const SCREEN: Size = { width: 1440, height: 900 };

/** `percent`: how large somebody has their letters. */
export async function show(
  { page }: { readonly page: Page },
  width: number,
  height: number,
  percent = 100,
): Promise<void> {
  await page.setViewportSize({ width, height });
  await page.evaluate(`document.documentElement.style.fontSize = '${percent}%'`);
}

/** In both languages, German last, on each screen; on a phone with letters twice as large too. */
export async function expectAccessible(page: Page, place: string): Promise<void> {
  for (const language of ['English', 'Deutsch'] as const) {
    await turnTo(page, language);
    for (const size of [SCREEN, TABLET, PHONE]) {
      await page.setViewportSize(size);
      await expectNothingSerious(page, `${place} in ${language}, ${size.width} px`);
      await expectNothingBeside(page);
    }
  }
  const letters = (size: string) =>
    page.locator('html').evaluate((html, each) => html.style.setProperty('font-size', each), size);
  await letters('200%');
  await expectNothingBeside(page);
  await letters('');
}

async function turnTo(page: Page, language: Language): Promise<void> {
  // Where the switch is not behind a menu; and the page may be loading still.
  await page.setViewportSize(SCREEN);
  const switchTo = (name: string | RegExp) =>
    page.getByRole('button', { name, exact: true }).or(page.getByRole('link', { name, exact: true }));
  await expect(switchTo(/^(?:English|Deutsch)$/)).toBeVisible();
  // It leads to the language that is not shown.
  const change = switchTo(language);
  if ((await change.count()) > 0) await change.click();
  await expect(change).toHaveCount(0);
}

async function expectNothingBeside(page: Page): Promise<void> {
  const beside = () => page.locator('html').evaluate((html) => html.scrollWidth - html.clientWidth);
  await expect.poll(beside).toBe(0);
}
