import type { CommandName } from '../protocol/index.ts';
import { REPEATING } from './repeating.ts';

/**
 * Of one stay: more than a hundred answers, since nearly all say no more than that it was done, and a retry comes within
 * seconds of the first try. A larger one is the view of a whole meeting.
 */
const MAX_STAY_BYTES = 64 * 1024;
/** Of all stays together, those that are over included; beyond it the oldest go. */
const MAX_BYTES = 16 * 1024 * 1024;
/** Of one connection's joins: what a meeting of some hundred people looks like. Of all of them together as above. */
const MAX_ENTRY_BYTES = 1024 * 1024;
/** What a remembered answer takes beside its text: an id, a promise and their places in two lists. */
const ENTRY_BYTES = 512;

interface Entry {
  readonly answer: Promise<object>;
  bytes: number;
  /** Idempotent. */
  readonly forget: () => void;
}

/** Everything that is remembered, oldest first. */
class Shelf {
  readonly #entries = new Set<Entry>();
  #bytes = 0;

  get bytes(): number {
    return this.#bytes;
  }

  put(entry: Entry): void {
    this.#entries.add(entry);
    this.grew(entry.bytes);
  }

  grew(bytes: number): void {
    this.#bytes += bytes;
    for (const oldest of this.#entries) {
      if (this.#bytes <= MAX_BYTES) return;
      oldest.forget();
    }
  }

  remove(entry: Entry): void {
    if (this.#entries.delete(entry)) this.#bytes -= entry.bytes;
  }
}

/**
 * What was answered to commands that carry an id of the client's, so that one whose answer was lost can be sent again
 * with the same effect as once. A refusal has had no effect, so it is not kept once it was said. Bounded by size: who
 * sends again what is no longer remembered is answered as though it were new.
 */
export class AnswerBook {
  readonly #shelf: Shelf;
  readonly #maxBytes: number;
  /** Oldest first. */
  readonly #entries = new Map<string, Entry>();
  #bytes = 0;

  constructor(shelf: Shelf = new Shelf(), maxBytes = MAX_STAY_BYTES) {
    this.#shelf = shelf;
    this.#maxBytes = maxBytes;
  }

  answer(command: CommandName, commandId: string | undefined, perform: () => Promise<object>): Promise<object> {
    if (commandId === undefined || REPEATING[command] === 'again') return perform();
    const key = `${command} ${commandId}`;
    const known = this.#entries.get(key);
    if (known) return known.answer;
    const answer = perform();
    const entry: Entry = { answer, bytes: ENTRY_BYTES, forget: () => this.#forget(key, entry) };
    this.#entries.set(key, entry);
    this.#bytes += entry.bytes;
    this.#shelf.put(entry);
    this.#tidy();
    answer.then((said) => this.#said(key, entry, said), entry.forget);
    return answer;
  }

  #said(key: string, entry: Entry, answer: object): void {
    if (this.#entries.get(key) !== entry) return;
    const bytes = JSON.stringify(answer).length;
    if (bytes > this.#maxBytes) {
      entry.forget();
      return;
    }
    entry.bytes += bytes;
    this.#bytes += bytes;
    this.#shelf.grew(bytes);
    this.#tidy();
  }

  #tidy(): void {
    for (const oldest of this.#entries.values()) {
      if (this.#bytes <= this.#maxBytes) return;
      oldest.forget();
    }
  }

  #forget(key: string, entry: Entry): void {
    if (this.#entries.get(key) !== entry) return;
    this.#entries.delete(key);
    this.#bytes -= entry.bytes;
    this.#shelf.remove(entry);
  }
}

/** One book per owner, for as long as the owner is remembered, and one bound for all of them. */
export class AnswerBooks<Owner extends object> {
  readonly #books = new WeakMap<Owner, AnswerBook>();
  readonly #shelf = new Shelf();
  /** Of its own, as joins are large: what was answered to those who are in is not pushed out by those who come. */
  readonly #entryShelf = new Shelf();

  /** That are remembered now, of all owners. */
  get bytes(): number {
    return this.#shelf.bytes + this.#entryShelf.bytes;
  }

  of(owner: Owner): AnswerBook {
    const known = this.#books.get(owner);
    if (known) return known;
    const book = this.begin();
    this.#books.set(owner, book);
    return book;
  }

  /** One that goes with whoever holds it. */
  begin(): AnswerBook {
    return new AnswerBook(this.#shelf);
  }

  /** For what is answered before there is a person. */
  beginEntry(): AnswerBook {
    return new AnswerBook(this.#entryShelf, MAX_ENTRY_BYTES);
  }
}
