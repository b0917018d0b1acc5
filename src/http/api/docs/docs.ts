import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FastifyInstance } from 'fastify';
import { API_PATH } from '../../../protocol/api/base.ts';
import type { Language } from '../../texts/names.ts';
import { languageOf } from '../../texts/text-page.ts';

const DOCS_PATH = `${API_PATH}/docs`;
const OWN = join(import.meta.dirname, 'files');
/** Swagger UI as its plugin carries it, without the package that reports installations to others. */
const UI = fileURLToPath(new URL('static/', import.meta.resolve('@fastify/swagger-ui')));

const FILES: Readonly<Record<string, { readonly path: string; readonly type: string }>> = {
  'ui.css': { path: join(UI, 'swagger-ui.css'), type: 'text/css; charset=utf-8' },
  'ui.js': { path: join(UI, 'swagger-ui-bundle.js'), type: 'text/javascript; charset=utf-8' },
  'page.css': { path: join(OWN, 'page.css'), type: 'text/css; charset=utf-8' },
  'start.js': { path: join(OWN, 'start.js'), type: 'text/javascript; charset=utf-8' },
};
/** They change with the server alone. */
const KEPT_FOR = 'private, max-age=3600';

interface Words {
  readonly title: string;
  readonly intro: string;
  readonly document: string;
  readonly account: string;
  readonly other: string;
}

const WORDS: Readonly<Record<Language, Words>> = {
  de: {
    title: 'Schnittstelle für Programme',
    intro:
      'So fragen Programme Ihres Hauses diesen Server. Ein Programm weist sich mit einem Schlüssel aus, den Sie unter „Konto“ anlegen, und darf höchstens, was Sie dürfen. Die Beschreibung der einzelnen Wege ist englisch, wie die Namen darin. Von dieser Seite aus wird nichts geändert.',
    document: 'Als Datei (OpenAPI)',
    account: 'Zum Konto',
    other: 'English',
  },
  en: {
    title: 'Interface for programs',
    intro:
      'This is how programs of your house ask this server. A program comes in by a token that you make under ‘Account’, and may do at most what you may. Nothing is changed from this page.',
    document: 'As a file (OpenAPI)',
    account: 'To your account',
    other: 'Deutsch',
  },
};

/** The OpenAPI document to read, with all that it needs from this server. */
export async function addDocs(app: FastifyInstance): Promise<void> {
  for (const path of [DOCS_PATH, `${DOCS_PATH}/`]) {
    app.get(path, async ({ url, headers }, reply) => {
      const language = languageOf(url, headers['accept-language']);
      return reply
        .headers({ 'content-language': language, vary: 'accept-language' })
        .type('text/html; charset=utf-8')
        .send(pageIn(language));
    });
  }
  for (const [name, { path, type }] of Object.entries(FILES)) {
    app.get(`${DOCS_PATH}/${name}`, async (_request, reply) =>
      reply.type(type).header('cache-control', KEPT_FOR).send(createReadStream(path)),
    );
  }
}

function pageIn(language: Language): string {
  const { title, intro, document, account, other } = WORDS[language];
  const others = language === 'de' ? 'en' : 'de';
  return `<!doctype html>
<html lang="${language}">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <meta name="color-scheme" content="light">
  <link rel="icon" href="data:,">
  <link rel="stylesheet" href="${DOCS_PATH}/ui.css">
  <link rel="stylesheet" href="${DOCS_PATH}/page.css">
  <title>${title} · Tafelrunde</title>
</head>
<body>
  <header class="intro">
    <h1>${title}</h1>
    <p>${intro}</p>
    <nav>
      <a href="${API_PATH}/openapi.json">${document}</a>
      <a href="/verwaltung/konto">${account}</a>
      <a href="${DOCS_PATH}?lang=${others}" lang="${others}" hreflang="${others}">${other}</a>
    </nav>
  </header>
  <main id="description" lang="en"></main>
  <script src="${DOCS_PATH}/ui.js"></script>
  <script src="${DOCS_PATH}/start.js" data-document="${API_PATH}/openapi.json"></script>
</body>
</html>
`;
}
