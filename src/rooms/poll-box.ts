import type { PollView } from '../signaling/protocol/index.ts';

/** The polls of one meeting; gone with it. */
export class PollBox {
  get views(): readonly PollView[] {
    return [];
  }
}
