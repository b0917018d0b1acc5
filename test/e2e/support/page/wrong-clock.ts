import type { BrowserContext } from '@playwright/test';

/** From the next page on, a computer whose time of day is that much ahead of what it is. */
export async function setClockWrong(context: BrowserContext, aheadMs: number): Promise<void> {
  await context.addInitScript((ms) => {
    const RealDate = Date;
    class WrongDate extends RealDate {
      constructor(...given: ConstructorParameters<typeof Date> | []) {
        super(...((given.length === 0 ? [WrongDate.now()] : given) as ConstructorParameters<typeof Date>));
      }

      static override now(): number {
        return RealDate.now() + ms;
      }
    }
    globalThis.Date = WrongDate as DateConstructor;
    Object.defineProperty(performance, 'timeOrigin', { value: performance.timeOrigin + ms });
  }, aheadMs);
}
