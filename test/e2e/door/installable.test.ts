import { it } from 'vitest';
import { expect } from '../support/expect.ts';
import { startTestServer } from '../support/server/server.ts';

interface Manifest extends Readonly<Record<'start_url' | 'scope' | 'display', string>> {
  readonly icons: readonly { readonly src: string; readonly purpose: string }[];
}

it('the page can be installed under its sign, with all of it served from here', async () => {
  const { url: origin } = await startTestServer();
  const page = await (await fetch(origin)).text();
  const address = (rel: string) => new RegExp(`<link rel="${rel}" href="([^"]+)"`).exec(page)?.[1] ?? '';
  const manifest = await fetch(new URL(address('manifest'), origin));
  expect(manifest.headers.get('content-type')).toMatch(/^application\/manifest\+json/);
  const { start_url, scope, display, icons } = (await manifest.json()) as Manifest;
  expect({ start_url, scope, display }).toEqual({ start_url: '/', scope: '/', display: 'standalone' });
  expect(icons.map(({ purpose }) => purpose)).toEqual(['any', 'any', 'maskable']);
  for (const src of [...icons.map(({ src }) => src), address('apple-touch-icon')]) {
    const icon = await fetch(new URL(src, origin));
    expect([icon.status, icon.headers.get('content-type')], src).toEqual([200, 'image/png']);
    expect(icon.headers.get('cache-control')).toContain('immutable');
  }
});
