import type {
  ConsumerState,
  FloorSource,
  MediaAccess,
  ParticipantView,
  ScreenCodec,
  SessionOptions,
  Source,
  ViewItem,
  WantedLayer,
} from '../../../../src/protocol/index.ts';
import { isReached } from '../../../../src/protocol/meeting/quorum.ts';
import { Latest } from '../../latest.ts';
import { Commands } from '../../session/commands.ts';
import type { Signaling } from '../../session/signaling.ts';
import type { Notice, TableState } from '../call-state.ts';
import { CameraHold } from '../line/camera-hold.ts';
import { DownloadWatch } from '../line/download-watch.ts';
import { HeavyCodecs } from '../line/heavy-codecs.ts';
import { type DecodeReading, type Relief, ReliefGuard } from '../line/relief-guard.ts';
import type { OwnMedia } from '../meeting/feature.ts';
import type { LocalTracks, MediaLink, MediaLinkListener, MediaWay, OpenMediaLink, RemoteTrack } from './ports.ts';
import { NOTHING_SENT, Publisher } from './publisher.ts';
import { type Size, Subscriber } from './subscriber.ts';

/**
 * Sending starts when the first picture is seen, so that it does not compete with it for a slow computer's attention, and
 * where there is none to be seen with the way; but no later than this, which nobody notices who has just come in.
 */
const SEND_WITHIN_MS = 700;

interface TableMediaOptions {
  readonly signaling: Pick<Signaling, 'connected' | 'request'>;
  readonly local: LocalTracks;
  readonly openMedia: OpenMediaLink;
  readonly estimateTile: (tiles: number) => Size;
  readonly changed: (
    part: Partial<
      Pick<TableState, 'health' | 'sending' | 'tracks' | 'upload' | 'isVoicePoor' | 'download' | 'relief' | 'resting'>
    >,
  ) => void;
  readonly notice: (notice: Notice) => void;
  readonly heldBack: (source: Source) => void;
  /** The network is back. */
  readonly heardAgain: () => void;
}

/** What one stay at the table sends and receives, over as many links as it takes. */
export class TableMedia implements OwnMedia {
  readonly subscriber: Subscriber;
  readonly #publisher: Publisher;
  readonly #options: TableMediaOptions;
  /** Of the link, and good as long as it is. */
  readonly #commands: Commands;
  readonly #camera: CameraHold;
  readonly #download: DownloadWatch;
  readonly #decoding = new ReliefGuard();
  readonly #heavy = new HeavyCodecs();
  #relief: Relief = 'none';
  #participants: readonly ParticipantView[] = [];
  #tracks: ReadonlyMap<string, RemoteTrack> = new Map();
  #link: MediaLink | null = null;
  #session: SessionOptions | null = null;
  /** As the server has said last. */
  #screenCodecs: readonly ScreenCodec[] = [];
  #wantedLayers: readonly WantedLayer[] = [];
  /** A link that was overtaken is closed when it comes. */
  readonly #openings = new Latest();
  #sendLater: ReturnType<typeof setTimeout> | null = null;

