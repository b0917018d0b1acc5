import type { Source } from '../../../../src/protocol/index.ts';
import type { LocalTrack, LocalTracks } from '../../call/media/ports.ts';
import { Latest } from '../../latest.ts';
import type { SettingsStore } from '../../settings.ts';
import type { SoundNote } from '../treatment/sound-note.ts';
import type { Treat, Treatment, TreatmentProblem } from '../treatment/treatment.ts';
import {
  CaptureError,
  type CaptureProblem,
  type CaptureSource,
  capture,
  captureScreen,
  type Facing,
} from './capture.ts';
import type { Devices } from './devices.ts';
import { watchHeld } from './held-track.ts';

export type Capture =
  | { readonly is: 'off' }
  | { readonly is: 'starting' }
  | LiveCapture
  | { readonly is: 'failed'; readonly problem: CaptureProblem | TreatmentProblem };

interface LiveCapture {
  readonly is: 'live';
  /** As captured; what goes out may be made of it. */
  readonly track: MediaStreamTrack;
  /** What is in use, as the browser names it; null for a screen. */
  readonly device: UsedDevice | null;
  /** The system gives no sound or picture of it for now: a phone call, a key that mutes, a lid. */
  readonly isHeld: boolean;
}

export interface UsedDevice {
  readonly id: string;
  readonly label: string;
}

/** `instead`: what was used or chosen is gone, and this is used. `back`: what was chosen is there again, and used. */
export interface DeviceChange {
  readonly kind: 'instead' | 'back';
  readonly source: CaptureSource;
  readonly label: string;
}

/** What somebody wants of a source, beside what is. */
export interface LocalSource {
  readonly wanted: boolean;
  readonly capture: Capture;
  /** What is done to a microphone's sound before it goes out, and what comes from it; null or none: nothing is known. */
  readonly note?: SoundNote | null;
  /** What goes out of it; null: nothing yet. */
  readonly out?: MediaStreamTrack | null;
}

export type LocalSources = Readonly<Record<Source, LocalSource>>;

const OFF: LocalSource = { wanted: false, capture: { is: 'off' } };

/** Wanted, and it gives sound or a picture. */
export function isOn({ wanted, capture, out }: LocalSource): boolean {
  return wanted && capture.is === 'live' && !capture.isHeld && out !== null;
}

/** Wanted, and on its way. */
export function isStarting({ wanted, capture, out }: LocalSource): boolean {
  return wanted && (capture.is === 'starting' || (capture.is === 'live' && out === null));
}

/** Of a camera what goes out, as one sees it oneself; null: nothing. */
export function seenOf(camera: LocalSource): MediaStreamTrack | null {
  return isOn(camera) ? (camera.out ?? null) : null;
}

/** What it shows is not its owner, and is no mirror to them. */
export function isFacingAway({ capture }: LocalSource): boolean {
  return capture.is === 'live' && capture.track.getSettings().facingMode === 'environment';
}

/** One's own microphone, camera and screen, from the door to the end of the call. */
export class LocalMedia implements LocalTracks {
  readonly #settings: SettingsStore;
  readonly #listeners = new Set<() => void>();
  readonly #deviceListeners = new Set<() => void>();
  /** What of that nobody has been told. */
  readonly #untold = new Map<CaptureSource, DeviceChange>();
  /** The chosen devices that were plugged in when it was last looked. */
  #chosenThere: ReadonlySet<string> = new Set();
  readonly #unwatch = new Map<Source, () => void>();
  readonly #treats = new Map<Source, Treat>();
  readonly #treatments = new Map<Source, Treatment>();
  /** Nothing here filters a microphone, and the browser does what it can. */
  #isLeftToBrowser = !('AudioWorkletNode' in globalThis);
  /** Sources whose device is not the one that was used or chosen before, as somebody has been told. */
  readonly #isInstead = new Set<CaptureSource>();
  #sources: LocalSources = { microphone: OFF, camera: OFF, screen: OFF, screenAudio: OFF };
  /** A new page shows its owner's face first, whatever was shown last. */
  #facing: Facing = 'user';
  /** What is being opened: one that was overtaken is thrown away when it comes. */
  readonly #openings = { microphone: new Latest(), camera: new Latest(), screen: new Latest() };

  constructor(settings: SettingsStore) {
    this.#settings = settings;
  }

  getSnapshot = (): LocalSources => this.#sources;

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  onDeviceChange(listener: () => void): () => void {
    this.#deviceListeners.add(listener);
    return () => this.#deviceListeners.delete(listener);
  }

