import {
  type AgoMs,
  agoOf,
  type CommandInput,
  type CommandName,
  type CommandReplies,
  clockReading,
  type JoinedReply,
  type LeftMs,
  type LobbyReply,
  leftUntil,
  type MediaAccess,
  NO_SWITCHES,
  type ParticipantView,
  type RoomView,
  type ScreenCodec,
  type ServerEvents,
  type SessionOptions,
  type Source,
  type ViewItem,
  type WantedLayer,
} from '../../src/protocol/index.ts';
import type { CameraStep } from '../../web/src/call/line/upload-guard.ts';
import type {
  LocalTrack,
  LocalTracks,
  MediaLink,
  MediaLinkListener,
  OpenMediaLink,
  Published,
  ReceivingLink,
  SendingLink,
} from '../../web/src/call/media/ports.ts';
import {
  type Request,
  RequestError,
  type ServerEvent,
  type Signaling,
  type SignalingListener,
} from '../../web/src/session/signaling.ts';
import type { KeyValueStore } from '../../web/src/settings.ts';

type Answer = (input: never) => unknown;

/** A server that answers as the test says, and keeps what it was asked. */
export class FakeSignaling implements Signaling {
  connected = true;
  isResting = false;
  renewals = 0;
  doubts = 0;
  hopes = 0;
  readonly asked: { name: CommandName; input: unknown; id: string | undefined }[] = [];
  readonly #answers = new Map<CommandName, Answer>();
  #listener: SignalingListener | null = null;

  answer<N extends CommandName>(name: N, answer: (input: CommandInput<N>) => unknown): void {
    this.#answers.set(name, answer as Answer);
  }

  request: Request = async (name, input, { id } = {}) => {
    if (!this.connected) throw new RequestError({ code: 'OFFLINE' });
    this.asked.push({ name, input, id });
    const answer = this.#answers.get(name);
    return (await (answer ? answer(input as never) : {})) as CommandReplies[typeof name];
  };

  inputsOf(name: CommandName): unknown[] {
    return this.asked.filter((one) => one.name === name).map(({ input }) => input);
  }

  listen(listener: SignalingListener): void {
    this.#listener = listener;
  }

  open(): void {
    this.isResting = false;
  }

  rest(): void {
    this.isResting = true;
  }

  renew(): void {
    this.renewals += 1;
    this.drop();
    this.reconnect();
  }

  doubt(): void {
    this.doubts += 1;
  }

  hope(): void {
    this.hopes += 1;
  }

  networkChanges(): void {
    this.#listener?.networkChanged?.();
  }

  close(): void {
    this.#listener = null;
  }

  tell<E extends keyof ServerEvents>(name: E, data: Parameters<ServerEvents[E]>[0]): void {
    this.#listener?.received({ name, data } as ServerEvent);
  }

  drop(): void {
    this.connected = false;
    this.#listener?.connectionChanged(false);
  }

  reconnect(): void {
    this.connected = true;
    this.#listener?.connectionChanged(true);
  }
}

export class FakeLocal implements LocalTracks {
  readonly tracks = new Map<Source, LocalTrack>();
  readonly switchedOff: Source[] = [];
  readonly #listeners = new Set<() => void>();

  local(source: Source): LocalTrack {
    return this.tracks.get(source) ?? { wanted: false, track: null };
  }