  constructor(options: TableMediaOptions) {
    this.#options = options;
    this.#commands = new Commands(options.signaling);
    this.subscriber = new Subscriber({
      estimateTile: options.estimateTile,
      changed: () => this.#judgeDownload(),
      rests: (resting) => options.changed({ resting }),
    });
    this.#publisher = new Publisher({
      local: options.local,
      changed: (sending) => options.changed({ sending }),
      failed: (_source, failure) => options.notice({ kind: 'failed', failure }),
      heldBack: options.heldBack,
      switchedOff: (source) => options.notice({ kind: 'switched-off', source }),
    });
    this.#camera = new CameraHold({
      local: options.local,
      hold: (isHeld) => this.#publisher.holdCamera(isHeld),
      report: (upload) => options.signaling.request('upload:report', { upload }),
      changed: (own) => options.changed(own),
    });
    this.#download = new DownloadWatch((download) => options.changed({ download }));
  }

  /** The transports that this page has, by their ids; null: none yet, or none any more. */
  get holds(): { send: string; receive: string } | null {
    const session = this.#session;
    return session && { send: session.send.id, receive: session.receive.id };
  }

  /** Of somebody else, on the screen. */
  pictureSeen(): void {
    this.#sendNow();
  }

  /** Builds everything anew on a session that the server has just made. */
  async open(access: MediaAccess, { isBack = false } = {}): Promise<void> {
    const isLatest = this.#openings.begin();
    this.#screenCodecs = access.session.screenCodecs ?? [];
    this.#wantedLayers = access.session.wantedLayers ?? [];
    this.suspend();
    this.#commands.end();
    this.#link?.close();
    this.#link = null;
    this.#session = null;
    this.#camera.use(null);
    this.#tracksChanged(new Map());
    this.#options.changed({ tracks: new Map(), sending: NOTHING_SENT, health: 'idle' });
    try {
      const link = await this.#options.openMedia({
        access,
        undecoded: [...this.#heavy.names],
        request: this.#options.signaling.request,
        commands: this.#commands,
        listener: this.#listener(isLatest),
      });
      if (isLatest()) {
        this.#link = link;
        link.sending.setScreenCodecs(this.#screenCodecs);
        link.sending.setWantedLayers(this.#wantedLayers);
        this.#camera.use(link.sending);
        this.#session = access.session;
        this.subscriber.use(link.receiving);
        // The others have missed who is back, and may have nothing to send yet themselves.
        if (isBack || this.subscriber.items().length === 0) this.#send();
        else this.#sendLater = setTimeout(() => this.#send(), SEND_WITHIN_MS);
      } else link.close();
    } catch {
      if (isLatest()) this.#options.notice({ kind: 'media-failed' });
    }
  }

  setParticipants(participants: readonly ParticipantView[], selfId: string): void {
    this.#participants = participants;
    this.subscriber.setParticipants(participants, selfId);
    this.#judgeDownload();
    this.#publisher.setOwn(participants.find(({ id }) => id === selfId)?.producers ?? []);
  }

  /** Who speaks with their hands: their pictures are spared last, the others' here and one's own on the way up. */
  setSigning(participantIds: readonly string[], selfId: string): void {
    this.subscriber.setSigning(participantIds);
    this.#camera.setSigning(participantIds.includes(selfId));
  }

  /** The connection is lost: what is shown stays, nothing is asked of the server. */
  suspend(): void {
    this.#holdBack();
    this.subscriber.use(null);
    this.#publisher.use(null);
  }

  /** The connection is back and the server has kept the session. */
  resume(access: MediaAccess): void {
    const link = this.#link;
    if (link === null) {
      void this.open(access);
      return;
    }
    // A failed restart shows in the transport's state, which asks for another.
    link.restart(access).catch(() => {});
    this.#commands.resume();
    this.screenCodecsChanged(access.session.screenCodecs ?? []);
    this.#wantLayers(access.session.wantedLayers ?? []);
    this.#camera.again();
    this.subscriber.use(link.receiving);
    this.#send();
  }

  switchedOff(producerId: string): void {
    this.#publisher.switchedOffByChair(producerId);
  }

  switchOn(source: FloorSource): void {
    this.#options.local.switchOn(source);
  }

  silence(): void {
    this.#publisher.silence();
    this.#camera.forgotten();
  }

  consumerChanged(state: ConsumerState): void {
    this.#link?.receiving.consumerChanged(state);
  }

  consumerClosed(consumerId: string): void {
    this.#link?.receiving.consumerClosed(consumerId);
  }

  screenCodecsChanged(codecs: readonly ScreenCodec[]): void {
    this.#screenCodecs = codecs;
    this.#link?.sending.setScreenCodecs(codecs);
    this.#publisher.reconcile();
  }

  layersWanted(wanted: WantedLayer): void {
    this.#wantLayers([...this.#wantedLayers.filter(({ producerId }) => producerId !== wanted.producerId), wanted]);
  }

  replace(access: MediaAccess): void {
    void this.open(access, { isBack: true });
  }

  /** Who does without the pictures need not be told that they do not get through. */
  setSoundOnly(isSoundOnly: boolean): void {
    this.subscriber.setSoundOnly(isSoundOnly);
    if (!isSoundOnly) return;
    this.#download.begin();
    this.#judgeDownload();
  }

  /** One's picture, which is off for want of a way up, is tried again. */
  tryPicture(): void {
    this.#camera.tryNow();
  }

  /** Whatever way media has taken may be of the network before. */
  networkChanged(): void {
    this.#link?.seekWay();
  }

  /** By which ways media goes now; none before any does. */
  async ways(): Promise<readonly MediaWay[]> {
    return (await this.#link?.ways()) ?? [];
  }

  showScreenAgain(): void {
    this.#publisher.showScreenAgain();
  }

  close(): void {
    this.#openings.end();
    this.#holdBack();
    this.#camera.close();
    this.#download.close();
    this.#publisher.close();
    this.#commands.end();
    this.subscriber.close();
    this.#link?.close();
    this.#link = null;
  }

  #wantLayers(wanted: readonly WantedLayer[]): void {
    this.#wantedLayers = wanted;
    this.#link?.sending.setWantedLayers(wanted);
  }

  #send(): void {
    this.#holdBack();
    this.#publisher.use(this.#link?.sending ?? null);
  }

  #sendNow(): void {
    if (this.#sendLater !== null) this.#send();
  }

  #holdBack(): void {
    if (this.#sendLater !== null) clearTimeout(this.#sendLater);
    this.#sendLater = null;
  }

  #tracksChanged(tracks: ReadonlyMap<string, RemoteTrack>): void {
    this.#tracks = tracks;
    this.#judgeDownload();
  }

  /**
   * Of a picture that is off by itself nothing is missing. Nor of one that is not shown: what the server has said of it
   * last stays as it was, since it says nothing of what it does not send.
   */
  #judgeDownload(): void {
    const sent = this.#participants.flatMap((participant) => (isReached(participant) ? participant.producers : []));
    const sentIds = new Set(sent.map(({ id }) => id));
    const shown = this.subscriber.items().filter(({ producerId }) => sentIds.has(producerId));
    this.#download.set(shown.some(({ producerId }) => this.#tracks.get(producerId)?.layer === null));
  }

  #decodeRead(reading: DecodeReading): void {
    if (this.#heavy.read(reading)) this.#link?.doWithout([...this.#heavy.names]);
    this.#decoding.read(reading);
    const { relief } = this.#decoding;
    if (relief === this.#relief) return;
    this.#relief = relief;
    this.subscriber.setRelief(relief);
    this.#options.changed({ relief });
  }

  #listener(isLatest: () => boolean): MediaLinkListener {
    return {
      tracksChanged: (tracks) => {
        if (!isLatest()) return;
        this.#tracksChanged(tracks);
        this.#options.changed({ tracks });
      },
      decodeRead: (reading) => isLatest() && this.#decodeRead(reading),
      uploadRead: (reading) => isLatest() && this.#camera.read(reading),
      healthChanged: (health) => {
        if (!isLatest()) return;
        this.#options.changed({ health });
        if (health === 'connected' && !this.subscriber.items().some(isPicture)) this.#sendNow();
      },
      heardAgain: () => isLatest() && this.#options.heardAgain(),
    };
  }
}

function isPicture({ width }: ViewItem): boolean {
  return width !== undefined;
}
