/** More commands than a client has under way at once, by far: a retry comes within seconds of the first try. */
const MAX_REMEMBERED = 64;

/**
 * What was answered to commands that carry an id of the client's, so that one whose answer was lost can be sent again
 * with the same effect as once. A refusal has had no effect, so it is not kept once it was said.
 */
export class AnswerBook {
  /** Oldest first. */
  readonly #answers = new Map<string, Promise<object>>();

  answer(commandId: string | undefined, perform: () => Promise<object>): Promise<object> {
    if (commandId === undefined) return perform();
    const known = this.#answers.get(commandId);
    if (known) return known;
    const answer = perform();
    this.#answers.set(commandId, answer);
    answer.catch(() => this.#answers.delete(commandId));
    for (const oldest of this.#answers.keys()) {
      if (this.#answers.size <= MAX_REMEMBERED) break;
      this.#answers.delete(oldest);
    }
    return answer;
  }
}

/** One book per owner, for as long as the owner is remembered. */
export class AnswerBooks<Owner extends object> {
  readonly #books = new WeakMap<Owner, AnswerBook>();

  of(owner: Owner): AnswerBook {
    const known = this.#books.get(owner);
    if (known) return known;
    const book = new AnswerBook();
    this.#books.set(owner, book);
    return book;
  }
}
