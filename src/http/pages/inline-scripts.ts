import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What stands between `<script>` without any attribute and its end. */
const INLINE_SCRIPT = /<script>([\s\S]*?)<\/script>/g;

/** For the Content-Security-Policy: the hashes of the scripts that the built pages carry within themselves. */
export function inlineScriptHashes(webRoot: string, pages: readonly string[]): readonly string[] {
  const hashes = new Set<string>();
  for (const page of pages) {
    const file = join(webRoot, page);
    if (!existsSync(file)) continue;
    for (const [, script = ''] of readFileSync(file, 'utf8').matchAll(INLINE_SCRIPT)) {
      hashes.add(`'sha256-${createHash('sha256').update(script).digest('base64')}'`);
    }
  }
  return [...hashes];
}
