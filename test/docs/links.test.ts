import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const ROOT = new URL('../../', import.meta.url);
const GUIDES = readdirSync(new URL('docs/', ROOT)).filter((name) => name.endsWith('.md'));

function linksIn(file: string): readonly string[] {
  const text = readFileSync(new URL(file, ROOT), 'utf8');
  return [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, to = '']) => to).filter((to) => !to.includes(':'));
}

/** As GitHub and its like name a heading. */
function anchorsIn(file: URL): readonly string[] {
  const headings = [...readFileSync(file, 'utf8').matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => heading);
  return headings.map((heading) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
}

it('the README and the guides’ own list lead to every guide', () => {
  const ofReadme = linksIn('README.md');
  for (const guide of GUIDES) expect(ofReadme).toContain(`docs/${guide}`);
  const ofList = linksIn('docs/README.md');
  for (const guide of GUIDES) if (guide !== 'README.md') expect(ofList).toContain(guide);
});

it.each(['README.md', 'CHANGELOG.md', ...GUIDES.map((guide) => `docs/${guide}`)])(
  'every link of %s leads somewhere',
  (file) => {
    for (const link of linksIn(file)) {
      const [path = '', anchor] = link.split('#');
      const to = path === '' ? new URL(file, ROOT) : new URL(path, new URL(file, ROOT));
      expect(existsSync(to), link).toBe(true);
      if (anchor !== undefined) expect(anchorsIn(to), link).toContain(anchor);
    }
  },
);
