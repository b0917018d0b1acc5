import type {
  CommandInput,
  CommandReplies,
  JoinedReply,
  JoinReply,
  LeaveReason,
  Source,
} from '../../../src/protocol/index.ts';
import { lockedFor } from '../features/floor/own-floor.ts';
import { foundWaiting } from '../features/lobby/lobby-notices.ts';
import { scattered } from '../scattered.ts';
import { type Command, Commands } from '../session/commands.ts';
import type { RoomMemory } from '../session/room-link.ts';
import { type Failure, failureOf, type ServerEvent, type Signaling } from '../session/signaling.ts';
import type { CallState, Notice, TableState } from './call-state.ts';
import { LiveLine } from './line/live-line.ts';
import { ALL_SOURCES } from './media/publisher.ts';
import type { Size } from './media/subscriber.ts';
import { TableMedia } from './media/table-media.ts';
import { momentIn, ServerClock } from './moments.ts';
import type { LocalTracks, OpenMediaLink } from './ports.ts';
import { statusOf } from './received.ts';
import { StateFeed } from './state-feed.ts';
import { applyToTable, noticesOf, tableOf } from './table-events.ts';
import { turnedBy, Wishes } from './wishes.ts';

/** How long somebody who clicked waits for a connection before being told that there is none. */
const CONNECT_WITHIN_MS = 10_000;
/** As long as the server keeps the way back of somebody who left. */
const WAY_BACK_MS = 120_000;
/** Between attempts to come back while the server answers but cannot take us yet. */
const RETURN_RETRY_MS = 2_000;

/** What the door asks for. */
export interface Credentials {
  readonly displayName: string;
  readonly password?: string;
  /** The link's invite was refused, and they go on without it. */
  readonly withoutInvite?: boolean;
}

interface CallOptions {
  readonly roomId: string;
  readonly signaling: Signaling;
  readonly memory: RoomMemory;
  readonly local: LocalTracks;
  readonly openMedia: OpenMediaLink;
  readonly estimateTile: (tiles: number) => Size;
  /** Whose times of day the page shows. */
  readonly clock?: ServerClock;
}

/** One person's way through one room: door, lobby, table and out, over connections that drop. */
export class Call {
  readonly clock: ServerClock;
  /** What one types into the chat, where one lets the others read along. */
  readonly line: LiveLine;
  readonly #options: CallOptions;
  readonly #signaling: Signaling;
  readonly #memory: RoomMemory;
  readonly #commands: Commands;
  readonly #wishes = new Wishes();
  readonly #feed = new StateFeed<CallState, Notice>({ place: 'door', problem: null });
  #media: TableMedia | null = null;
  /** For the same person's next attempts; a password lives only here. */
  #credentials: Credentials | null = null;
  /** Events that overtook the answer to a join. Null: none is under way. */
  #early: ServerEvent[] | null = null;
  #isPageHidden = false;
  #isSoundOnly = false;
  /** Counts attempts to be in, so that one that was overtaken does nothing. */
  #attempt = 0;
  #retry: ReturnType<typeof setTimeout> | null = null;
  /** The resume token of who has left: it is good for this page alone, since the next to sit here may be somebody else. */
  #wayBack: string | null = null;
  /** `owed`: they have left while nobody could hear of it, and their place must not stand empty for minutes. */
  #goodbye: 'said' | 'under-way' | 'owed' = 'said';
  /** Then the place is given up without it. */
  #owing: ReturnType<typeof setTimeout> | null = null;

  constructor(options: CallOptions) {
    this.#options = options;
    this.clock = options.clock ?? new ServerClock();
    this.#signaling = options.signaling;
    this.#memory = options.memory;
    this.#commands = new Commands(options.signaling);
    // Said anew by the line itself: sent again as a command it would say what was deleted since.
    this.line = new LiveLine({ send: (text) => options.signaling.request('text:type', { text }) });
    this.#signaling.listen({
      connectionChanged: (connected) => (connected ? this.#connected() : this.#disconnected()),
      received: (event) => this.#received(event),
      networkChanged: () => this.#media?.networkChanged(),
    });
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
    this.#signaling.open();
    if (this.#memory.resume === null || displayName === '') return;
    this.#credentials = { displayName };
    this.#feed.set({ place: 'joining', returning: true, slow: false });
    void this.#enter();
  }

