import { expect, it } from 'vitest';
import type { ApiDocument } from '../../../src/http/api/docs/document.ts';
import { pageOf } from '../../../src/http/api/docs/page.ts';
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
  // Under the policy of every page: no script at all and no style within, nothing from elsewhere.
  expect(german.headers.get('content-security-policy')).toContain("default-src 'none'");
  expect(german.html).not.toMatch(/<style|style=|\son\w+=|<script/);
  const parts = [...german.html.matchAll(/(?:src|href)="([^"#]+)"/g)].map(([, part = '']) => part);
  for (const part of parts.filter((each) => each.startsWith(API_PATH))) {
    const response = await fetch(url + part);
    expect([part, response.status]).toEqual([part, 200]);
    if (part.endsWith('.css')) expect(response.headers.get('content-type')).toContain('text/css');
    await response.arrayBuffer();
  }
  expect(parts.filter((part) => !part.startsWith('/') && part !== 'data:,')).toEqual([]);
  expect((await fetch(`${url}${API_PATH}/docs/..%2f..%2f..%2fpackage.json`)).status).toBe(404);
  expect((await fetch(`${url}${API_PATH}/docs/page.ts`)).status).toBe(404);

  // Each route and each schema of the document is there, under a name of its own to which links lead.
  const document = (await (await fetch(`${url}${API_PATH}/openapi.json`)).json()) as ApiDocument;
  const routes = Object.entries(document.paths ?? {}).flatMap(([path, operations]) =>
    Object.keys(operations).map((method) => `${method.toUpperCase()} ${path}`),
  );
  const shown = [...german.html.matchAll(/"method">(\w+)<\/span> <code>([^<]+)</g)].map(
    (found) => `${found[1]} ${found[2]}`,
  );
  expect(shown.toSorted()).toEqual(routes.toSorted());
  const ids = [...german.html.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id);
  expect(new Set(ids).size).toBe(ids.length);
  const links = new Set([...german.html.matchAll(/href="#([^"]+)"/g)].map(([, id]) => id));
  expect([...links].filter((link) => !ids.includes(link))).toEqual([]);
  expect([...links].filter((link) => link?.startsWith('schema-'))).toHaveLength(
    Object.keys(document.components?.schemas ?? {}).length,
  );
});

it('what a description says is said as text, with its bounds, what may be left out and what it is otherwise', () => {
  const schema = {
    type: 'object',
    properties: {
      'na<me': { type: 'string', minLength: 1, maxLength: 40, description: '`code` and <img src=x onerror=alert(1)>' },
      days: { type: 'integer', minimum: 1, maximum: 9_007_199_254_740_991, default: 14 },
      state: { anyOf: [{ enum: ['on', 'off'] }, { type: 'null' }] },
      rows: {
        type: 'array',
        maxItems: 3,
        items: { type: 'object', properties: { at: { $ref: '#/components/schemas/Time' } } },
      },
    },
    required: ['na<me'],
  };
  const operation = { summary: 'Ask', tags: ['Some'], requestBody: { content: { 'application/json': { schema } } } };
  const components = { schemas: { Time: { type: 'string', format: 'date-time' } } };
  const html = pageOf({ info: { description: '<b>' }, paths: { '/some': { post: operation } }, components }, 'en');
  expect(html).toContain('<li><code>na&lt;me</code> <span class="what">text (1 to 40 characters)</span>');
  expect(html).toContain('<code>code</code> and &lt;img src=x onerror=alert(1)&gt;');
  expect(html).toContain(
    '<code>days</code> <span class="what">integer (at least 1), <code>14</code> unless said</span>',
  );
  expect(html).toContain(
    '<code>&quot;on&quot;</code> or <code>&quot;off&quot;</code> or <code>null</code>, may be left out',
  );
  expect(html).toContain(
    'list (at most 3 entries) of object, may be left out</span><ul class="fields"><li><code>at</code>',
  );
  expect(html).toContain('<a href="#schema-time">Time</a>');
  expect(html).not.toMatch(/<img|<b>/);
});
