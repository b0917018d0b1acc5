import type { Device, types } from 'mediasoup-client';
import type { PictureSize, ScreenCodec, Source, WantedLayer } from '../../../../src/protocol/index.ts';
import type { CameraStep } from '../../call/line/upload-guard.ts';
import type { MediaLinkListener, Published, SendingLink } from '../../call/media/ports.ts';
import type { Commands } from '../../session/commands.ts';
import { madeSizeOf } from '../made-size.ts';
import { codecOf, sendsWell } from './codecs.ts';
import { limitedTo, publishOptions, sentUpTo, soundLimitedTo } from './encodings.ts';
import { UploadWatch } from './watching/upload-watch.ts';
import { asWireParameters } from './wire.ts';

type SourceData = { source: Source; size: PictureSize | null; inFront: boolean; pausedByRoom?: boolean };

interface Sent {
  readonly producer: types.Producer;
  /** What its streams were made for, and by which the server chooses among them. */
  readonly size: PictureSize | null;
  readonly isMusic: boolean;
  /** Null for VP8 and for sound. */
  readonly codec: ScreenCodec | null;
  /** As the server has confirmed it, so that what a dropped connection swallowed is sent again. */
  paused: boolean;
  isInterrupted: boolean;
}

interface ProducersOptions {
  readonly device: Device;
  readonly transport: types.Transport;
  readonly commands: Pick<Commands, 'send'>;
  readonly uploadRead: MediaLinkListener['uploadRead'];
}

/** What this page sends over one transport. */
export class Producers implements SendingLink {
  readonly #device: Device;
  readonly #transport: types.Transport;
  readonly #commands: Pick<Commands, 'send'>;
  readonly #upload: UploadWatch;
  readonly #sent = new Map<Source, Sent>();
  #screenCodecs: readonly ScreenCodec[] = [];
  /** By producer, whether its answer has come or not. */
  #wantedLayers: ReadonlyMap<string, number> = new Map();
  #cameraStep: CameraStep = 'full';
  #signs = false;
  #limiting: Promise<void> = Promise.resolve();

  constructor({ device, transport, commands, uploadRead }: ProducersOptions) {
    this.#device = device;
    this.#transport = transport;
    this.#commands = commands;
    this.#upload = new UploadWatch({
      transport,
      read: (reading) => {
        // What is agreed on anew between the two ends, as by a restart of ICE, switches all of a picture's streams on in Chromium.
        void this.#limitInTurn({ mayBeDone: true }).catch(() => {});
        uploadRead({ ...reading, isLeastWanted: this.#wantedLayer('camera') === 0 });
      },
    });
    transport.on('produce', ({ rtpParameters, appData }, done, failed) => {
      const data = appData as SourceData;
      const { source, size, inFront } = data;
      const more = { ...(size && { size }), ...(inFront && { inFront }) };
      commands
        .send('producer:create', { source, rtpParameters: asWireParameters(rtpParameters), ...more })
        .then(({ producerId, paused }) => {
          data.pausedByRoom = paused;
          done({ id: producerId });
        })
        .catch(failed);
    });
  }

  published(source: Source): Published | null {
    const sent = this.#sent.get(source);
    if (!sent) return null;
    const { producer, paused, isInterrupted } = sent;
    return { producerId: producer.id, track: producer.track, paused, isInterrupted };
  }

  async publish(source: Source, track: MediaStreamTrack, { inFront } = { inFront: false }): Promise<Published> {
    const size = pictureSizeOf(track);
    const isMusic = track.contentHint === 'music';
    const appData: SourceData = { source, size, inFront };
    const codec = source === 'screen' ? await this.#screenCodec(track) : null;
    const chosen = track.kind === 'video' && codecOf(this.#device.sendRtpCapabilities, codec ?? 'VP8');
    const producer = await this.#transport.produce({
      track,
      appData,
      ...publishOptions(source, size, { isMusic, codec }),
      ...(chosen && { codec: chosen }),
      // The track belongs to LocalMedia, which shows it in one's own picture and switches it off.
      stopTracks: false,
      disableTrackOnPause: false,
    });
    const paused = appData.pausedByRoom ?? false;
    const before = this.#sent.get(source);
    this.#sent.set(source, { producer, size, isMusic, codec, paused, isInterrupted: false });
    // The server has closed its end of it.
    before?.producer.close();
    this.#upload.begin();
    const isLimited = (source === 'camera' || isMusic) && this.#cameraStep !== 'full';
    if (isLimited || this.#wantedLayer(source) !== undefined) void this.#limitInTurn().catch(() => {});
    return { producerId: producer.id, track, paused };
  }

  fits(source: Source, track: MediaStreamTrack): boolean {
    const sent = this.#sent.get(source);
    const made = sent?.size ?? null;
    if (sent?.producer.track === track) {
      // What a camera or a screen gives may change its size by itself, or turn, and nothing is made anew for that.
      const now = madeSizeOf(track);
      return now === null || now.width * now.height === (made?.width ?? 0) * (made?.height ?? 0);
    }
    const size = pictureSizeOf(track);
    if ((sent?.isMusic ?? false) !== (track.contentHint === 'music')) return false;
    return made?.width === size?.width && made?.height === size?.height;
  }

