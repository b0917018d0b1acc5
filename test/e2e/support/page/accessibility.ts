import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect } from '../expect.ts';

/** More presses of Tab than any page here has controls. */
const MOST_TABS = 60;

/** As axe finds it. `place` says where, in the failure. */
export async function expectNothingSerious(page: Page, place: string): Promise<void> {
  // Within the page itself, which has no frames: otherwise each look opens another page for its last step.
  const axe = new AxeBuilder({ page }).options({ resultTypes: ['violations'] }).setLegacyMode();
  const { violations } = await axe.analyze();
  const serious = violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id}: ${target} ${failureSummary}`));
  expect(serious, place).toEqual([]);
}

/** As somebody without a mouse gets there, and sees where they are. */
export async function tabTo(page: Page, name: string | RegExp): Promise<void> {
  const passed: string[] = [];
  while (passed.length < MOST_TABS) {
    await page.keyboard.press('Tab');
    const focused = page.locator(':focus');
    if ((await focused.count()) === 0) continue;
    const accessible = /"(.*?)"/.exec(await focused.ariaSnapshot())?.[1] ?? '';
    if (typeof name === 'string' ? accessible === name : name.test(accessible))
      return expect(focused).not.toHaveCSS('outline-style', 'none');
    passed.push(accessible);
  }
  throw new Error(`Tab never comes to ${name}; it passes ${passed.join(', ')}`);
}

/** The same, and then Enter. */
export async function pressOn(page: Page, name: string | RegExp): Promise<void> {
  await tabTo(page, name);
  await page.keyboard.press('Enter');
}

/** Yes, by keyboard, to the question that is open: its harmless answer has the focus, and the other one comes next. */
export async function confirm(page: Page, question: string): Promise<void> {
  const dialog = page.getByRole('alertdialog', { name: question });
  await expect(dialog.getByRole('button', { name: 'Abbrechen' })).toBeFocused();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(dialog).toHaveCount(0);
}

/** CSS pixels. */
interface Box {
  readonly name: string;
  readonly left: number;
  readonly right: number;
  readonly smaller: number;
}

/** Of every button in sight. */
export async function buttonBoxes(page: Page): Promise<readonly Box[]> {
  const buttons = page.getByRole('button').filter({ visible: true });
  return buttons.evaluateAll((elements) =>
    elements.map((element) => {
      const { left, right, width, height } = element.getBoundingClientRect();
      const name = element.getAttribute('aria-label') ?? element.textContent ?? '';
      return { name, left, right, smaller: Math.min(width, height) };
    }),
  );
}
