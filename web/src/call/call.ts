import type { CommandInput, CommandReplies, JoinReply } from '../../../src/protocol/index.ts';
import type { Command } from '../session/commands.ts';
import { Entry } from '../session/entry.ts';
import { WAY_BACK_MS } from '../session/goodbye.ts';
import type { RoomMemory } from '../session/links/room-link.ts';
import type { CallState, Notice } from './call-state.ts';
import { TURNS } from './meeting/meeting-events.ts';
import { momentIn, ServerClock } from './moments.ts';
import { type Credentials, RoomKeys } from './room-keys.ts';
import { RoomWay } from './room-way.ts';
import { StateFeed } from './state-feed.ts';
import { type OwnPlace, Seat, type SeatOptions } from './table/seat.ts';

interface CallOptions extends SeatOptions {
  readonly roomId: string;
  readonly memory: RoomMemory;
  /** Whose times of day the page shows. */
  readonly clock?: ServerClock;
}

/** One person's way through one room: door, lobby, table and out, over connections that drop. */
export class Call {
  readonly clock: ServerClock;
  readonly #options: CallOptions;
  readonly #feed = new StateFeed<CallState, Notice>({ place: 'door', problem: null });
  readonly #keys: RoomKeys;
  readonly #seat: Seat;
  readonly #way: RoomWay;
  readonly #entry: Entry<JoinReply>;

  constructor(options: CallOptions) {
    const { signaling, memory, clock = new ServerClock() } = options;
    const feed = this.#feed;
    this.#options = options;
    this.clock = clock;
    this.#keys = new RoomKeys(options);
    this.#seat = new Seat(options, feed);
    this.#way = new RoomWay({ feed, keys: this.#keys, memory, seat: this.#seat, clock });
    this.#entry = new Entry({ signaling, way: this.#way, turns: TURNS, leaving: { mayReturn: true } });
  }

  /** What one does at one's own place. */
  get seat(): OwnPlace {
    return this.#seat;
  }

  get #state(): CallState {
    return this.#feed.getSnapshot();
  }

  getSnapshot = (): CallState => this.#feed.getSnapshot();

  subscribe = (listener: () => void): (() => void) => this.#feed.subscribe(listener);

  onNotice(listener: (notice: Notice) => void): () => void {
    return this.#feed.onNotice(listener);
  }

  /** Connects in the background; after a reload it goes straight back to the seat. */
  open(displayName: string): void {
    this.#entry.open();
    if (this.#options.memory.resume === null || displayName === '') return;
    this.#keys.credentials = { displayName };
    void this.#return();
  }

  async join(credentials: Credentials): Promise<void> {
    if (this.#state.place !== 'door') return;
    performance.mark('tafelrunde:join-click');
    this.#keys.credentials = credentials;
    this.#feed.set({ place: 'joining', returning: false });
    await this.#entry.ask();
  }

  /** By one's own wish. For two minutes `rejoin` leads back to the same place. */
  leave(): void {
    const { place } = this.#state;
    if (place !== 'lobby' && place !== 'table' && place !== 'joining') return;
    const wayBack = place === 'joining' ? null : this.#options.memory.resume;
    const wayBackUntil = place === 'joining' ? null : momentIn(WAY_BACK_MS);
    this.#way.left({ reason: 'left', note: null, wayBackUntil });
    this.#entry.leave(wayBack);
  }

  /** Back in after one has left or was put out by the clock: to the same place, else by what let one in before. */
  async rejoin(): Promise<void> {
    if (this.#state.place !== 'left') return;
    this.#options.memory.resume = this.#entry.anew();
    await this.#return();
  }

  /** From the page that says why one is out, or from a way back that takes too long; that stays open at the door. */
  backToDoor(): void {
    const state = this.#state;
    if (state.place === 'joining' && state.returning) {
      this.#way.atDoor(null);
      this.#entry.giveUp();
    } else if (state.place === 'left') {
      this.#entry.anew();
      this.#way.atDoor(null);
    }
  }

  tryAgain(): void {
    this.#entry.tryAgain();
  }

  pageGoes(): void {
    this.#entry.pageGoes();
  }

  /** A command whose effect the server tells by events. Answers whether it was done; a failure is told as a notice. */
  act<N extends Command>(name: N, input: CommandInput<N>): Promise<boolean> {
    return this.#entry.act(name, input);
  }

  /** A command whose answer is needed. Errors: RequestError. */
  request<N extends Command>(name: N, input: CommandInput<N>): Promise<CommandReplies[N]> {
    return this.#entry.request(name, input);
  }

  setPageHidden(isHidden: boolean): void {
    this.#seat.setPageHidden(isHidden);
  }

  /** Whether one wants to see nobody. */
  setSoundOnly(isSoundOnly: boolean): void {
    this.#seat.setSoundOnly(isSoundOnly);
  }

  close(): void {
    this.#way.close();
    this.#entry.close();
    this.#feed.close();
  }

  async #return(): Promise<void> {
    this.#feed.set({ place: 'joining', returning: true, slow: false });
    await this.#entry.seek();
  }
}