  set(source: Source, track: LocalTrack): void {
    this.tracks.set(source, track);
    for (const listener of this.#listeners) listener();
  }

  switchOff(source: Source): void {
    this.switchedOff.push(source);
    this.set(source, { ...this.local(source), wanted: false });
  }

  switchOn(source: Source): void {
    this.set(source, { ...this.local(source), wanted: true });
  }

  /** As what was little hidden until then: it gives nothing until the test sets what is hidden. */
  blurs = 0;
  blur(): boolean {
    this.blurs += 1;
    this.set('camera', { ...this.local('camera'), track: null });
    return true;
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  get listeners(): number {
    return this.#listeners.size;
  }
}

/** A link that remembers what it was told, and publishes without a browser. */
export class FakeLink implements MediaLink, SendingLink, ReceivingLink {
  readonly ways = async () => [];
  readonly sending = this;
  readonly receiving = this;
  readonly calls: string[] = [];
  readonly views: (readonly ViewItem[])[] = [];
  readonly sent = new Map<
    Source,
    { producerId: string; track: MediaStreamTrack | null; paused: boolean; isInterrupted?: boolean }
  >();
  restartedWith: MediaAccess | null = null;
  waysSought = 0;
  closed = false;
  pausedOnEntry = false;
  /** Tracks with a picture of another size than what is published. */
  readonly otherSizes = new Set<MediaStreamTrack>();
  screenCodecs: readonly ScreenCodec[] = [];
  /** Of screens, what it was told to do without. */
  undecoded: readonly ScreenCodec[] = [];
  wantedLayers: readonly WantedLayer[] = [];
  /** Published in what somebody cannot decode. */
  readonly unreadable = new Set<Source>();
  failNext: Error | null = null;
  /** Held until the test lets it go. */
  gate: Promise<void> = Promise.resolve();

  published(source: Source): Published | null {
    return this.sent.get(source) ?? null;
  }

  async publish(source: Source, track: MediaStreamTrack, { inFront } = { inFront: false }): Promise<Published> {
    await this.#step(`publish ${source}${inFront ? ' in front' : ''}`);
    const published = { producerId: `own-${source}`, track, paused: this.pausedOnEntry };
    this.sent.set(source, published);
    this.otherSizes.delete(track);
    return published;
  }

  fits(_source: Source, track: MediaStreamTrack): boolean {
    return !this.otherSizes.has(track);
  }

  async replaceTrack(source: Source, track: MediaStreamTrack): Promise<void> {
    await this.#step(`replace ${source}`);
    const sent = this.sent.get(source);
    if (sent) sent.track = track;
  }

  async pause(source: Source, { isInterrupted } = { isInterrupted: false }): Promise<void> {
    await this.#step(`${isInterrupted ? 'interrupt' : 'pause'} ${source}`);
    const sent = this.sent.get(source);
    if (sent) Object.assign(sent, { paused: true, isInterrupted });
  }

  async resume(source: Source): Promise<void> {
    await this.#step(`resume ${source}`);
    const sent = this.sent.get(source);
    if (sent) Object.assign(sent, { paused: false, isInterrupted: false });
  }

  async unpublish(source: Source): Promise<void> {
    await this.#step(`unpublish ${source}`);
    this.sent.delete(source);
  }

  setScreenCodecs(codecs: readonly ScreenCodec[]): void {
    this.screenCodecs = codecs;
  }

  setWantedLayers(wanted: readonly WantedLayer[]): void {
    this.wantedLayers = wanted;
  }

  isUnreadable(source: Source): boolean {
    return this.unreadable.delete(source);
  }

  async limitCamera(step: CameraStep, signs: boolean): Promise<void> {
    this.calls.push(`limit camera ${step}${signs ? ' of a signer' : ''}`);
  }

  confirmPaused(producerId: string, paused: boolean): void {
    for (const sent of this.sent.values()) if (sent.producerId === producerId) sent.paused = paused;
  }

  closedByServer(source: Source): void {
    this.calls.push(`closed ${source}`);
    this.sent.delete(source);
  }

  async view(items: readonly ViewItem[]): Promise<void> {
    await this.#step('view');
    this.views.push(items);
  }

  doWithout(codecs: readonly ScreenCodec[]): void {
    this.undecoded = codecs;
  }

  seekWay(): void {
    this.waysSought += 1;
  }

  consumerChanged(): void {
    this.calls.push('consumerChanged');
  }

  consumerClosed(): void {
    this.calls.push('consumerClosed');
  }

  async restart(access: MediaAccess): Promise<void> {
    this.restartedWith = access;
  }

  close(): void {
    this.closed = true;
  }

  async #step(call: string): Promise<void> {
    this.calls.push(call);
    await this.gate;
    const error = this.failNext;
    this.failNext = null;
    if (error) throw error;
  }
}

/** Opens fake links, one per session, and keeps their listeners. */
export class FakeMedia {
  readonly links: FakeLink[] = [];
  readonly sessions: SessionOptions[] = [];
  listener: MediaLinkListener | null = null;

