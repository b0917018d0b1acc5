import { readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import type { BrowserContext, Page } from '@playwright/test';

/** Runs a file of pages/ in every page from the next one on, before the page's own code. */
export async function addPageScript(target: BrowserContext | Page, file: string): Promise<void> {
  const source = readFileSync(new URL(`../pages/${file}`, import.meta.url), 'utf8');
  await target.addInitScript({ content: `(() => {${stripTypeScriptTypes(source)}})()` });
}
