import type { Page } from '@playwright/test';
import { expect } from '../expect.ts';
import { PHONE, SCREEN, type Size, show, TABLET } from './looks.ts';
import { pageScript } from './page-script.ts';

/** `percent`: how large somebody has their letters. */
export type Look = Size & { readonly percent: number };

const SIZES = [PHONE, { width: PHONE.height, height: PHONE.width }, TABLET, SCREEN];
/** Everything that people look at Tafelrunde on. */
const LOOKS: readonly Look[] = SIZES.flatMap((size) => [100, 200].map((percent) => ({ ...size, percent })));
/** For what is a column of the same width on every larger screen: the least width, and the least height. */
export const SMALLEST_LOOKS = LOOKS.filter(
  ({ width, height, percent }) => width === PHONE.width || (height === PHONE.width && percent === 200),
);

const SCRIPT = pageScript('layout/laid-out.ts');

interface Laying {
  readonly looks?: readonly Look[];
  /** Before each look: what closes when the page changes its size is opened again. */
  readonly before?: () => Promise<unknown>;
}

/**
 * On every screen and with large letters nothing of these parts of the page, named by a selector, is cut, spills out of its
 * button, lies over its neighbour or scrolls sideways. `place` says where, in the failure.
 */
export async function expectLaidOut(
  { page }: { readonly page: Page },
  place: string,
  parts: string,
  { looks = LOOKS, before }: Laying = {},
): Promise<void> {
  for (const { width, height, percent } of looks) {
    await show({ page }, width, height, percent);
    await before?.();
    const message = `${place} on ${width} x ${height} at ${percent} %`;
    // What moves into its place, such as a picture, is awaited there.
    await expect.poll(() => page.evaluate(`${SCRIPT};faults(${JSON.stringify(parts)})`), { message }).toEqual([]);
  }
}