  open: OpenMediaLink = async ({ access, undecoded, listener }) => {
    const link = new FakeLink();
    link.undecoded = undecoded;
    this.sessions.push(access.session);
    this.links.push(link);
    this.listener = listener;
    return link;
  };
}

export class FakeStorage implements KeyValueStore {
  readonly entries = new Map<string, string>();
  getItem = (key: string): string | null => this.entries.get(key) ?? null;
  setItem = (key: string, value: string): void => void this.entries.set(key, value);
  removeItem = (key: string): void => void this.entries.delete(key);
}

export const aTrack = (): MediaStreamTrack => ({}) as MediaStreamTrack;

export function aSession(name: string): SessionOptions {
  const side = (id: string) => ({
    id: `${name}-${id}`,
    iceParameters: { usernameFragment: name, password: name },
    iceCandidates: [],
    dtlsParameters: { fingerprints: [] },
  });
  return { routerRtpCapabilities: {}, send: side('send'), receive: side('receive') };
}

export const ago = (ms: number): AgoMs => agoOf(0, ms);
export const left = (ms: number): LeftMs => leftUntil(ms, 0);

let producersBegun = 0;

export function aParticipant(id: string, sends: Partial<Record<Source, 'live' | 'paused'>> = {}): ParticipantView {
  const producers = Object.entries(sends).map(([source, state]) => ({
    id: `${id}-${source}`,
    order: ++producersBegun,
    source: source as Source,
    paused: state === 'paused',
  }));
  return {
    id,
    displayName: `Person ${id}`,
    role: 'participant',
    isChairing: false,
    reconnecting: false,
    line: 'good',
    upload: 'good',
    producers,
    restricted: NO_SWITCHES,
    hasFloor: false,
    consent: NO_SWITCHES,
    seatId: null,
  };
}

export function aRoomView(changes: Partial<RoomView> = {}): RoomView {
  return {
    id: 'room',
    name: 'Vorstand',
    locked: false,
    muteOnEntry: false,
    cameraOnEntry: 'free',
    renaming: true,
    pseudonyms: false,
    lobby: 'off',
    hasPassword: false,
    opensWithoutPassword: false,
    trustedPass: true,
    lobbyReplies: false,
    chat: true,
    attendanceDays: 0,
    restricted: NO_SWITCHES,
    hands: [],
    spotlight: null,
    signing: [],
    led: null,
    plan: [],
    planVersion: 'first',
    quorum: null,
    closesInMs: null,
    closesForNext: false,
    reserved: null,
    restartsInMs: null,
    ...changes,
  };
}

export function aJoinedReply(changes: Partial<JoinedReply> = {}): JoinedReply {
  return {
    state: 'joined',
    clock: clockReading(),
    room: aRoomView(),
    self: { participantId: 'self', role: 'participant', isChairing: false },
    participants: [aParticipant('self')],
    lobby: [],
    consoles: [],
    noisy: [],
    chat: [],
    polls: [],
    session: aSession('first'),
    turn: null,
    sessionKept: false,
    resume: 'resume-1',
    ...changes,
  };
}

export function aLobbyReply(changes: Partial<LobbyReply> = {}): LobbyReply {
  return {
    state: 'lobby',
    clock: clockReading(),
    displayName: 'Anna',
    roomName: 'Vorstand',
    waitingFor: 'admission',
    message: null,
    texts: [],
    mayReply: false,
    mayProve: false,
    restartsInMs: null,
    opensInMs: null,
    resume: 'resume-lobby',
    ...changes,
  };
}

/** Lets everything that waits for an answered promise go on. */
export const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
