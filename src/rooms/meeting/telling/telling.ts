import type { MeetingEvent, MeetingEvents, RoomView, ServerEvents } from '../../../protocol/index.ts';
import type { Participant } from '../participant/participant.ts';
import { isHere, type People } from '../people.ts';
import { Broadcast } from './broadcast.ts';
import { ToldView } from './told-view.ts';

interface TellingOptions {
  readonly people: People;
  readonly roomView: () => RoomView;
}

/** How people hear of what happens in their meeting. */
export class Telling {
  readonly #options: TellingOptions;
  readonly #broadcast: Broadcast;
  readonly #told = new ToldView();

  constructor(options: TellingOptions) {
    this.#options = options;
    this.#broadcast = new Broadcast({ people: () => options.people.here });
  }

  /**
   * To everyone at the table and at the consoles, gathered with what else happens now (see Broadcast). `volatile`: for
   * what may be lost when a client is slow.
   */
  everyone<E extends keyof MeetingEvents>(
    name: E,
    data: Parameters<MeetingEvents[E]>[0],
    { except = null, volatile = false }: { except?: Participant | null; volatile?: boolean } = {},
  ): void {
    this.#broadcast.add({ name, data } as MeetingEvent, { to: 'everyone', also: null, except, volatile });
  }

  /** To those who chair now, at the table and at the consoles, and to who is named. Gathered as well. */
  chair<E extends keyof MeetingEvents>(
    name: E,
    data: Parameters<MeetingEvents[E]>[0],
    { also = null }: { also?: Participant | null } = {},
  ): void {
    this.#broadcast.add({ name, data } as MeetingEvent, { to: 'chair', also, except: null, volatile: false });
  }

  /** To one person, after all that they have not been told yet: what is said here depends on it. */
  one<E extends keyof ServerEvents>(participant: Participant, event: E, data: Parameters<ServerEvents[E]>[0]): void {
    this.catchUp(participant);
    participant.connection?.send(event, ...([data] as Parameters<ServerEvents[E]>));
  }

  /** Tells everyone what has changed of the room since they were told last. */
  changes(): void {
    const changes = this.#told.changesTo(this.#options.roomView());
    if (Object.keys(changes).length > 0) this.everyone('room:updated', changes);
  }

  /** Tells them what they have not been told yet: who is answered knows what their command has done. */
  catchUp(participant: Participant): void {
    if (isHere(participant)) this.#broadcast.tellNow(participant);
  }

  /** Nobody waits any longer for what has happened: for what everyone must see at once, and in its order. */
  now(): void {
    this.#broadcast.tell();
  }

  /** Who speaks and how loud, as it comes: it may be lost, and nothing depends on it. */
  speakers(event: Parameters<ServerEvents['speakers:changed']>[0]): void {
    const [first, ...others] = this.#options.people.here.flatMap(({ connection }) => (connection ? [connection] : []));
    first?.sendToAll(others, 'speakers:changed', event, { volatile: true });
  }

  /** Whoever arrives is shown the room as it is, and has seen from here on all that has happened so far. */
  arrival(participant: Participant): RoomView {
    this.#broadcast.hasSeen(participant);
    const room = this.#options.roomView();
    this.#told.show(room);
    return room;
  }

  /** Idempotent. */
  close(): void {
    this.#broadcast.close();
  }
}
