/** Whether the page was hidden since: in the background browsers draw and send few pictures. */
export class SeenWatch {
  #wasHidden = document.hidden;
  readonly #look = () => {
    this.#wasHidden ||= document.hidden;
  };

  constructor() {
    document.addEventListener('visibilitychange', this.#look);
  }

  get wasHidden(): boolean {
    return this.#wasHidden;
  }

  end(): void {
    document.removeEventListener('visibilitychange', this.#look);
  }
}
