import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';

const TOUCH_ICON = 'touch-180.png';
/** `maskable`: the mark keeps to the middle, since the system cuts a shape of its own. */
const ICONS = [
  { file: 'icon-192.png', sizes: '192x192', purpose: 'any' },
  { file: 'icon-512.png', sizes: '512x512', purpose: 'any' },
  { file: 'maskable-512.png', sizes: '512x512', purpose: 'maskable' },
] as const;

/** What a page may be installed as (W3C Web Application Manifest). It works with the server or not at all: nothing is kept. */
export function manifestOf(addressOf: (file: string) => string): object {
  return {
    id: '/',
    name: 'Tafelrunde',
    short_name: 'Tafelrunde',
    start_url: '/',
    scope: '/',
    display: 'standalone',
    background_color: '#f5f3ee',
    theme_color: '#f5f3ee',
    icons: ICONS.map(({ file, ...icon }) => ({ src: addressOf(file), type: 'image/png', ...icon })),
  };
}

/** Lets telephones and computers put the program among their own, under its sign. */
export function installable(): Plugin {
  const references = new Map<string, string>();
  let base = '/';
  return {
    name: 'installable',
    apply: 'build',
    configResolved(config) {
      base = config.base;
    },
    buildStart() {
      for (const file of [TOUCH_ICON, ...ICONS.map((icon) => icon.file)]) {
        const source = readFileSync(join(import.meta.dirname, 'icons', file));
        references.set(file, this.emitFile({ type: 'asset', name: file, source }));
      }
    },
    renderStart() {
      const manifest = manifestOf((file) => base + this.getFileName(references.get(file) ?? ''));
      const source = JSON.stringify(manifest);
      references.set('manifest', this.emitFile({ type: 'asset', name: 'app.webmanifest', source }));
    },
    transformIndexHtml: {
      order: 'post',
      handler: (_html, { bundle = {} }) => {
        const find = (end: RegExp) => Object.keys(bundle).find((name) => end.test(name));
        const manifest = find(/\/app-[^/]+\.webmanifest$/);
        const touch = find(/\/touch-180-[^/]+\.png$/);
        return [
          ...(manifest ? [{ tag: 'link', attrs: { rel: 'manifest', href: base + manifest } }] : []),
          ...(touch ? [{ tag: 'link', attrs: { rel: 'apple-touch-icon', href: base + touch } }] : []),
        ];
      },
    },
  };
}
