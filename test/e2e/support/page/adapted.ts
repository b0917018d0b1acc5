import type { Locator, Page } from '@playwright/test';
import { expect, OFTEN } from '../expect.ts';

/** What the page of `pages/layout/adapted.ts` offers as `globalThis.adapted`. The lists should be empty. */
export interface Adapted {
  /** Controls that cannot be brought into sight and pressed there. */
  outOfReach(): readonly string[];
  /** What would move, or come and go slowly. */
  moving(): readonly string[];
  /** Signs that are hardly seen on what lies below them. */
  faint(): readonly string[];
  /** What can be pressed and looks like words. */
  unmarked(): readonly string[];
  /** All of it that is seen without any colour. */
  look(element: unknown): string;
  /** Where the keyboard is, and whether anybody sees that. */
  focus(): { readonly name: string; readonly isSeen: boolean };
}

const WINDOW = { width: 1280, height: 1024 };
/** That at 200 % (WCAG 2.2, 1.4.4). */
export const DOUBLED = { width: 640, height: 512 };
/** At 400 % (1.4.10). */
export const ENLARGED = { width: 320, height: 256 };
/** More than any page here takes until the focus is where it began. */
const MOST_TABS = 40;

type Globals = { adapted: Adapted };

/** Whoever opens it has it in their system's colours, and without motion. */
export async function adapt(page: Page): Promise<void> {
  await page.emulateMedia({ forcedColors: 'active', reducedMotion: 'reduce' });
}

/** Nothing lost, nothing told by its colour alone, nothing that moves. `place` says where, in the failure. */
export async function expectAdapted(page: Page, place: string): Promise<void> {
  const outOfReach = () => page.evaluate(() => (globalThis as unknown as Globals).adapted.outOfReach());
  for (const size of [DOUBLED, ENLARGED]) {
    await page.setViewportSize(size);
    await expect.poll(outOfReach, { message: `${place}, ${size.width} px wide`, ...OFTEN }).toEqual([]);
  }
  await page.setViewportSize(WINDOW);
  const found = await page.evaluate(() => {
    const { moving, faint, unmarked } = (globalThis as unknown as Globals).adapted;
    return { moving: moving(), faint: faint(), unmarked: unmarked() };
  });
  expect(found, place).toEqual({ moving: [], faint: [], unmarked: [] });
}

/** By Tab, or another key that goes from one to the next, once round. */
export async function expectFocusSeen(page: Page, place: string, key = 'Tab'): Promise<void> {
  const passed = new Set<string>();
  for (let press = 0; press < MOST_TABS; press += 1) {
    await page.keyboard.press(key);
    const { name, isSeen } = await page.evaluate(() => (globalThis as unknown as Globals).adapted.focus());
    if (passed.has(name)) return;
    if (name.startsWith('BODY')) continue;
    expect(isSeen, `${place}: the focus on ${name}`).toBe(true);
    passed.add(name);
  }
}

export function lookOf(locator: Locator): Promise<string> {
  return locator.evaluate((element) => (globalThis as unknown as Globals).adapted.look(element));
}
