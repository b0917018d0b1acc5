import { agoOf, type LobbyText, type LobbyWord, MAX_LOBBY_TEXTS } from '../../protocol/index.ts';

/** As it is kept; `at` by this server's clock. */
export interface KeptWord extends Omit<LobbyWord, 'agoMs'> {
  readonly at: number;
}

/** What the chair has written to somebody who waits, and they to the chair. */
export class LobbyWords {
  #all: readonly KeptWord[] = [];

  /** The last ones of either side: whoever writes a lot does not make the other's words be forgotten. */
  add(word: KeptWord): void {
    const words = [...this.#all, word];
    const ofChair = words.filter(({ by }) => by !== null).slice(-MAX_LOBBY_TEXTS);
    const ofWaiting = words.filter(({ by }) => by === null).slice(-MAX_LOBBY_TEXTS);
    this.#all = words.filter((one) => ofChair.includes(one) || ofWaiting.includes(one));
  }

  /** The same person's, from before. */
  takeOver(former: LobbyWords): void {
    this.#all = former.#all;
  }

  forChair(): readonly LobbyWord[] {
    return this.#all.map(lobbyWord);
  }

  /** Who waits learns no name of who is inside. */
  forWaiting(): readonly LobbyText[] {
    return this.#all.filter(({ by }) => by !== null).map(({ id, text, at }) => ({ id, text, agoMs: agoOf(at) }));
  }
}

export function lobbyWord({ at, ...word }: KeptWord): LobbyWord {
  return { ...word, agoMs: agoOf(at) };
}
