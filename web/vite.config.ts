import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { LICENCES_PAGE, licencesPage } from './licences/page.ts';

const SERVER = 'http://127.0.0.1:3000';

/** What compression makes smaller; fonts are compressed already. */
const TEXT = /\.(html|js|css|svg|json)$/;

/** Writes compressed twins beside the built files: the server sends what is there and compresses nothing itself. */
function precompress(): Plugin {
  return {
    name: 'precompress',
    apply: 'build',
    writeBundle({ dir = '' }, bundle) {
      for (const name of Object.keys(bundle).filter((each) => TEXT.test(each))) {
        const content = readFileSync(join(dir, name));
        writeFileSync(join(dir, `${name}.br`), brotliCompressSync(content));
        writeFileSync(join(dir, `${name}.gz`), gzipSync(content, { level: constants.Z_BEST_COMPRESSION }));
      }
    },
  };
}

/** Puts boot.js into the pages themselves; the page of licences is whole without a program. */
function bootInline(): Plugin {
  return {
    name: 'boot-inline',
    transformIndexHtml: {
      order: 'post',
      handler: (_html, { filename }) =>
        filename.endsWith(LICENCES_PAGE)
          ? []
          : [
              {
                tag: 'script',
                children: readFileSync(join(import.meta.dirname, 'boot.js'), 'utf8'),
                injectTo: 'head-prepend',
              },
            ],
    },
  };
}

export default defineConfig({
  root: import.meta.dirname,
  base: '/',
  // Every word in an element of its own: see src/jsx/words.ts. The types are those of React.
  plugins: [
    react({ jsxImportSource: '#jsx' }),
    bootInline(),
    licencesPage(join(import.meta.dirname, '..')),
    precompress(),
  ],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: ['chrome111', 'firefox128', 'safari16.4'],
    // A data: address would need a hole in the CSP.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    license: { fileName: '.vite/license.json' },
    // Whoever waits at the door loads nothing of the console, and a console nothing of the media.
    rolldownOptions: {
      input: ['index.html', 'regie.html', LICENCES_PAGE].map((page) => join(import.meta.dirname, page)),
    },
  },
  server: {
    proxy: { '/api': SERVER, '/socket.io': { target: SERVER, ws: true } },
  },
});