  async join(credentials: Credentials): Promise<void> {
    if (this.#state.place !== 'door') return;
    performance.mark('tafelrunde:join-click');
    this.#credentials = credentials;
    this.#feed.set({ place: 'joining', returning: false });
    await this.#enter();
  }

  /** By one's own wish. For two minutes `rejoin` leads back to the same place. */
  leave(): void {
    const { place } = this.#state;
    if (place !== 'lobby' && place !== 'table' && place !== 'joining') return;
    const attempt = this.#leftWith('left');
    void this.#sayGoodbye(attempt);
  }

  /** Back in after one has left or was put out by the clock: to the same place, else by what let one in before. */
  async rejoin(): Promise<void> {
    if (this.#state.place !== 'left') return;
    this.#connectAnew();
    this.#memory.resume = this.#wayBack;
    this.#wayBack = null;
    this.#feed.set({ place: 'joining', returning: true, slow: false });
    await this.#enter();
  }

  /** From the page that says why one is out, or from a way back that takes too long; that stays open at the door. */
  backToDoor(): void {
    const state = this.#state;
    if (state.place === 'joining' && state.returning) {
      this.#stop();
      this.#feed.set({ place: 'door', problem: null });
      // The answer that one is in may be on its way.
      this.#signaling.renew();
    } else if (state.place === 'left') {
      this.#connectAnew();
      this.#wayBack = null;
      this.#feed.set({ place: 'door', problem: null });
    }
  }

  /** Somebody who is cut off does not want to wait for the next attempt. */
  tryAgain(): void {
    if (isReconnecting(this.#state)) this.#signaling.renew();
  }

  /** The page goes away. Who loads it again finds the place kept; who does not leaves no empty chair. */
  pageGoes(): void {
    const { place } = this.#state;
    if (place === 'lobby' || place === 'table') void this.#signaling.request('stay:end', {}).catch(() => {});
  }

  /** A command whose effect the server tells by events. Answers whether it was done; a failure is told as a notice. */
  async act<N extends Command>(name: N, input: CommandInput<N>): Promise<boolean> {
    try {
      await this.#wishes.fulfil(turnedBy(name, input), () => this.#commands.send(name, input));
      return true;
    } catch (error) {
      this.#feed.notice({ kind: 'failed', failure: failureOf(error) });
      return false;
    }
  }

  /** A command whose answer is needed. Errors: RequestError. */
  request<N extends Command>(name: N, input: CommandInput<N>): Promise<CommandReplies[N]> {
    return this.#commands.send(name, input);
  }

  /** The chair's question is answered; a yes is said by switching the source on. */
  answered(): void {
    if (this.#state.place === 'table') this.#feed.set({ ...this.#state, asked: null });
  }

  /** The chair's question whether one's picture had better be off. */
  answerOffer(accepted: boolean): void {
    if (this.#state.place !== 'table' || !this.#state.isOffered) return;
    this.#feed.set({ ...this.#state, isOffered: false });
    if (accepted) this.#options.local.switchOff('camera');
    // Whoever asked may have withdrawn it with their going, and then there is nothing to tell.
    this.#commands.send('camera:answer-offer', { accepted }).catch(() => {});
  }

  /** What happened on this page alone and deserves a word. */
  tell(notice: Extract<Notice, { kind: 'device-instead' | 'device-back' }>): void {
    if (this.#state.place === 'table') this.#feed.notice(notice);
  }

  /** A picture that is on the screen now, in device pixels. */
  show(producerId: string, size: Size): void {
    this.#media?.subscriber.show(producerId, size);
  }

  hide(producerId: string): void {
    this.#media?.subscriber.hide(producerId);
  }

  /** One's own picture, which is off for want of a way up, without waiting. */
  tryPicture(): void {
    this.#media?.tryPicture();
  }

  /** One's own shared screen, which a newer one covers, in front of it. */
  showScreenAgain(): void {
    this.#media?.showScreenAgain();
  }

  setPageHidden(hidden: boolean): void {
    this.#isPageHidden = hidden;
    this.#media?.subscriber.setPageHidden(hidden);
  }

  /** Whether one wants to see nobody. */
  setSoundOnly(isSoundOnly: boolean): void {
    this.#isSoundOnly = isSoundOnly;
    this.#media?.setSoundOnly(isSoundOnly);
  }

  close(): void {
    this.#stop();
    this.#signaling.close();
    this.#feed.close();
  }

  /** One attempt to be in, from the door or back after a drop. */
  async #enter(): Promise<void> {
    const attempt = ++this.#attempt;
    this.#early = [];
    try {
      const reply = await this.#ask();
      if (attempt !== this.#attempt) return;
      const early = this.#early;
      this.#early = null;
      this.#entered(reply);
      for (const event of early) this.#received(event);
    } catch (error) {
      if (attempt !== this.#attempt) return;
      this.#early = null;
      this.#refused(failureOf(error));
    }
  }

  /** By the resume token when there is one, by password or invite otherwise. */
  async #ask(): Promise<JoinReply> {
    const { displayName = '', password, withoutInvite = false } = this.#credentials ?? {};
    const { resume, device } = this.#memory;
    const invite = withoutInvite ? null : this.#memory.invite;
    const who = { roomId: this.#options.roomId, displayName, device };
    const patience = { connectWithinMs: CONNECT_WITHIN_MS };
    if (resume !== null) {
      try {
        const holds = this.#media?.holds ?? null;
        const held = holds === null ? {} : { holds };
        return await this.#signaling.request('room:join', { ...who, resume, ...held }, patience);
      } catch (error) {
        if (failureOf(error).code !== 'RESUME_INVALID') throw error;
        this.#memory.resume = null;
        // After a reload nothing else is known that could let one in, and the door asks for it.
        const nothingElse = password === undefined && invite === null;
        if (nothingElse && this.#state.place === 'joining' && this.#state.returning) throw error;
      }
    }
    const right = invite !== null ? { invite } : password !== undefined && password !== '' ? { password } : {};
    return this.#signaling.request('room:join', { ...who, ...right }, patience);
  }

  #entered(reply: JoinReply): void {
    this.#memory.resume = reply.resume;
    if (reply.state === 'joined') this.#memory.roomName = reply.room.name;
    this.clock.learn(reply.clock);
    if (this.#credentials?.withoutInvite) this.#memory.invite = null;
    const self = reply.state === 'joined' ? reply.self.participantId : null;
    const before = this.#state.place === 'table' ? this.#state.self.participantId : null;
    // A server that was restarted knows nothing of what was sent to the one before.
    if (self !== null && self === before) {
      // Before the message that it may have become.
      this.line.returned();
      this.#commands.resume();
    } else {
      this.line.sent();
      this.#commands.end();
    }
    if (reply.state === 'joined') {
      this.#seated(reply);
      return;
    }
    const { displayName, roomName, waitingFor, message, texts, mayReply, mayProve, restartsInMs } = reply;
    this.#stopMedia();
    const known = this.#state.place === 'lobby' ? this.#state.texts : [];
    const status = statusOf({ waitingFor, message, texts, mayReply, mayProve, restartsInMs }, known);
    const { place } = this.#state;
    const returned = place === 'table' || (this.#state.place === 'lobby' && this.#state.returned);
    this.#feed.set({ place: 'lobby', connection: 'connected', displayName, roomName, returned, ...status });
  }

  #seated(reply: JoinedReply): void {
    performance.mark('tafelrunde:joined');
    const before = this.#state.place === 'table' ? this.#state : null;
    const kept = before !== null && reply.sessionKept && this.#media !== null;
    const { health, sending, tracks, upload, download, isVoicePoor } = kept ? before : tableOf(reply);
    this.#feed.set({
      ...tableOf(reply),
      health,
      sending,
      tracks,
      upload,
      download,
      isVoicePoor,
      asked: before?.asked ?? null,
      isOffered: before?.isOffered ?? false,
    });
    if (reply.self.role === 'observer') for (const source of ALL_SOURCES) this.#options.local.switchOff(source);
    const media = this.#media ?? this.#newMedia();
    this.#media = media;
    media.setParticipants(reply.participants, reply.self.participantId);
    if (kept) media.resume(reply);
    else void media.open(reply, { isBack: before !== null });
    if (before !== null) this.#feed.notice({ kind: 'reconnected' });
    for (const notice of foundWaiting(before?.lobby ?? [], reply.lobby)) this.#feed.notice(notice);
  }

  #refused(failure: Failure): void {
    const state = this.#state;
    if (failure.code === 'ROOM_NOT_FOUND' || failure.code === 'BANNED') this.#memory.roomName = null;
    if (state.place === 'joining') {
      if (!state.returning) {
        // The answer may have been that one is in, over a connection that nobody hears any more.
        if (failure.code === 'NO_ANSWER' || failure.code === 'INVALID_STATE') this.#signaling.renew();
        this.#feed.set({ place: 'door', problem: failure });
        return;
      }
      if (failure.code === 'RESUME_INVALID') {
        // A seat that is no longer kept is no problem to tell: the door is the way in.
        this.#feed.set({ place: 'door', problem: null });
        return;
      }
      this.#feed.set({ ...state, slow: true });
    }
    switch (failure.code) {
      case 'OFFLINE':
        return;
      case 'NO_ANSWER':
      case 'INVALID_STATE':
        // This connection has a history; on a new one the same way back leads to the same place.
        this.#signaling.renew();
        return;
      case 'RATE_LIMITED':
      case 'SERVER_DRAINING':
      case 'MEDIA_UNAVAILABLE':
      case 'STORAGE_UNAVAILABLE':
      case 'INTERNAL':
        this.#retryIn(failure.retryAfterMs ?? RETURN_RETRY_MS);
        return;
      case 'ROOM_ENDED':
        this.#leftWith('ended');
        return;
      case 'BANNED':
        this.#leftWith('removed');
        return;
      case 'RESUME_INVALID':
        this.#leftWith('timeout');
        return;
      default:
        // What let them in does so no longer, and the door says what is asked instead.
        this.#stop();
        this.#feed.set({ place: 'door', problem: failure });
    }
  }

  #connected(): void {
    if (this.#goodbye === 'owed') void this.#sayGoodbye(this.#attempt);
    const state = this.#state;
    const isUnderWay = this.#early !== null;
    if (state.place === 'joining' ? state.returning && !isUnderWay : isReconnecting(state)) void this.#enter();
  }

  #disconnected(): void {
    const state = this.#state;
    if (state.place !== 'lobby' && state.place !== 'table') return;
    this.#media?.suspend();
    this.#feed.set({ ...state, connection: 'reconnecting' });
    if (state.connection === 'connected') this.#feed.notice({ kind: 'reconnecting' });
  }

  #retryIn(delayMs: number): void {
    if (this.#retry !== null) clearTimeout(this.#retry);
    this.#retry = setTimeout(() => {
      this.#retry = null;
      // Without a connection the next one starts the next attempt.
      if (this.#signaling.connected) this.#connected();
    }, scattered(delayMs));
  }

  #received(event: ServerEvent): void {
    const state = this.#state;
    if (this.#early !== null) this.#early.push(event);
    else if (event.name === 'server:closing') this.#feed.notice({ kind: 'server-closing' });
    else if (event.name === 'room:left' && 'connection' in state) this.#leftWith(event.data.reason, event.data.note);
    else if (state.place === 'table') this.#receivedAtTable(state, event);
    else if (state.place === 'lobby' && event.name === 'lobby:updated')
      this.#feed.set({ ...state, ...statusOf(event.data, state.texts) });
    else if (state.place === 'lobby' && event.name === 'lobby:admitted') {
      this.#entered(event.data);
      this.#feed.notice({ kind: 'admitted' });
    }
  }

  #receivedAtTable(table: TableState, event: ServerEvent): void {
    if (event.name === 'lobby:returned') {
      this.#entered(event.data);
      this.#feed.notice({ kind: 'returned-to-lobby' });
      return;
    }
    const notices = noticesOf(table, event);
    const after = applyToTable(table, event);
    if (after !== table) this.#feed.set(after);
    if (after.participants !== table.participants) {
      this.#media?.setParticipants(after.participants, after.self.participantId);
    }
    this.#media?.received(event);
    for (const notice of notices) this.#feed.notice(notice);
  }

  #newMedia(): TableMedia {
    const { local, openMedia, estimateTile } = this.#options;
    const media = new TableMedia({
      signaling: this.#signaling,
      local,
      openMedia,
      estimateTile,
      changed: (part) => {
        if (this.#state.place === 'table') this.#feed.set({ ...this.#state, ...part });
        if (part.health === 'interrupted') this.#signaling.doubt();
      },
      notice: (notice) => this.#feed.notice(notice),
      heldBack: (source) => this.#heldBack(source),
    });
    media.subscriber.setPageHidden(this.#isPageHidden);
    media.setSoundOnly(this.#isSoundOnly);
    return media;
  }

  #heldBack(source: Source): void {
    if (source !== 'microphone' && source !== 'camera') return;
    const locked = this.#state.place === 'table' && lockedFor(this.#state)[source];
    if (locked) this.#feed.notice({ kind: 'held-back', source });
    else if (source === 'microphone') this.#feed.notice({ kind: 'muted-on-entry' });
  }

  /** Leaves the way back open where there is one. */
  #leftWith(reason: LeaveReason, note: string | null = null): number {
    const { place } = this.#state;
    const roomName = this.#state.place === 'table' ? this.#state.room.name : null;
    const mayReturn = reason === 'left' && (place === 'lobby' || place === 'table');
    this.#stop();
    this.#wayBack = mayReturn ? this.#memory.resume : null;
    this.#memory.resume = null;
    if (reason === 'removed') this.#memory.roomName = null;
    const wayBackUntil = mayReturn ? momentIn(WAY_BACK_MS) : null;
    this.#feed.set({ place: 'left', reason, roomName, note, wayBackUntil });
    if (reason !== 'left') this.#signaling.rest();
    return this.#attempt;
  }

  /** Tells the server; without a connection as soon as there is one, by coming back for a moment. */
  async #sayGoodbye(attempt: number): Promise<void> {
    const { roomId } = this.#options;
    const { device } = this.#memory;
    const resume = this.#wayBack;
    const isBelated = this.#goodbye === 'owed';
    this.#goodbye = 'under-way';
    try {
      if (isBelated && resume !== null) {
        const displayName = this.#credentials?.displayName ?? '';
        const reply = await this.#signaling.request('room:join', { roomId, displayName, device, resume });
        if (attempt !== this.#attempt) return;
        this.#wayBack = reply.resume;
      }
      await this.#signaling.request('room:leave', { mayReturn: true });
    } catch (error) {
      const { code } = failureOf(error);
      if (attempt !== this.#attempt) return;
      if (resume !== null && (code === 'OFFLINE' || code === 'NO_ANSWER')) {
        this.#owe();
        if (code === 'NO_ANSWER') this.#signaling.renew();
        return;
      }
    }
    if (attempt !== this.#attempt) return;
    this.#goodbye = 'said';
    this.#clearOwing();
    this.#signaling.rest();
  }

  /** Until the place is given up by itself. */
  #owe(): void {
    this.#goodbye = 'owed';
    const until = this.#state.place === 'left' ? (this.#state.wayBackUntil ?? 0) : 0;
    this.#owing ??= setTimeout(
      () => {
        this.#owing = null;
        if (this.#goodbye !== 'owed') return;
        this.#goodbye = 'said';
        this.#signaling.rest();
      },
      Math.max(0, until - performance.now()),
    );
  }

  #clearOwing(): void {
    if (this.#owing !== null) clearTimeout(this.#owing);
    this.#owing = null;
  }

  /** For a new stay: one on which a goodbye is under way carries no other. */
  #connectAnew(): void {
    const isFree = this.#goodbye === 'said';
    this.#goodbye = 'said';
    this.#clearOwing();
    this.#attempt += 1;
    if (isFree) this.#signaling.open();
    else this.#signaling.renew();
  }

  #stop(): void {
    this.#attempt += 1;
    this.#early = null;
    if (this.#retry !== null) clearTimeout(this.#retry);
    this.#retry = null;
    this.#clearOwing();
    this.line.sent();
    this.#wishes.end();
    this.#commands.end();
    this.#stopMedia();
  }

  #stopMedia(): void {
    this.#media?.close();
    this.#media = null;
  }
}

function isReconnecting(state: CallState): boolean {
  return 'connection' in state && state.connection === 'reconnecting';
}
