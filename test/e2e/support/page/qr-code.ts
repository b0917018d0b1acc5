import type { Locator, Page } from '@playwright/test';
import { encode } from 'uqr';
import { expect } from '../expect.ts';

/** It is in sight with the white around it that telephones need, and leads there and nowhere else. */
export async function expectQrCode(within: Page | Locator, name: string, link: string): Promise<void> {
  const code = within.getByRole('img', { name });
  await expect(code).toBeVisible();
  const { data } = encode(link, { ecc: 'M', border: 4 });
  const dark = data.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x},${y}`] : [])));
  expect((await code.locator('path').getAttribute('d'))?.match(/M\d+,\d+/g)).toEqual(dark);
}
