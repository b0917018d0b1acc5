import type { Source } from '../../../../src/protocol/index.ts';
import type { LocalTrack, LocalTracks } from '../../call/media/ports.ts';
import type { SettingsStore } from '../../settings.ts';
import type { Treat, Treatment, TreatmentProblem } from '../treatment/treatment.ts';
import type { CaptureSource, Facing } from './capture.ts';
import type { DeviceChoice, Devices } from './devices.ts';
import { type DeviceChange, DeviceChanges } from './local/device-changes.ts';
import { watchHeld } from './local/held-track.ts';
import { type Capture, isFacingAway, type LocalSource, type LocalSources, OFF } from './local/local-source.ts';
import { Openings } from './local/openings.ts';
import { Outgoing } from './local/outgoing.ts';
import { isPermitted } from './local/permission.ts';

const CAPTURED: readonly CaptureSource[] = ['microphone', 'camera'];

/** From one camera to the other. */
interface Turn {
  readonly from: string;
  /** If that looks the same way; null: there is no other. */
  readonly next: string | null;
  /** By its id; null: whichever looks the way that is asked for. */
  readonly to: string | null;
}

/** One's own microphone, camera and screen, from the door to the end of the call. */
export class LocalMedia implements LocalTracks {
  readonly #settings: SettingsStore;
  readonly #listeners = new Set<() => void>();
  readonly #changes = new DeviceChanges();
  readonly #unwatch = new Map<Source, () => void>();
  readonly #outgoing: Outgoing;
  /** Nothing here filters a microphone, and the browser does what it can. */
  #isLeftToBrowser = !('AudioWorkletNode' in globalThis);
  #sources: LocalSources = { microphone: OFF, camera: OFF, screen: OFF, screenAudio: OFF };
  /** A new page shows its owner's face first, whatever was shown last. */
  #facing: Facing = 'user';
  #turn: Turn | null = null;
  /** Once it has been open it stays so, also while it is off, wherever that needs no question. */
  #isMicrophoneKept = false;
  readonly #openings = new Openings({
    settings: () => {
      const settings = this.#settings.get();
      const cameraId = this.#turn?.to ?? settings.cameraId;
      return { ...settings, cameraId, byBrowser: this.#isLeftToBrowser, facing: this.#facing };
    },
    opened: (source, track) => this.#opened(source, track),
    failed: (source, problem) => this.#failed(source, problem),
  });

  constructor(settings: SettingsStore) {
    this.#settings = settings;
    this.#outgoing = new Outgoing({ settings, changed: (source, treatment) => this.#treated(source, treatment) });
  }

  getSnapshot = (): LocalSources => this.#sources;

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  onDeviceChange(listener: () => void): () => void {
    return this.#changes.onChange(listener);
  }

  /** The changes that are still to be told, for whoever tells them now. */
  takeDeviceChanges(): readonly DeviceChange[] {
    return this.#changes.take();
  }

  /** Something was plugged in or pulled out: a chosen device that is there again is used again. */
  devicesChanged({ microphones, cameras }: Devices): void {
    if (microphones.length > 0) void this.#keepOpen();
    const there = [...microphones, ...cameras].map(({ id }) => id);
    const appeared = this.#changes.appeared(there, [this.#chosenOf('microphone'), this.#chosenOf('camera')]);
    for (const source of CAPTURED) {
      const { capture: current } = this.#sources[source];
      const chosen = this.#chosenOf(source);
      if (chosen === null || !appeared.has(chosen) || current.is !== 'live' || current.device?.id === chosen) continue;
      if (!this.#changes.isInstead(source)) this.#changes.forget(source);
      this.#takeAnew(source);
    }
  }

  local(source: Source): LocalTrack {
    const { wanted, capture: current } = this.#sources[source];
    if (current.is !== 'live') return { wanted, track: null };
    return { wanted, track: this.#outgoing.of(source, current), isHeld: current.isHeld };
  }

  /** From here on what goes out of this source is what this makes of what is captured. */
  treat(source: CaptureSource, treat: Treat): void {
    this.#outgoing.treat(source, treat);
    this.#begin(source);
    this.#set(source, this.#sources[source]);
  }

  /** Whether something makes of it what goes out. */
  treats(source: CaptureSource): boolean {
    return this.#outgoing.treats(source);
  }

  /** The room's wish: see `SettingsStore.blur`. From here on nothing of a camera goes out that is not treated. */
  blur(): boolean {
    const isBlurred = this.#settings.blur();
    this.#set('camera', this.#sources.camera);
    return isBlurred;
  }

  /** It is of no use, and let go. */
  refuse(source: Source, problem: TreatmentProblem): void {
    stop(this.#sources[source].capture);
    this.#set(source, { wanted: false, capture: { is: 'failed', problem } });
  }

  switchOff(source: Source): void {
    if (source === 'microphone' || source === 'camera') this.setWanted(source, false, { remember: false });
    else this.stopScreen();
  }

  switchOn(source: CaptureSource): void {
    this.setWanted(source, true, { remember: false });
  }

  /** Opens what was on last time, with one question to the person instead of two. */
  async start(): Promise<void> {
    const { microphoneOn, cameraOn } = this.#settings.get();
    const wasOn = { microphone: microphoneOn, camera: cameraOn };
    await this.#startAll(CAPTURED.filter((source) => wasOn[source] && this.#sources[source].capture.is !== 'live'));
  }

  /** Opens what has failed, with one question as well: a wish for the next meeting too. */
  async startFailed(): Promise<void> {
    const failed = CAPTURED.filter((source) => this.#sources[source].capture.is === 'failed');
    if (failed.includes('microphone')) this.#settings.update({ microphoneOn: true });
    if (failed.includes('camera')) this.#settings.update({ cameraOn: true });
    await this.#startAll(failed);
  }

  /** `remember` false: a moderator's or the room's doing, or for a moment, which is no wish for the next meeting. */
  setWanted(source: CaptureSource, wanted: boolean, { remember = true } = {}): void {
    if (remember) this.#settings.update(source === 'microphone' ? { microphoneOn: wanted } : { cameraOn: wanted });
    const { wanted: before, capture: current } = this.#sources[source];
    if (current.is === 'live' && current.isHeld && wanted && !before && remember) {
      // What the system has taken is not always given back to what was open: that is let go once there is another.
      this.#set(source, { wanted, capture: current });
      void this.#openings.open([source]);
    } else if (current.is === 'live' && (wanted || source === 'microphone')) {
      // A microphone is kept open, so that the first word after unmuting is heard.
      this.#set(source, { wanted, capture: current });
    } else if (!wanted) {
      if (!this.#isKept(source)) this.#openings.end(source);
      stop(current);
      this.#set(source, OFF);
    } else {
      this.#set(source, { wanted, capture: { is: 'starting' } });
      void this.#openings.open([source]);
    }
  }

  /** Opens a microphone that is off until its owner switches it on. */
  async openMuted(): Promise<void> {
    this.#isMicrophoneKept = true;
    this.#set('microphone', OFF);
    await this.#openings.open(['microphone']);
  }

  /** Takes the source anew, with the device and the processing that the settings name now. */
  retake(source: CaptureSource): void {
    this.#changes.forget(source);
    if (source === 'camera') this.#turn = null;
    this.#takeAnew(source);
  }

  /** Takes a microphone that is on anew, with the processing that the settings name now; what there is of it goes out until then. */
  reprocess(): void {
    const { wanted, capture: current } = this.#sources.microphone;
    if (wanted && current.is === 'live') void this.#openings.open(['microphone']);
    else this.retake('microphone');
  }

  /** A telephone's other camera, in place of whatever was chosen. */
  turnCamera(cameras: readonly DeviceChoice[]): void {
    const { camera } = this.#sources;
    const isByList = this.#turn !== null && this.#turn.to !== null;
    this.#facing = isFacingAway(camera) ? 'user' : 'environment';
    if (this.#settings.get().cameraId !== null) this.#settings.update({ cameraId: null });
    this.#changes.forget('camera');
    const from = camera.capture.is === 'live' ? (camera.capture.device?.id ?? '') : '';
    const next = nextOf(cameras, from);
    this.#turn = { from, next, to: isByList ? next : null };
    this.#takeAnew('camera');
  }

  async shareScreen(): Promise<void> {
    const opening = this.#openings.openScreen();
    this.#set('screen', { wanted: true, capture: { is: 'starting' } });
    const opened = await opening;
    if (opened === null) return;
    if ('is' in opened) return this.#set('screen', { wanted: false, capture: opened });
    for (const track of opened) {
      track.addEventListener('ended', () => this.stopScreen());
      this.#set(track.kind === 'video' ? 'screen' : 'screenAudio', {
        wanted: true,
        capture: { is: 'live', track, device: null, isHeld: false },
      });
    }
  }

  stopScreen(): void {
    this.#openings.end('screen');
    for (const source of ['screen', 'screenAudio'] as const) {
      stop(this.#sources[source].capture);
      this.#set(source, OFF);
    }
  }

  /** Lets go of every device; what was wanted is remembered in the settings. */
  stop(): void {
    this.stopScreen();
    this.#changes.clear();
    this.#isMicrophoneKept = false;
    for (const source of CAPTURED) {
      this.#openings.end(source);
      stop(this.#sources[source].capture);
      this.#set(source, OFF);
    }
  }

  async #startAll(sources: readonly CaptureSource[]): Promise<void> {
    for (const source of sources) this.#set(source, { wanted: true, capture: { is: 'starting' } });
    if (sources.length > 0) await this.#openings.open(sources);
  }

  /** What is off stays so. */
  #takeAnew(source: CaptureSource): void {
    const { wanted, capture: current } = this.#sources[source];
    this.#openings.end(source);
    stop(current);
    this.#set(source, wanted ? { wanted, capture: { is: 'starting' } } : OFF);
    if (wanted) void this.#openings.open([source]);
    else if (source === 'microphone') void this.#keepOpen();
  }

  /** Nobody is asked for what they do not use just now: where the browser might ask, it stays off until it is wanted. */
  async #keepOpen(): Promise<void> {
    if (!this.#mayKeepOpen() || !(await isPermitted('microphone'))) return;
    if (this.#mayKeepOpen()) await this.#openings.open(['microphone']);
  }

  #mayKeepOpen(): boolean {
    const { wanted, capture: current } = this.#sources.microphone;
    return this.#isMicrophoneKept && !wanted && current.is === 'off' && !this.#openings.isOpening('microphone');
  }

  #opened(source: CaptureSource, track: MediaStreamTrack): void {
    const turn = this.#turn;
    const isTheSame = turn !== null && turn.to === null && track.getSettings().deviceId === turn.from;
    if (source === 'camera' && isTheSame && turn.next !== null) {
      // Not every camera says where it looks, or says it right: then they are taken in their order.
      track.stop();
      this.#turn = { ...turn, to: turn.next };
      void this.#openings.open([source]);
    } else this.#adopt(source, track);
  }

  #failed(source: CaptureSource, problem: Capture): void {
    const { wanted, capture: current } = this.#sources[source];
    // Of what nobody wants now there is nothing to say: who wants it again is told then. And what is held may come back.
    if (!wanted || current.is === 'live') return;
    this.#changes.forget(source);
    this.#set(source, { wanted: false, capture: problem });
  }

  #adopt(source: CaptureSource, track: MediaStreamTrack): void {
    const device = { id: track.getSettings().deviceId ?? '', label: track.label };
    const { capture: before } = this.#sources[source];
    if (source === 'microphone') this.#isMicrophoneKept = true;
    track.addEventListener('ended', () => {
      const now = this.#sources[source].capture;
      if (now.is !== 'live' || now.track !== track) return;
      // A headset was pulled out: what else there is takes its place, as much on or off as it was.
      this.#changes.lost(source, device);
      this.#takeAnew(source);
    });
    const tell = (isHeld: boolean) => {
      const { wanted } = this.#sources[source];
      this.#set(source, { wanted, capture: { is: 'live', track, device, isHeld } });
    };
    tell(false);
    stop(before);
    this.#unwatch.set(source, watchHeld(track, tell));
    this.#changes.used(source, device, this.#chosenOf(source));
  }

  #isKept(source: CaptureSource): boolean {
    return source === 'microphone' && this.#isMicrophoneKept;
  }

  #chosenOf(source: CaptureSource): string | null {
    const { microphoneId, cameraId } = this.#settings.get();
    return source === 'microphone' ? microphoneId : cameraId;
  }

  #set(source: Source, value: LocalSource): void {
    const { capture: before } = this.#sources[source];
    const isSame = before.is === 'live' && value.capture.is === 'live' && value.capture.track === before.track;
    if (!isSame) {
      this.#unwatch.get(source)?.();
      this.#unwatch.delete(source);
    }
    this.#sources = { ...this.#sources, [source]: value };
    if (!isSame) this.#begin(source);
    if (value.capture.is === 'live') {
      const out = this.#outgoing.turn(source, value.capture, value.wanted);
      this.#sources = { ...this.#sources, [source]: { ...value, ...out } };
    }
    for (const listener of this.#listeners) listener();
  }

  #begin(source: Source): void {
    const { capture: current } = this.#sources[source];
    this.#outgoing.begin(source, current.is === 'live' ? current.track : null);
  }

  #treated(source: Source, { problem, isLeftToBrowser }: Treatment): void {
    if (problem) {
      this.refuse(source, problem);
    } else if (source === 'microphone' && isLeftToBrowser !== this.#isLeftToBrowser) {
      this.#isLeftToBrowser = isLeftToBrowser;
      this.retake(source);
    } else {
      const { wanted, capture: now } = this.#sources[source];
      this.#set(source, { wanted, capture: now });
    }
  }
}

function stop(capture: Capture): void {
  if (capture.is === 'live') capture.track.stop();
}

function nextOf(cameras: readonly DeviceChoice[], from: string): string | null {
  const at = cameras.findIndex(({ id }) => id === from);
  const next = cameras[(at + 1) % cameras.length];
  return next && next.id !== from ? next.id : null;
}
