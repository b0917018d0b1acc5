import { expect, it } from 'vitest';
import { API_PATH } from '../../../src/protocol/api/base.ts';
import { startTestApp } from '../../helpers/servers/test-app.ts';

it('the description of the routes is a page in both languages whose parts all come from here', async () => {
  const { url } = await startTestApp();
  const page = async (query: string, language = '') => {
    const response = await fetch(`${url}${API_PATH}/docs${query}`, { headers: { 'accept-language': language } });
    expect(response.status).toBe(200);
    return { html: await response.text(), headers: response.headers };
  };
  const german = await page('');
  expect(german.html).toContain('<html lang="de">');
  expect(german.html).toContain('Schnittstelle für Programme');
  expect((await page('/', 'en-GB')).html).toContain('<html lang="en">');
  expect((await page('?lang=en', 'de')).html).toContain('Interface for programs');
  // Under the policy of every page: no script and no style within, nothing from elsewhere.
  expect(german.headers.get('content-security-policy')).toContain("default-src 'none'");
  expect(german.html).not.toMatch(/<style|style=|\son\w+=|<script(?![^>]*\ssrc=)/);
  const parts = [...german.html.matchAll(/(?:src|href|data-document)="([^"]+)"/g)].map(([, part = '']) => part);
  for (const part of parts.filter((each) => each.startsWith(API_PATH))) {
    const response = await fetch(url + part);
    expect([part, response.status]).toEqual([part, 200]);
    if (part.endsWith('.js')) expect(response.headers.get('content-type')).toContain('text/javascript');
    await response.arrayBuffer();
  }
  expect(parts.filter((part) => !part.startsWith('/') && part !== 'data:,')).toEqual([]);
  expect((await fetch(`${url}${API_PATH}/docs/..%2f..%2f..%2fpackage.json`)).status).toBe(404);
  expect((await fetch(`${url}${API_PATH}/docs/swagger-ui.js`)).status).toBe(404);
});
