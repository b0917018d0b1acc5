import type { Echo, EchoLine, EchoPlane } from '../../../src/checks/echo-plane.ts';
import { AppError } from '../../../src/platform/errors.ts';
import type { SessionOptions, Source, TransportOptions, ViewItem } from '../../../src/protocol/index.ts';
import type {
  LineReading,
  MediaPlane,
  MediaRoom,
  MediaRoomListener,
  MediaSession,
  MediaSessionListener,
} from '../../../src/rooms/ports/media-plane.ts';

let nextId = 0;
function newId(kind: string): string {
  nextId += 1;
  return `${kind}-${nextId}`;
}

function transportOptions(): TransportOptions {
  return {
    id: newId('transport'),
    iceParameters: { usernameFragment: newId('ufrag'), password: 'p' },
    iceCandidates: [],
    dtlsParameters: { fingerprints: [{ algorithm: 'sha-256', value: 'AA:BB' }] },
  };
}

/** One participant's media without any: remembers what was asked of it. */
export class FakeSession implements MediaSession {
  readonly options: SessionOptions = {
    routerRtpCapabilities: { codecs: [] },
    send: transportOptions(),
    receive: transportOptions(),
  };
  readonly participantId: string;
  readonly listener: MediaSessionListener;
  readonly producers = new Map<string, { source: Source; paused: boolean }>();
  readonly #closedIds = new Set<string>();
  shown: readonly ViewItem[] = [];
  suspended = false;
  isHeard = false;
  /** What a worker would say of their line. */
  line: LineReading = {
    way: 'udp',
    download: 'good',
    downloadWeakSince: null,
    lossFrom: 0,
    lossTo: 0,
    roundTripMs: 20,
  };
  /** How often it was asked. */
  lineReadings = 0;
  closed = false;

  constructor(participantId: string, listener: MediaSessionListener) {
    this.participantId = participantId;
    this.listener = listener;
  }

  async readLine(): Promise<LineReading> {
    this.lineReadings += 1;
    return this.line;
  }
  start(): void {}
  async connectTransport(transportId: string): Promise<void> {
    this.#own(transportId, [this.options.send.id, this.options.receive.id]);
  }
  reportTransport(transportId: string, isCut: boolean): void {
    this.#own(transportId, [this.options.send.id, this.options.receive.id]);
    this.listener.lineChanged(isCut);
  }
  async restartTransport(transportId: string): Promise<TransportOptions['iceParameters']> {
    this.#own(transportId, [this.options.send.id, this.options.receive.id]);
    return { usernameFragment: newId('ufrag'), password: 'p' };
  }
  async produce({ source, paused }: { source: Source; paused: boolean }): Promise<string> {
    if ([...this.producers.values()].some((other) => other.source === source)) throw new AppError('INVALID_STATE');
    const id = newId('producer');
    this.producers.set(id, { source, paused });
    return id;
  }
  async pauseProducer(producerId: string): Promise<void> {
    this.#producer(producerId).paused = true;
  }
  async resumeProducer(producerId: string): Promise<void> {
    this.#producer(producerId).paused = false;
  }
  closeProducer(producerId: string): void {
    if (this.#closedIds.has(producerId)) return;
    this.#producer(producerId);
    this.producers.delete(producerId);
    this.#closedIds.add(producerId);
  }
  async view(items: readonly ViewItem[]) {
    this.shown = items;
    return items.map(({ producerId }) => ({
      id: newId('consumer'),
      producerId,
      kind: 'audio' as const,
      rtpParameters: { codecs: [] },
    }));
  }
  async resumeConsumers(consumerIds: readonly string[]): Promise<void> {
    if (consumerIds.length > 0) throw new AppError('NOT_ALLOWED');
  }
  async restart(): Promise<SessionOptions> {
    if (this.closed) throw new AppError('INVALID_STATE');
    this.suspended = false;
    return this.options;
  }
  suspend(): void {
    this.suspended = true;
  }
  close(): void {
    this.closed = true;
  }

  #producer(producerId: string) {
    const producer = this.producers.get(producerId);
    if (!producer) throw new AppError('NOT_ALLOWED');
    return producer;
  }
  #own(id: string, ids: readonly string[]): void {
    if (!ids.includes(id)) throw new AppError('NOT_ALLOWED');
  }
}

/** A check's line without media: what is sent comes back as often as it was asked for. */
export class FakeEchoLine implements EchoLine {
  readonly options: SessionOptions = {
    routerRtpCapabilities: { codecs: [] },
    send: transportOptions(),
    receive: transportOptions(),
  };
  closed = false;
  #producerId: string | null = null;

  async connect(): Promise<void> {}
  async send(): Promise<string> {
    if (this.#producerId !== null) throw new AppError('INVALID_STATE');
    this.#producerId = newId('producer');
    return this.#producerId;
  }
  async receive(_capabilities: unknown, echoes: number) {
    const producerId = this.#producerId;
    if (producerId === null) throw new AppError('INVALID_STATE');
    const one = () => ({ id: newId('consumer'), producerId, kind: 'audio' as const, rtpParameters: { codecs: [] } });
    return Array.from({ length: echoes }, one);
  }
  close(): void {
    this.closed = true;
  }
}

export interface FakeEcho extends Echo {
  readonly lines: readonly FakeEchoLine[];
  readonly closed: boolean;
  /** As when a worker dies. */
  lose(): void;
}

/** The seam without an SFU, for tests of the rooms and the protocol. */
export class FakeMediaPlane implements MediaPlane, EchoPlane {
  readonly sessions: FakeSession[] = [];
  readonly echoes: FakeEcho[] = [];
  readonly openRooms = new Map<string, MediaRoomListener>();
  /** Who began to sign or ended it, as it was told. */
  readonly signersTold: string[] = [];
  /** When set, sessions open only after it resolves. */
  gate: Promise<void> | null = null;
  failing = false;
  /** Participants for whom no session can be made. */
  readonly failingFor = new Set<string>();

  async openRoom(roomId: string, listener: MediaRoomListener): Promise<MediaRoom> {
    if (this.failing) throw new AppError('MEDIA_UNAVAILABLE');
    this.openRooms.set(roomId, listener);
    return {
      openSession: async (participantId, sessionListener) => {
        await this.gate;
        if (this.failing || this.failingFor.has(participantId)) throw new AppError('MEDIA_UNAVAILABLE');
        const session = new FakeSession(participantId, sessionListener);
        this.sessions.push(session);
        return session;
      },
      signersChanged: (participantIds) => void this.signersTold.push(...participantIds),
      close: () => void this.openRooms.delete(roomId),
    };
  }

  async openEcho(listener: { lost(): void }): Promise<Echo> {
    await this.gate;
    if (this.failing) throw new AppError('MEDIA_UNAVAILABLE');
    const lines: FakeEchoLine[] = [];
    let closed = false;
    const echo: FakeEcho = {
      lines,
      get closed() {
        return closed;
      },
      openLine: async () => {
        const line = new FakeEchoLine();
        lines.push(line);
        return line;
      },
      close: () => {
        closed = true;
      },
      lose: () => {
        closed = true;
        listener.lost();
      },
    };
    this.echoes.push(echo);
    return echo;
  }

  sessionOf(participantId: string): FakeSession {
    const session = this.sessions.findLast((candidate) => candidate.participantId === participantId);
    if (!session) throw new Error(`no session of ${participantId}`);
    return session;
  }

  /** As when a worker dies. */
  lose(roomId: string): void {
    const listener = this.openRooms.get(roomId);
    this.openRooms.delete(roomId);
    for (const session of this.sessions) session.close();
    listener?.lost();
  }
}
