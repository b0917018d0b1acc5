/** Between attempts: a phone that changes its network is back within seconds. */
const RETRY_AFTER_MS: readonly number[] = [300, 1_000, 3_000];
/** Without any network there is nothing to try; browsers are not always right about it, though. */
const ONLINE_WITHIN_MS = 10_000;

interface PartOptions<T> {
  /** `() => import(...)`. */
  readonly load: () => Promise<T>;
}

/** A part of the program that is loaded when it is needed, asked for again when it does not come. */
export class Part<T> {
  readonly #load: () => Promise<T>;
  #loading: Promise<T> | null = null;
  #loaded: T | null = null;

  constructor({ load }: PartOptions<T>) {
    this.#load = load;
  }

  /** What is there already. */
  get loaded(): T | null {
    return this.#loaded;
  }

  /** Whoever asks while it is on its way gets the same. Errors: what the browser says after the last attempt. */
  load(): Promise<T> {
    this.#loading ??= this.#attempts().finally(() => {
      this.#loading = null;
    });
    return this.#loading;
  }

  /** Ahead of its time; when it does not come, it is asked for when it is needed. */
  preload(): void {
    this.load().catch(() => {});
  }

  /**
   * For somebody who presses a button for it. A server that answers but has not got it any more is a newer one, and
   * some browsers remember that a script did not come: then the whole page is loaded anew.
   */
  async loadOrReload(): Promise<T> {
    try {
      return await this.load();
    } catch (error) {
      if (await serverAnswers()) location.reload();
      throw error;
    }
  }

  async #attempts(): Promise<T> {
    for (const delayMs of RETRY_AFTER_MS) {
      try {
        return await this.#attempt();
      } catch {
        await pause(delayMs);
        await online();
      }
    }
    return this.#attempt();
  }

  async #attempt(): Promise<T> {
    const loaded = this.#loaded ?? (await this.#load());
    // The bundler asks for a part's styles once: one that was lost would leave the part without.
    await mendStyles();
    this.#loaded = loaded;
    return loaded;
  }
}

/** Stylesheets of this page that did not come; afterwards an element does not tell that of itself. */
const lostStyles = new Set<HTMLLinkElement>();
if (typeof document !== 'undefined') {
  document.addEventListener(
    'error',
    ({ target }) => {
      if (target instanceof HTMLLinkElement && target.rel === 'stylesheet') lostStyles.add(target);
    },
    true,
  );
}

/** Asks again for every stylesheet that did not come. Errors: one that does not come this time either. */
async function mendStyles(): Promise<void> {
  // boot.js asks for those of the page itself.
  const lost = [...lostStyles].filter(({ isConnected }) => isConnected);
  lostStyles.clear();
  await Promise.all(lost.map(mended));
}

function mended(lost: HTMLLinkElement): Promise<void> {
  const link = document.createElement('link');
  link.rel = 'stylesheet';
  if (lost.crossOrigin !== null) link.crossOrigin = lost.crossOrigin;
  link.href = lost.href;
  return new Promise((resolve, reject) => {
    link.addEventListener('load', () => resolve());
    link.addEventListener('error', () => reject(new Error(`a stylesheet did not come: ${lost.href}`)));
    lost.replaceWith(link);
  });
}

async function serverAnswers(): Promise<boolean> {
  try {
    const { ok } = await fetch(location.pathname, { cache: 'no-store', signal: AbortSignal.timeout(ONLINE_WITHIN_MS) });
    return ok;
  } catch {
    return false;
  }
}

function pause(delayMs: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, delayMs));
}

function online(): Promise<void> {
  if (typeof window === 'undefined' || navigator.onLine) return Promise.resolve();
  return new Promise((resolve) => {
    const timer = setTimeout(done, ONLINE_WITHIN_MS);
    window.addEventListener('online', done);
    function done(): void {
      clearTimeout(timer);
      window.removeEventListener('online', done);
      resolve();
    }
  });
}
