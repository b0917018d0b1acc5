import type { PictureFlow } from './measurements.ts';

/** A page of whichever browser, with `pages/connections.ts`. */
interface Evaluates {
  evaluate(script: string): Promise<unknown>;
}

/** Look by look: in how many sizes a page has sent its picture since the look before. */
export function sizesSentBy({ page }: { readonly page: Evaluates }): () => Promise<number> {
  let before = new Map<string, number>();
  return async () => {
    const flows = (await page.evaluate('pictureFlows()')) as PictureFlow[];
    const sent = flows.filter(({ isSent }) => isSent);
    const moving = sent.filter(({ rid, frames }) => frames > (before.get(rid) ?? 0));
    before = new Map(sent.map(({ rid, frames }) => [rid, frames]));
    return moving.length;
  };
}