  async replaceTrack(source: Source, track: MediaStreamTrack): Promise<void> {
    await this.#sent.get(source)?.producer.replaceTrack({ track });
  }

  async pause(source: Source, { isInterrupted } = { isInterrupted: false }): Promise<void> {
    const sent = this.#sent.get(source);
    if (!sent) return;
    const interrupted = isInterrupted ? { interrupted: true } : {};
    await this.#commands.send('producer:pause', { producerId: sent.producer.id, ...interrupted });
    Object.assign(sent, { paused: true, isInterrupted });
  }

  async resume(source: Source): Promise<void> {
    const sent = this.#sent.get(source);
    if (!sent) return;
    await this.#commands.send('producer:resume', { producerId: sent.producer.id });
    Object.assign(sent, { paused: false, isInterrupted: false });
  }

  async unpublish(source: Source): Promise<void> {
    const sent = this.#sent.get(source);
    if (!sent) return;
    await this.#commands.send('producer:close', { producerId: sent.producer.id });
    this.#sent.delete(source);
    sent.producer.close();
  }

  setScreenCodecs(codecs: readonly ScreenCodec[]): void {
    this.#screenCodecs = codecs;
  }

  isUnreadable(source: Source): boolean {
    const codec = this.#sent.get(source)?.codec ?? null;
    return codec !== null && !this.#screenCodecs.includes(codec);
  }

  limitCamera(step: CameraStep, signs: boolean): Promise<void> {
    this.#cameraStep = step;
    this.#signs = signs;
    return this.#limitInTurn();
  }

  setWantedLayers(wanted: readonly WantedLayer[]): void {
    this.#wantedLayers = new Map(wanted.map(({ producerId, spatialLayer }) => [producerId, spatialLayer]));
    void this.#limitInTurn().catch(() => {});
  }

  /** Undefined: all of it. */
  #wantedLayer(source: Source): number | undefined {
    const sent = this.#sent.get(source);
    return sent && this.#wantedLayers.get(sent.producer.id);
  }

  /** One after the other: a browser refuses what was read before another change. */
  #limitInTurn({ mayBeDone = false } = {}): Promise<void> {
    const limiting = this.#limiting.then(() => this.#limit({ mayBeDone }));
    this.#limiting = limiting.catch(() => {});
    return limiting;
  }

  /** `mayBeDone`: what sends and what does not is as it should be, most likely. */
  async #limit(options: { readonly mayBeDone: boolean }): Promise<void> {
    const [step, signs] = [this.#cameraStep, this.#signs];
    const [camera, screen, microphone] = [
      this.#sent.get('camera'),
      this.#sent.get('screen'),
      this.#sent.get('microphone'),
    ];
    const size = camera?.size ?? null;
    const { encodings } = publishOptions('camera', size);
    const wanted = { camera: this.#wantedLayer('camera'), screen: this.#wantedLayer('screen') };
    await Promise.all([
      setEncodings(camera, (now) => limitedTo(step, now, encodings, { size, signs, wanted: wanted.camera }), options),
      wanted.screen !== undefined && setEncodings(screen, (now) => sentUpTo(wanted.screen, now), options),
      microphone?.isMusic && setEncodings(microphone, (now) => soundLimitedTo(step, now), options),
    ]);
  }

  confirmPaused(producerId: string, paused: boolean): void {
    for (const sent of this.#sent.values()) {
      if (sent.producer.id !== producerId) continue;
      Object.assign(sent, { paused, isInterrupted: paused && sent.isInterrupted });
    }
  }

  closedByServer(source: Source): void {
    const sent = this.#sent.get(source);
    this.#sent.delete(source);
    sent?.producer.close();
  }

  /** The transport closes what is sent over it. */
  close(): void {
    this.#upload.close();
    this.#sent.clear();
  }

  /** Null: VP8, which everybody decodes. */
  async #screenCodec(track: MediaStreamTrack): Promise<ScreenCodec | null> {
    // Others do not send the header by which the server finds AV1's frames (dependency descriptor), nor layers in time.
    if (!this.#device.handlerName.startsWith('Chrome')) return null;
    for (const name of this.#screenCodecs) {
      const codec = codecOf(this.#device.sendRtpCapabilities, name);
      if (codec && (await sendsWell(name, track))) return name;
    }
    return null;
  }
}

async function setEncodings(
  sent: Sent | undefined,
  change: (now: readonly RTCRtpEncodingParameters[]) => RTCRtpEncodingParameters[],
  { mayBeDone }: { readonly mayBeDone: boolean },
): Promise<void> {
  const sender = sent?.producer.rtpSender;
  if (!sender) return;
  const parameters = sender.getParameters();
  const encodings = change(parameters.encodings);
  const isDone = encodings.every(({ active }, index) => active === parameters.encodings[index]?.active);
  if (!isDone || !mayBeDone) await sender.setParameters({ ...parameters, encodings });
}

/** As it goes out; the server chooses layers by it. Null for sound, or when the browser does not say. */
function pictureSizeOf(track: MediaStreamTrack): PictureSize | null {
  const { width = 0, height = 0 } = madeSizeOf(track) ?? track.getSettings();
  return width > 0 && height > 0 ? { width, height } : null;
}
