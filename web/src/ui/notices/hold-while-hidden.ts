import type { NoticeBoard } from './notice-board.ts';

type Page = Pick<Document, 'hidden' | 'addEventListener' | 'removeEventListener'>;

/** Nobody reads a page that lies behind others. Answers what ends it. */
export function holdWhileHidden(board: Pick<NoticeBoard, 'hold' | 'release'>, page: Page = document): () => void {
  let isHolding = false;
  const set = (hold: boolean) => {
    if (hold === isHolding) return;
    isHolding = hold;
    if (hold) board.hold();
    else board.release();
  };
  const look = () => set(page.hidden);
  look();
  page.addEventListener('visibilitychange', look);
  return () => {
    page.removeEventListener('visibilitychange', look);
    set(false);
  };
}
