import type { CDPSession, Page } from '@playwright/test';

/** Playwright makes each page believe that it is looked at, and what is looked at is never frozen; it has no switch for that. */
interface WithOwnSession extends Page {
  readonly _connection: {
    toImpl(page: Page): { readonly delegate: { readonly _mainFrameSession: { readonly _client: CDPSession } } };
  };
}

interface FrozenPage {
  /** It stays hidden. */
  goOn(): Promise<unknown>;
  lookAt(): Promise<unknown>;
}

/** A page as a browser treats one that nobody looks at for long: nothing of its own runs. Media is not the page's. */
export async function freeze(page: Page): Promise<FrozenPage> {
  const { _connection: connection } = page as WithOwnSession;
  const { _client: own } = connection.toImpl(page).delegate._mainFrameSession;
  await own.send('Emulation.setFocusEmulationEnabled', { enabled: false });
  const browser = await page.context().newCDPSession(page);
  await browser.send('Page.setWebLifecycleState', { state: 'frozen' });
  return {
    goOn: () => browser.send('Page.setWebLifecycleState', { state: 'active' }),
    lookAt: () => own.send('Emulation.setFocusEmulationEnabled', { enabled: true }),
  };
}
