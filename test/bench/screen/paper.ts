import type { BrowserContext, Page } from '@playwright/test';
import type { SharedPaper } from '../../e2e/support/media/measurements.ts';
import { pageScript } from '../../e2e/support/page/page-script.ts';

const TITLE = 'Vorlage zum Teilen';
export const SHARES_PAPER = `--auto-select-tab-capture-source-by-title=${TITLE}`;

/** Half a page further down, as one scrolls. */
const SCROLLED = 540;
/** In which order it is shown: a page, the same scrolled twice, the next one. */
const STATES = [
  { page: 0, top: 0 },
  { page: 1, top: 0 },
  { page: 1, top: SCROLLED },
  { page: 1, top: 2 * SCROLLED },
  { page: 2, top: 0 },
  { page: 3, top: 0 },
] as const;

export const PAPER_STATES = STATES.length;

const WORDS =
  'Der Vorstand beschließt den Haushalt für das kommende Jahr einstimmig und beauftragt die Geschäftsführung mit der ' +
  'Umsetzung; die Mitgliedsbeiträge bleiben unverändert. Krankenhäuser melden bis zum Monatsende ihre Belegung, Fallzahlen ' +
  'sowie offene Stellen in der Pflege. Anträge zur Tagesordnung sind schriftlich einzureichen (§ 14 Abs. 2 der Satzung).';

type Globals = { paper: SharedPaper };

/** A tab of 1920 x 1080 with letters to be read: paragraphs, a table, small print; and a film. */
export class Paper {
  readonly #page: Page;

  private constructor(page: Page) {
    this.#page = page;
  }

  static async open(context: BrowserContext): Promise<Paper> {
    const page = await context.newPage();
    await page.setViewportSize({ width: 1920, height: 1080 });
    await page.setContent(`<title>${TITLE}</title><style>${STYLE}</style><body><main></main></body>`);
    await page.evaluate(pageScript('screens/paper.ts'));
    return new Paper(page);
  }

  async show(state: number): Promise<void> {
    const { page, top } = STATES[state] ?? STATES[0];
    await this.#page.evaluate((shown) => (globalThis as unknown as Globals).paper.show(shown), {
      html: htmlOf(page),
      top,
    });
  }

  /** What it looks like as it is shown now, as a PNG in base64. */
  async picture(): Promise<string> {
    return (await this.#page.screenshot()).toString('base64');
  }

  /** A film, at the screen's pace. */
  async play(): Promise<void> {
    await this.#page.evaluate(() => (globalThis as unknown as Globals).paper.play());
  }
}

const STYLE = `
  body { margin: 40px 80px; font: 16px/1.5 sans-serif; color: #1b1b1b; background: #fff }
  main { columns: 2; column-gap: 60px }
  h1 { font-size: 30px; color: #0b5; column-span: all }
  table { width: 100%; border-collapse: collapse; font: 14px/1.4 monospace }
  td { border: 1px solid #999; padding: 2px 8px }
  small { font-size: 12px; color: #555 }`;

/** The same for the same number, and no two alike. */
function htmlOf(page: number): string {
  const words = WORDS.split(' ');
  const text = (from: number, length: number) =>
    Array.from({ length }, (_, at) => words[(from * 7 + at * (page + 3) + ((at * at) % 11)) % words.length]).join(' ');
  const rows = Array.from({ length: 12 }, (_, row) => {
    const cells = [0, 1, 2, 3].map((cell) => `<td>${((row + 1) * (cell + 3) * (page + 7) * 7_919) % 100_000}</td>`);
    return `<tr><td>${text(row, 2)}</td>${cells.join('')}</tr>`;
  });
  const parts = Array.from({ length: 14 }, (_, at) => {
    const table = at % 4 === 1 ? `<table>${rows.join('')}</table>` : '';
    return `<p>${text(at + page, 90)}</p>${table}<p><small>${text(at + page + 5, 40)}</small></p>`;
  });
  return `<h1>Sitzung ${page + 1}: ${text(page, 5)}</h1>${parts.join('')}`;
}
