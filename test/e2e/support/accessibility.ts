import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect } from './expect.ts';

/** More presses of Tab than any page here has controls. */
const MOST_TABS = 60;

/** As axe finds it. `place` says where, in the failure. */
export async function expectNothingSerious(page: Page, place: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).options({ resultTypes: ['violations'] }).analyze();
  const serious = violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id}: ${target} ${failureSummary}`));
  expect(serious, place).toEqual([]);
}

/** As somebody without a mouse gets there, and sees where they are. */
export async function tabTo(page: Page, name: string): Promise<void> {
  const passed: string[] = [];
  while (passed.length < MOST_TABS) {
    await page.keyboard.press('Tab');
    const focused = page.locator(':focus');
    if ((await focused.count()) === 0) continue;
    const accessible = /"(.*?)"/.exec(await focused.ariaSnapshot())?.[1] ?? '';
    if (accessible === name) return expect(focused).not.toHaveCSS('outline-style', 'none');
    passed.push(accessible);
  }
  throw new Error(`Tab never comes to "${name}"; it passes ${passed.join(', ')}`);
}
