import type { RoomMemory } from '../session/links/room-link.ts';
import type { Call } from './call.ts';
import type { CallState, Notice } from './call-state.ts';
import type { ServerClock } from './moments.ts';
import type { Credentials } from './room-keys.ts';
import { StateFeed } from './state-feed.ts';

/** What the pages use of a call. */
export type CallPort = Pick<Call, keyof Call>;

/** How long somebody who clicked waits for the program before being told that there is no connection. */
const LOAD_WITHIN_MS = 10_000;
/** Between attempts to load it, each of which is several already. */
const LOAD_AGAIN_MS = 2_000;

interface LateCallOptions {
  /** `isWished`: somebody has pressed for it, and a program that does not come is worth a new page. */
  readonly load: (isWished: boolean) => Promise<(clock: ServerClock) => CallPort>;
  readonly memory: Pick<RoomMemory, 'resume'>;
  readonly clock: ServerClock;
}

/**
 * A call whose program is still on its way while one types one's name: it shows what the call itself would show, and
 * hands on what was wished meanwhile. What is done at the table nobody can do before: that is the call's own, `seat`.
 */
export class LateCall implements CallPort {
  readonly clock: ServerClock;
  readonly #options: LateCallOptions;
  readonly #feed = new StateFeed<CallState, Notice>({ place: 'door', problem: null });
  #there: CallPort | null = null;
  #isLoading = false;
  #closed = false;
  #isPageHidden = false;
  #isSoundOnly = false;
  /** By whom the place is taken that a reload has left; empty: by nobody. */
  #displayName = '';
  #credentials: Credentials | null = null;
  #retry: ReturnType<typeof setTimeout> | null = null;
  #patience: ReturnType<typeof setTimeout> | null = null;

  constructor(options: LateCallOptions) {
    this.#options = options;
    this.clock = options.clock;
  }

  get seat(): CallPort['seat'] {
    return this.#getThereOrThrow().seat;
  }

  getSnapshot = (): CallState => this.#feed.getSnapshot();

  subscribe = (listener: () => void): (() => void) => this.#feed.subscribe(listener);

  onNotice(listener: (notice: Notice) => void): () => void {
    return this.#feed.onNotice(listener);
  }

  open(displayName: string): void {
    if (this.#there) {
      this.#there.open(displayName);
      return;
    }
    if (this.#options.memory.resume !== null && displayName !== '') {
      this.#displayName = displayName;
      this.#feed.set({ place: 'joining', returning: true, slow: false });
      this.#wait(() => this.#feed.set({ place: 'joining', returning: true, slow: true }));
    }
    void this.#load();
  }

  async join(credentials: Credentials): Promise<void> {
    if (this.#there) return this.#there.join(credentials);
    if (this.#feed.getSnapshot().place !== 'door') return;
    this.#credentials = credentials;
    this.#feed.set({ place: 'joining', returning: false });
    this.#wait(() => this.#backToDoor({ code: 'OFFLINE' }));
    void this.#load();
  }

  leave(): void {
    if (this.#there) this.#there.leave();
    else this.#backToDoor(null);
  }

  backToDoor(): void {
    if (this.#there) this.#there.backToDoor();
    else this.#backToDoor(null);
  }

  async rejoin(): Promise<void> {
    await this.#there?.rejoin();
  }

  tryAgain(): void {
    this.#there?.tryAgain();
  }

  pageGoes(): void {
    this.#there?.pageGoes();
  }

  act: CallPort['act'] = async (name, input) => (await this.#there?.act(name, input)) ?? false;

  request: CallPort['request'] = (name, input) => this.#getThereOrThrow().request(name, input);

  setPageHidden(hidden: boolean): void {
    this.#isPageHidden = hidden;
    this.#there?.setPageHidden(hidden);
  }

  setSoundOnly(isSoundOnly: boolean): void {
    this.#isSoundOnly = isSoundOnly;
    this.#there?.setSoundOnly(isSoundOnly);
  }

  close(): void {
    this.#closed = true;
    this.#clearTimers();
    this.#there?.close();
    this.#feed.close();
  }

  async #load(): Promise<void> {
    if (this.#isLoading || this.#closed) return;
    this.#isLoading = true;
    this.#stopRetrying();
    const wasWished = this.#isWished;
    try {
      const make = await this.#options.load(wasWished);
      if (!this.#closed) this.#arrived(make(this.clock));
    } catch {
      // Who has pressed meanwhile does not wait for the next attempt.
      const pauseMs = this.#isWished && !wasWished ? 0 : LOAD_AGAIN_MS;
      if (!this.#closed) this.#retry = setTimeout(() => void this.#load(), pauseMs);
    } finally {
      this.#isLoading = false;
    }
  }

  /** Somebody has pressed. Who comes back by a reload has not: another reload would lead to the next one, for ever. */
  get #isWished(): boolean {
    return this.#credentials !== null;
  }

  #arrived(call: CallPort): void {
    this.#clearTimers();
    this.#there = call;
    call.setPageHidden(this.#isPageHidden);
    call.setSoundOnly(this.#isSoundOnly);
    call.onNotice((notice) => this.#feed.notice(notice));
    call.open(this.#displayName);
    if (this.#credentials !== null) void call.join(this.#credentials);
    this.#credentials = null;
    call.subscribe(() => this.#feed.set(call.getSnapshot()));
    this.#feed.set(call.getSnapshot());
  }

  #backToDoor(problem: Extract<CallState, { place: 'door' }>['problem']): void {
    if (this.#feed.getSnapshot().place === 'door') return;
    this.#stopWaiting();
    this.#credentials = null;
    this.#displayName = '';
    this.#feed.set({ place: 'door', problem });
  }

  #wait(over: () => void): void {
    this.#stopWaiting();
    this.#patience = setTimeout(over, LOAD_WITHIN_MS);
  }

  #stopWaiting(): void {
    if (this.#patience !== null) clearTimeout(this.#patience);
    this.#patience = null;
  }

  #stopRetrying(): void {
    if (this.#retry !== null) clearTimeout(this.#retry);
    this.#retry = null;
  }

  #clearTimers(): void {
    this.#stopWaiting();
    this.#stopRetrying();
  }

  #getThereOrThrow(): CallPort {
    if (this.#there === null) throw new Error('used before anybody can be behind the door');
    return this.#there;
  }
}
