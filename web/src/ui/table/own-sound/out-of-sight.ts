interface OutOfSightOptions {
  /** In the tab; answers what takes it back. */
  readonly callBack: (text: string) => () => void;
  readonly chime: () => void;
}

/** Tells whoever looks at another window of their sound. Others sit in the same room: a tone is heard once in a stay. */
export class OutOfSight {
  readonly #options: OutOfSightOptions;
  #mayChime = true;

  constructor(options: OutOfSightOptions) {
    this.#options = options;
  }

  /** Answers what takes it back. */
  tell(text: string): () => void {
    if (this.#mayChime) this.#options.chime();
    this.#mayChime = false;
    return this.#options.callBack(text);
  }

  /** Whoever has closed what is told of it knows. */
  closed(): void {
    this.#mayChime = false;
  }
}
