import { readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import type { BrowserContext, Page } from '@playwright/test';

/** Runs a file of pages/ in every page from the next one on, before the page's own code. */
export async function addPageScript(target: BrowserContext | Page, file: string): Promise<void> {
  await target.addInitScript({ content: pageScript(file) });
}

/** A file of pages/ as a browser runs it. */
export function pageScript(file: string): string {
  const source = readFileSync(new URL(`../../pages/${file}`, import.meta.url), 'utf8');
  return `(() => {${stripTypeScriptTypes(source)}})()`;
}
