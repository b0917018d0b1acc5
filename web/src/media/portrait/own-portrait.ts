import type { KeyValueStore } from '../../settings.ts';
import type { PictureProblem } from '../picture/chosen-file.ts';
import { base64Of, type MadePortrait } from './made-portrait.ts';

const STORAGE_KEY = 'tafelrunde.portrait';

interface OwnPortraitOptions {
  readonly roomId: string;
  /** Gone with the tab. */
  readonly passing: KeyValueStore;
  readonly lasting: KeyValueStore;
  readonly make: (file: File) => Promise<MadePortrait | PictureProblem>;
}

/** `data:` addresses. */
export interface Portraits {
  /** For this room, until the tab is closed. */
  readonly here: string | null;
  /** For every room where people come under their own names. */
  readonly remembered: string | null;
}

/** The picture that somebody shows of themselves: of this room alone, unless they want it to be remembered. */
export class OwnPortrait {
  readonly #options: OwnPortraitOptions;
  readonly #listeners = new Set<() => void>();
  #portraits: Portraits;

  constructor(options: OwnPortraitOptions) {
    this.#options = options;
    this.#portraits = this.#read();
  }

  getSnapshot = (): Portraits => this.#portraits;

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** For this room, or for as long as another one was. What is wrong with the file; null: nothing. */
  async take(file: File, { pseudonyms }: { readonly pseudonyms: boolean }): Promise<PictureProblem | null> {
    const made = await this.#options.make(file);
    if (typeof made === 'string') return made;
    const isKept = this.#portraits.here === null && this.#portraits.remembered !== null && !pseudonyms;
    this.#set(isKept ? { here: null, remembered: made.address } : { ...this.#portraits, here: made.address });
    return null;
  }

  /** The picture shown here is for every room, or for this one alone. */
  remember(isWanted: boolean): void {
    const shown = this.#portraits.here ?? this.#portraits.remembered;
    this.#set(isWanted ? { here: null, remembered: shown } : { here: shown, remembered: null });
  }

  /** What is shown here, and what would be shown in its place. */
  forget({ pseudonyms }: { readonly pseudonyms: boolean }): void {
    this.#set({ here: null, remembered: pseudonyms ? this.#portraits.remembered : null });
  }

  #set(portraits: Portraits): void {
    const { passing, lasting } = this.#options;
    write(passing, this.#hereKey, portraits.here);
    write(lasting, STORAGE_KEY, portraits.remembered);
    this.#portraits = portraits;
    for (const listener of this.#listeners) listener();
  }

  #read(): Portraits {
    const { passing, lasting } = this.#options;
    return { here: read(passing, this.#hereKey), remembered: read(lasting, STORAGE_KEY) };
  }

  get #hereKey(): string {
    return `${STORAGE_KEY}.${this.#options.roomId}`;
  }
}

/** Where names may be pseudonyms nobody is shown by what they have chosen under their own name. */
export function shownAmong({ here, remembered }: Portraits, { pseudonyms }: { readonly pseudonyms: boolean }) {
  return here ?? (pseudonyms ? null : remembered);
}

function read(storage: KeyValueStore, key: string): string | null {
  const address = storage.getItem(key);
  return address !== null && base64Of(address) !== null ? address : null;
}

function write(storage: KeyValueStore, key: string, address: string | null): void {
  if (address === null) storage.removeItem(key);
  else storage.setItem(key, address);
}
