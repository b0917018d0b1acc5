import type { BrowserContext } from '@playwright/test';
import { COLOURS, type Pattern } from './pattern.ts';

const TITLE = 'Folien zum Teilen';

/** Chromium then answers the question of what to share with the slides. */
export const SHARES_SLIDES = { whole: true, flags: [`--auto-select-tab-capture-source-by-title=${TITLE}`] };

/** Another tab of the same person, with two colours and a tone. */
export async function openSlides(context: BrowserContext, { left, right, toneHz }: Pattern): Promise<void> {
  const page = await context.newPage();
  const halves = [left, right].map(
    (name) => `<div style="flex: 1; background: rgb(${COLOURS[name].join(' ')})"></div>`,
  );
  await page.setContent(`
    <title>${TITLE}</title>
    <body style="margin: 0; display: flex; height: 100vh">${halves.join('')}</body>
    <script>
      addEventListener('pointerdown', () => {
        const context = new AudioContext();
        const tone = new OscillatorNode(context, { frequency: ${toneHz} });
        tone.connect(new GainNode(context, { gain: 0.2 })).connect(context.destination);
        tone.start();
      });
    </script>`);
  // A browser plays nothing before the first press.
  await page.mouse.click(10, 10);
}
