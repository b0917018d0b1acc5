import type { CommandInput, CommandReplies, ConsoleReply } from '../../../../src/protocol/index.ts';
import type { Command } from '../../session/commands.ts';
import { Entry } from '../../session/entry.ts';
import type { ConsoleLink, ConsoleMemory } from '../../session/links/console-link.ts';
import type { Signaling } from '../../session/signaling.ts';
import { TURNS } from '../meeting/meeting-events.ts';
import { ServerClock } from '../moments.ts';
import { StateFeed } from '../state-feed.ts';
import type { ConsoleNotice, ConsoleState } from './console-state.ts';
import { ConsoleWay } from './console-way.ts';

interface ConsoleCallOptions {
  readonly signaling: Signaling;
  readonly memory: ConsoleMemory;
  readonly link: ConsoleLink | null;
}

/** A second screen's way into one meeting and through it, over connections that drop. No media. */
export class ConsoleCall {
  readonly clock = new ServerClock();
  readonly #memory: ConsoleMemory;
  readonly #roomId: string;
  readonly #feed: StateFeed<ConsoleState, ConsoleNotice>;
  readonly #way: ConsoleWay;
  readonly #entry: Entry<ConsoleReply>;

  constructor({ signaling, memory, link }: ConsoleCallOptions) {
    // Without any it stays unpaired, and nothing is asked for it.
    const roomId = link?.roomId ?? memory.lastRoom ?? '';
    const code = link?.code ?? null;
    const hasWay = code !== null || memory.resumeOf(roomId) !== null;
    const feed = new StateFeed<ConsoleState, ConsoleNotice>(
      hasWay ? { place: 'pairing', slow: false } : { place: 'unpaired' },
    );
    this.#memory = memory;
    this.#roomId = roomId;
    this.#feed = feed;
    this.#way = new ConsoleWay({ feed, signaling, memory, clock: this.clock, roomId, code });
    this.#entry = new Entry({ signaling, way: this.#way, turns: TURNS, leaving: {} });
  }

  getSnapshot = (): ConsoleState => this.#feed.getSnapshot();

  subscribe = (listener: () => void): (() => void) => this.#feed.subscribe(listener);

  onNotice(listener: (notice: ConsoleNotice) => void): () => void {
    return this.#feed.onNotice(listener);
  }

  /** Goes in by the code or back by what this browser remembers. */
  open(): void {
    if (this.getSnapshot().place !== 'pairing') return;
    this.#entry.open();
    void this.#entry.seek();
  }

  /** From another tab to this one, or once more after the server was away. */
  takeOver(): void {
    if (this.getSnapshot().place !== 'ended') return;
    this.#entry.anew();
    this.#feed.set({ place: 'pairing', slow: false });
    void this.#entry.seek();
  }

  /** Gives the console back: the chair's list has it no longer, and this browser knows no way in. */
  giveBack(): void {
    if (this.getSnapshot().place !== 'desk') return;
    const wayBack = this.#memory.resumeOf(this.#roomId);
    this.#way.end('cut-off');
    this.#entry.leave(wayBack);
  }

  /** A command whose effect the server tells by events; whether it was taken. A failure is told as a notice. */
  act<N extends Command>(name: N, input: CommandInput<N>): Promise<boolean> {
    return this.#entry.act(name, input);
  }

  /** A command whose answer is needed. Errors: RequestError. */
  request<N extends Command>(name: N, input: CommandInput<N>): Promise<CommandReplies[N]> {
    return this.#entry.request(name, input);
  }

  close(): void {
    this.#entry.close();
    this.#feed.close();
  }
}
