import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { frames } from './frames/frames.ts';
import { installable } from './install/installable.ts';
import { LICENCES_PAGE, licencesPage } from './licences/page.ts';
import { CHUNK_GROUPS } from './page-chunks.ts';
import { type Catalogue, textsOf } from './src/i18n/door-sections.ts';

/** Whole without a program: read by whoever switches scripts off, too. */
const SCRIPTLESS = [LICENCES_PAGE, 'text.html'];

const SERVER = 'http://127.0.0.1:3000';

/** What compression makes smaller; fonts are compressed already. */
const TEXT = /\.(html|js|css|svg|json|wasm)$/;

/** A runtime of many megabytes takes half a minute at the best quality, for a tenth fewer bytes. */
const LARGE_BYTES = 4_000_000;
const LARGE_QUALITY = 9;
const BEST_QUALITY = constants.BROTLI_MAX_QUALITY;

/** Writes compressed twins beside the built files: the server sends what is there and compresses nothing itself. */
function precompress(): Plugin {
  return {
    name: 'precompress',
    apply: 'build',
    writeBundle({ dir = '' }, bundle) {
      for (const name of Object.keys(bundle).filter((each) => TEXT.test(each))) {
        const content = readFileSync(join(dir, name));
        const params = {
          [constants.BROTLI_PARAM_QUALITY]: content.length > LARGE_BYTES ? LARGE_QUALITY : BEST_QUALITY,
        };
        writeFileSync(join(dir, `${name}.br`), brotliCompressSync(content, { params }));
        writeFileSync(join(dir, `${name}.gz`), gzipSync(content, { level: constants.Z_BEST_COMPRESSION }));
      }
    },
  };
}

/** A catalogue in parts: `de.json?door`, what the door needs, `?rest`, what comes after it, `?check` and `?admin`. */
function textsInParts(): Plugin {
  return {
    name: 'texts-in-parts',
    enforce: 'pre',
    load(id) {
      const [, file, part] = /^(.*\.json)\?(door|rest|check|admin)$/.exec(id) ?? [];
      if (file === undefined || part === undefined) return null;
      const texts = textsOf(JSON.parse(readFileSync(file, 'utf8')) as Catalogue, part);
      this.addWatchFile(file);
      return { code: `export default ${JSON.stringify(texts)}`, moduleType: 'js' };
    },
  };
}

/**
 * Puts boot.js into the pages themselves, and hint.js, which knows where the door's texts have been put; some pages are
 * whole without a program.
 */
function inline(): Plugin {
  const source = (name: string) => readFileSync(join(import.meta.dirname, name), 'utf8');
  return {
    name: 'inline',
    transformIndexHtml: {
      order: 'post',
      handler: (_html, { filename, bundle = {} }) => {
        if (SCRIPTLESS.some((page) => filename.endsWith(page))) return [];
        const texts = Object.values(bundle).flatMap((one) => {
          const language = one.type === 'chunk' && /(\w+)\.json\?door$/.exec(one.facadeModuleId ?? '')?.[1];
          return language ? [[language, `/${one.fileName}`]] : [];
        });
        const hint = source('hint.js').replaceAll('(__TEXTS__)', `(${JSON.stringify(Object.fromEntries(texts))})`);
        const scripts = texts.length > 0 ? [source('boot.js'), hint] : [source('boot.js')];
        return scripts.map((children) => ({ tag: 'script', children, injectTo: 'head-prepend' }));
      },
    },
  };
}

export default defineConfig({
  root: import.meta.dirname,
  base: '/',
  // Every word in an element of its own: see src/jsx/words.ts. The types are those of React.
  plugins: [
    react({ jsxImportSource: '#jsx' }),
    textsInParts(),
    frames(import.meta.dirname),
    inline(),
    installable(),
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
      output: { codeSplitting: { groups: CHUNK_GROUPS } },
      input: ['index.html', 'regie.html', 'check.html', 'verwaltung.html', ...SCRIPTLESS].map((page) =>
        join(import.meta.dirname, page),
      ),
    },
  },
  server: {
    proxy: { '/api': SERVER, '/socket.io': { target: SERVER, ws: true } },
  },
});
