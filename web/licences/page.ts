import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';
import { backgroundParts, filterParts, type Part, serverParts, workerParts } from './parts.ts';

export const LICENCES_PAGE = 'lizenzen.html';
/** Written by Vite: what is in the bundle. */
const BROWSER_PARTS = '.vite/license.json';
const PLACE = '<!-- parts -->';

interface Sections {
  /** Of this program itself; null: its file is not there. */
  readonly own: string | null;
  readonly server: readonly Part[];
  readonly browser: readonly Part[];
  readonly worker: readonly Part[];
}

/** Fills the page of licences with all that is a part of the server, the browser client and the media worker. */
export function licencesPage(root: string): Plugin {
  let server: readonly Part[] = [];
  return {
    name: 'licences-page',
    apply: 'build',
    async buildStart() {
      server = await serverParts(root);
    },
    writeBundle({ dir = '' }) {
      const page = join(dir, LICENCES_PAGE);
      const ownFile = join(root, 'LICENSE');
      const own = existsSync(ownFile) ? readFileSync(ownFile, 'utf8') : null;
      const bundled = browserParts(readFileSync(join(dir, BROWSER_PARTS), 'utf8'));
      const browser = [...bundled, ...filterParts(root), ...backgroundParts(root)];
      const html = licencesHtml({ own, server, browser, worker: workerParts(root) });
      writeFileSync(
        page,
        readFileSync(page, 'utf8').replace(PLACE, () => html),
      );
    },
  };
}

interface BundledPackage {
  readonly name: string;
  readonly version: string;
  readonly identifier?: string;
  readonly text?: string;
}

function browserParts(json: string): Part[] {
  const packages: readonly BundledPackage[] = JSON.parse(json);
  return packages.map(({ name, version, identifier = 'unbekannt', text = null }) => {
    return { name, version, licence: identifier, text, home: null };
  });
}

export function licencesHtml({ own, server, browser, worker }: Sections): string {
  return [
    own === null ? '' : details('Tafelrunde · EUPL-1.2', own),
    section('Im Browser', 'In the browser', browser),
    section('Auf dem Server', 'On the server', server),
    section('Im Medienteil des Servers', "In the server's media worker", worker),
  ].join('\n');
}

function section(title: string, english: string, parts: readonly Part[]): string {
  const heading = `<h2>${escaped(title)} <span lang="en">· ${escaped(english)}</span></h2>`;
  return `<section>\n${heading}\n${parts.map(partHtml).join('\n')}\n</section>`;
}

function partHtml({ name, version, licence, text, home }: Part): string {
  const title = `${[name, version].filter((word) => word !== '').join(' ')} · ${licence}`;
  const missing = `Der Text der Lizenz liegt dem Paket nicht bei. – The licence’s text does not come with the package.`;
  return details(title, `${text ?? missing}${text === null && home !== null ? `\n${home}` : ''}`);
}

function details(title: string, text: string): string {
  return `<details><summary>${escaped(title)}</summary><pre translate="no">${escaped(text.trim())}</pre></details>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