  /** The changes that are still to be told, for whoever tells them now. */
  takeDeviceChanges(): readonly DeviceChange[] {
    const changes = [...this.#untold.values()];
    this.#untold.clear();
    return changes;
  }

  /** Something was plugged in or pulled out: a chosen device that is there again is used again. */
  devicesChanged({ microphones, cameras }: Devices): void {
    const { microphoneId, cameraId } = this.#settings.get();
    const before = this.#chosenThere;
    const there = [...microphones, ...cameras].map(({ id }) => id);
    this.#chosenThere = new Set(there.filter((id) => id === microphoneId || id === cameraId));
    this.#takeChosen('microphone', microphoneId, before);
    this.#takeChosen('camera', cameraId, before);
  }

  local(source: Source): LocalTrack {
    const { wanted, capture: current } = this.#sources[source];
    if (current.is !== 'live') return { wanted, track: null };
    return { wanted, track: this.#outOf(source, current), isHeld: current.isHeld };
  }

  /** From here on what goes out of this source is what this makes of what is captured. */
  treat(source: CaptureSource, treat: Treat): void {
    this.#treats.set(source, treat);
    this.#begin(source);
    this.#set(source, this.#sources[source]);
  }

  /** Whether something makes of it what goes out. */
  treats(source: CaptureSource): boolean {
    return this.#treats.has(source);
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
    const wanted: CaptureSource[] = [];
    if (microphoneOn && this.#sources.microphone.capture.is !== 'live') wanted.push('microphone');
    if (cameraOn && this.#sources.camera.capture.is !== 'live') wanted.push('camera');
    for (const source of wanted) this.#set(source, { wanted: true, capture: { is: 'starting' } });
    if (wanted.length > 0) await this.#capture(wanted);
  }

  /** `remember` false: a moderator's or the room's doing, which is no wish for the next meeting. */
  setWanted(source: CaptureSource, wanted: boolean, { remember = true } = {}): void {
    if (remember) this.#settings.update(source === 'microphone' ? { microphoneOn: wanted } : { cameraOn: wanted });
    const { capture: current } = this.#sources[source];
    // A microphone is kept open, so that the first word after unmuting is heard.
    if (current.is === 'live' && (wanted || source === 'microphone')) {
      this.#set(source, { wanted, capture: current });
    } else if (!wanted) {
      this.#openings[source].end();
      stop(current);
      this.#set(source, OFF);
    } else {
      this.#set(source, { wanted, capture: { is: 'starting' } });
      void this.#capture([source]);
    }
  }

  /** Takes the source anew, with the device and the processing that the settings name now. */
  retake(source: CaptureSource): void {
    const { wanted, capture: current } = this.#sources[source];
    this.#openings[source].end();
    this.#isInstead.delete(source);
    this.#untold.delete(source);
    stop(current);
    this.#set(source, wanted ? { wanted, capture: { is: 'starting' } } : OFF);
    if (wanted) void this.#capture([source]);
  }

  /** A telephone's other camera, in place of whatever was chosen. */
  turnCamera(): void {
    this.#facing = isFacingAway(this.#sources.camera) ? 'user' : 'environment';
    if (this.#settings.get().cameraId !== null) this.#settings.update({ cameraId: null });
    this.retake('camera');
  }

  async shareScreen(): Promise<void> {
    const isLatest = this.#openings.screen.begin();
    this.#set('screen', { wanted: true, capture: { is: 'starting' } });
    try {
      const tracks = await captureScreen();
      if (!isLatest()) return stopTracks(tracks);
      for (const track of tracks) {
        track.addEventListener('ended', () => this.stopScreen());
        this.#set(track.kind === 'video' ? 'screen' : 'screenAudio', {
          wanted: true,
          capture: { is: 'live', track, device: null, isHeld: false },
        });
      }
    } catch (error) {
      if (isLatest()) this.#set('screen', { wanted: false, capture: failure(error) });
    }
  }

  stopScreen(): void {
    this.#openings.screen.end();
    for (const source of ['screen', 'screenAudio'] as const) {
      stop(this.#sources[source].capture);
      this.#set(source, OFF);
    }
  }

  /** Lets go of every device; what was wanted is remembered in the settings. */
  stop(): void {
    this.stopScreen();
    this.#untold.clear();
    for (const source of ['microphone', 'camera'] as const) {
      this.#openings[source].end();
      stop(this.#sources[source].capture);
      this.#set(source, OFF);
    }
  }

  async #capture(sources: readonly CaptureSource[], { wasLost = false } = {}): Promise<void> {
    const openings = sources.map((source) => ({ source, isLatest: this.#openings[source].begin() }));
    const current = () => openings.filter(({ isLatest }) => isLatest()).map(({ source }) => source);
    try {
      const tracks = await capture(sources, {
        ...this.#settings.get(),
        byBrowser: this.#isLeftToBrowser,
        facing: this.#facing,
      });
      for (const track of tracks) {
        const source = track.kind === 'audio' ? 'microphone' : 'camera';
        if (current().includes(source)) this.#adopt(source, track, wasLost);
        else track.stop();
      }
    } catch (error) {
      // One missing device fails the common question: ask for each by itself.
      if (sources.length > 1) await Promise.all(current().map((source) => this.#capture([source])));
      else for (const source of current()) this.#set(source, { wanted: false, capture: failure(error) });
    }
  }

  #adopt(source: CaptureSource, track: MediaStreamTrack, wasLost: boolean): void {
    track.addEventListener('ended', () => {
      const now = this.#sources[source].capture;
      if (now.is !== 'live' || now.track !== track) return;
      // A headset was pulled out: what else there is takes its place, if it is wanted.
      if (!this.#sources[source].wanted) return this.#set(source, OFF);
      this.#set(source, { wanted: true, capture: { is: 'starting' } });
      void this.#capture([source], { wasLost: true });
    });
    const device = { id: track.getSettings().deviceId ?? '', label: track.label };
    const tell = (isHeld: boolean) => {
      const { wanted } = this.#sources[source];
      this.#set(source, { wanted, capture: { is: 'live', track, device, isHeld } });
    };
    tell(false);
    this.#unwatch.set(source, watchHeld(track, tell));
    this.#tellDevice(source, device, wasLost);
  }

  #takeChosen(source: CaptureSource, chosen: string | null, before: ReadonlySet<string>): void {
    const { wanted, capture: current } = this.#sources[source];
    if (chosen === null || current.is !== 'live' || current.device?.id === chosen) return;
    // One that is there and cannot be had is not asked for again and again.
    if (!this.#chosenThere.has(chosen) || before.has(chosen)) return;
    const wasInstead = this.#isInstead.has(source);
    const untold = this.#untold.get(source);
    this.retake(source);
    if (!wanted || !wasInstead) return;
    this.#isInstead.add(source);
    if (untold) this.#untold.set(source, untold);
  }

  /** What is used is never another device than somebody believes. */
  #tellDevice(source: CaptureSource, { id, label }: UsedDevice, wasLost: boolean): void {
    const { microphoneId, cameraId } = this.#settings.get();
    const chosen = source === 'microphone' ? microphoneId : cameraId;
    const isOther = chosen === null ? wasLost : id !== '' && id !== chosen;
    const wasOther = this.#isInstead.delete(source);
    if (isOther && chosen !== null) this.#isInstead.add(source);
    // Said once, and again when that one is lost too.
    if (isOther ? wasOther && !wasLost : !wasOther) return;
    // What went and came back before anybody heard of it is no news.
    const wasUntold = this.#untold.delete(source);
    if (!isOther && wasUntold) return;
    this.#untold.set(source, { kind: isOther ? 'instead' : 'back', source, label });
    for (const listener of this.#deviceListeners) listener();
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
    const treatment = this.#treatments.get(source);
    // A disabled track carries silence, whatever made it.
    if (value.capture.is === 'live') {
      const out = this.#outOf(source, value.capture);
      value.capture.track.enabled = value.wanted && (!treatment?.hides || out === value.capture.track);
      if (out) out.enabled = value.wanted;
      this.#sources = { ...this.#sources, [source]: { ...value, out, note: treatment?.note ?? null } };
    }
    for (const listener of this.#listeners) listener();
  }

  /** Whoever wishes another background shows nothing until that has been loaded. */
  #outOf(source: Source, { track }: LiveCapture): MediaStreamTrack | null {
    const treatment = this.#treatments.get(source);
    if (treatment) return treatment.track;
    return source === 'camera' && this.#settings.get().background !== 'none' ? null : track;
  }

  /** The captured track of now is treated, and no other any more. */
  #begin(source: Source): void {
    this.#treatments.get(source)?.close();
    this.#treatments.delete(source);
    const { capture: current } = this.#sources[source];
    const treat = this.#treats.get(source);
    if (!treat || current.is !== 'live') return;
    const treatment = treat(current.track, () => {
      if (this.#treatments.get(source) !== treatment) return;
      const { wanted, capture: now } = this.#sources[source];
      const { isLeftToBrowser, problem } = treatment;
      if (problem) return this.refuse(source, problem);
      if (source === 'microphone' && isLeftToBrowser !== this.#isLeftToBrowser) {
        this.#isLeftToBrowser = isLeftToBrowser;
        this.retake(source);
      } else this.#set(source, { wanted, capture: now });
    });
    this.#treatments.set(source, treatment);
  }
}

function failure(error: unknown): Capture {
  return { is: 'failed', problem: error instanceof CaptureError ? error.problem : 'failed' };
}

function stop(capture: Capture): void {
  if (capture.is === 'live') capture.track.stop();
}

function stopTracks(tracks: readonly MediaStreamTrack[]): void {
  for (const track of tracks) track.stop();
}
