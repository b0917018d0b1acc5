import { API_PATH } from '../../../protocol/api/base.ts';
import type { Language } from '../../texts/names.ts';
import { type ApiDocument, idOf, routesByTag } from './document.ts';
import { routeHtml } from './routes.ts';
import { inWords, partsOf, schemaId } from './schemas.ts';
import { escaped, paragraphs } from './words.ts';

export const DOCS_PATH = `${API_PATH}/docs`;
export const STYLE_PATH = `${DOCS_PATH}/page.css`;

interface Words {
  readonly title: string;
  readonly intro: string;
  readonly document: string;
  readonly account: string;
  readonly other: string;
  readonly contents: string;
}

const WORDS: Readonly<Record<Language, Words>> = {
  de: {
    title: 'Schnittstelle für Programme',
    intro:
      'So fragen Programme Ihres Hauses diesen Server. Ein Programm weist sich mit einem Schlüssel aus, den Sie unter „Konto“ anlegen, und darf höchstens, was Sie dürfen. Die Beschreibung der einzelnen Wege ist englisch, wie die Namen darin. Von dieser Seite aus wird nichts geändert.',
    document: 'Als Datei (OpenAPI)',
    account: 'Zum Konto',
    other: 'English',
    contents: 'Inhalt',
  },
  en: {
    title: 'Interface for programs',
    intro:
      'This is how programs of your house ask this server. A program comes in by a token that you make under ‘Account’, and may do at most what you may. Nothing is changed from this page.',
    document: 'As a file (OpenAPI)',
    account: 'To your account',
    other: 'Deutsch',
    contents: 'Contents',
  },
};

const SCHEMAS = 'Schemas';

/** All of it stands in the page, which needs no script: what is closed opens by a press, or by its address. */
export function pageOf(document: ApiDocument, language: Language): string {
  const { title, intro, document: file, account, other, contents } = WORDS[language];
  const others = language === 'de' ? 'en' : 'de';
  const tags = routesByTag(document);
  const heads = [...tags.keys(), SCHEMAS];
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<link rel="icon" href="data:,">
<link rel="stylesheet" href="${STYLE_PATH}">
<title>${title} · Tafelrunde</title>
</head>
<body>
<header>
<h1>${title}</h1>
<p>${intro}</p>
<ul class="links">
<li><a href="${API_PATH}/openapi.json">${file}</a></li>
<li><a href="/verwaltung/konto">${account}</a></li>
<li><a href="${DOCS_PATH}?lang=${others}" lang="${others}" hreflang="${others}">${other}</a></li>
</ul>
<nav aria-label="${contents}">
<ul class="links" lang="en">${heads.map((head) => `<li><a href="#${idOf(head)}">${escaped(head)}</a></li>`).join('')}</ul>
</nav>
</header>
<main lang="en">
${paragraphs(document.info.description)}
${[...tags].map(([tag, routes]) => sectionOf(tag, routes.map(routeHtml).join('\n'))).join('\n')}
${sectionOf(SCHEMAS, schemasHtml(document))}
</main>
</body>
</html>
`;
}

function sectionOf(head: string, html: string): string {
  return `<section aria-labelledby="${idOf(head)}">\n<h2 id="${idOf(head)}">${escaped(head)}</h2>\n${html}\n</section>`;
}

function schemasHtml({ components }: ApiDocument): string {
  return Object.entries(components?.schemas ?? {})
    .map(([name, schema]) => {
      const parts = partsOf(schema);
      return `<h3 id="${schemaId(name)}">${escaped(name)}</h3>\n${paragraphs(schema.description)}${parts === '' ? `<p>${inWords(schema)}</p>` : parts}`;
    })
    .join('\n');
}
