import { readFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { BUDGETS } from '../budgets.ts';
import { TafelrundeServer } from '../processes/tafelrunde-server.ts';
import type { Figure } from '../report/figure.ts';
import type { Part } from './part.ts';

/** Bytes of one file. */
interface FileSize {
  readonly path: string;
  readonly raw: number;
  readonly gzip: number;
  readonly brotli: number;
  /** Of the answer's body to a browser that takes both. */
  readonly sent: number;
  readonly sentAs: string;
}

const WEB_ROOT = join(import.meta.dirname, '../../../web/dist');
const BROWSER_TAKES = 'gzip, deflate, br';
const BYTES_PER_KB = 1000;
/** Scripts, the modules they import at once and styles: what the door waits for. */
/** What the page itself asks for besides, in the reader's language; most read German. */
const GERMAN_TEXTS = /"de":"(\/[^"]+)"/;
const UP_FRONT =
  /<(?:script|link)\b[^>]*?(?:\bsrc|\brel="(?:modulepreload|stylesheet)"[^>]*?\bhref)="(\/[^"]+)"[^>]*>/g;

export const doorBundle: Part = {
  about: 'what the browser loads before the door is there, compressed',

  async run({ say }) {
    const page = readFileSync(join(WEB_ROOT, 'index.html'), 'utf8');
    const texts = GERMAN_TEXTS.exec(page)?.[1];
    if (texts === undefined) throw new Error('the page names no texts');
    const paths = ['/index.html', texts, ...[...page.matchAll(UP_FRONT)].flatMap(([, path]) => path ?? [])];
    await using server = await TafelrundeServer.start({ maxParticipants: 1 });
    const { url } = server.room;
    const files = await Promise.all(paths.map((path) => sizeOf(path, url)));
    const figure = (name: string, of: (file: FileSize) => number): Figure => {
      const value = files.reduce((sum, file) => sum + of(file), 0) / BYTES_PER_KB;
      say(`bundle, ${name.trim()}: ${value.toFixed(1)} kB`);
      return { name, value, unit: 'kB', digits: 1, budget: null, spread: null };
    };
    const sent = files.map(({ path, sent, sentAs }) => `${path} ${(sent / BYTES_PER_KB).toFixed(1)} kB (${sentAs})`);
    return {
      figures: [
        { ...figure('Browser client for the door, as sent', ({ sent }) => sent), budget: BUDGETS.doorKb },
        figure('  with gzip', ({ gzip }) => gzip),
        figure('  with brotli', ({ brotli }) => brotli),
        figure('  as it is', ({ raw }) => raw),
      ],
      notes: [
        'index.html with the scripts, modulepreloads, styles and texts (German) it names, without fonts (woff2) and icon. As sent: ' +
          `the server's bodies to a browser with "accept-encoding: ${BROWSER_TAKES}": ${sent.join(', ')}.`,
      ],
      samples: files,
    };
  },
};

async function sizeOf(path: string, url: string): Promise<FileSize> {
  const content = readFileSync(join(WEB_ROOT, path));
  const { bytes: sent, encoding: sentAs } = await fetchEncoded(new URL(path === '/index.html' ? '/' : path, url));
  return {
    path,
    raw: content.length,
    gzip: gzipSync(content).length,
    brotli: brotliCompressSync(content).length,
    sent,
    sentAs,
  };
}

/** `fetch` would decompress. */
function fetchEncoded(url: URL): Promise<{ bytes: number; encoding: string }> {
  return new Promise((resolve, reject) => {
    const asked = request(url, { headers: { 'accept-encoding': BROWSER_TAKES } }, (response) => {
      let bytes = 0;
      response.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
      });
      response.on('end', () => {
        if (response.statusCode !== 200) reject(new Error(`${url.pathname}: ${response.statusCode}`));
        else resolve({ bytes, encoding: response.headers['content-encoding'] ?? 'not compressed' });
      });
    });
    asked.on('error', reject);
    asked.end();
  });
}
