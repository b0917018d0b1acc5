import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { API_PATH } from '../../../protocol/api/base.ts';
import type { Language } from '../../texts/names.ts';
import { languageOf } from '../../texts/text-page.ts';
import type { Api } from '../parts.ts';
import type { ApiDocument } from './document.ts';
import { DOCS_PATH, pageOf, STYLE_PATH } from './page.ts';

const STYLE = join(import.meta.dirname, 'files/page.css');

/** The OpenAPI document to read: written here, so that a browser needs nothing but to show it. */
export function addDocs(api: Api): void {
  const route = { config: { isPublic: true }, schema: { hide: true } } as const;
  // The routes are all known when somebody asks, and change with the server alone.
  const pages = new Map<Language, string>();
  const pageIn = (language: Language) => {
    const known = pages.get(language);
    if (known !== undefined) return known;
    const document: ApiDocument = JSON.parse(JSON.stringify(api.swagger()));
    const page = pageOf(document, language);
    pages.set(language, page);
    return page;
  };
  for (const path of [DOCS_PATH, `${DOCS_PATH}/`]) {
    api.get(within(path), {
      ...route,
      handler: async ({ url, headers }, reply) => {
        const language = languageOf(url, headers['accept-language']);
        return reply
          .headers({ 'content-language': language, vary: 'accept-language' })
          .type('text/html; charset=utf-8')
          .send(pageIn(language));
      },
    });
  }
  api.get(within(STYLE_PATH), {
    ...route,
    handler: async (_request, reply) => reply.type('text/css; charset=utf-8').send(createReadStream(STYLE)),
  });
}

function within(path: string): string {
  return path.slice(API_PATH.length);
}
