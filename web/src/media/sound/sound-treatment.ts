import type { SettingsStore } from '../../settings.ts';
import type { NoiseFilter, SoundNote } from '../treatment/sound-note.ts';
import type { Treatment } from '../treatment/treatment.ts';
import type { ChainMessage } from './messages.ts';
import { SoundGraph } from './sound-graph.ts';

/** What this device has turned out to be able to, from one microphone to the next. */
export interface Machine {
  filter: 'gtcrn' | 'rnnoise' | 'none';
  /** Why there is none. */
  why: 'slow' | 'unsupported' | 'stalled';
}

/** Longer than a program takes to come by a slow line; until then noise goes out as it is. */
const START_MS = 15_000;

interface SoundTreatmentOptions {
  readonly captured: MediaStreamTrack;
  readonly settings: SettingsStore;
  readonly machine: Machine;
  readonly changed: () => void;
}

const UNHEARD: ChainMessage = { hears: 'quiet', filter: 'none', isLate: false };

/**
 * What becomes of a microphone's sound before it goes out: noise is suppressed and the voice brought to a common loudness,
 * unless the person wants it as it is. Until that works, and whenever it does not, the captured track goes out.
 */
export class SoundTreatment implements Treatment {
  readonly #captured: MediaStreamTrack;
  readonly #settings: SettingsStore;
  readonly #machine: Machine;
  readonly #changed: () => void;
  /** Hears on while the captured track is off, and is sent to nobody but through `track`, which is off then, too. */
  #ear: MediaStreamTrack | null = null;
  readonly #unsubscribe: () => void;
  #graph: SoundGraph | null = null;
  #isOpening = false;
  /** This browser makes no such sound. */
  #isBroken = false;
  #isRunning = false;
  #heard = UNHEARD;
  #startTimer: ReturnType<typeof setTimeout> | undefined;
  #isClosed = false;
  #known = '';

  constructor({ captured, settings, machine, changed }: SoundTreatmentOptions) {
    this.#captured = captured;
    this.#settings = settings;
    this.#machine = machine;
    this.#changed = changed;
    this.#unsubscribe = settings.subscribe(() => this.#apply());
    this.#known = this.#state;
    this.#apply();
  }

  get track(): MediaStreamTrack {
    const isTreated = this.#isRunning && !this.#isOriginal && !this.isLeftToBrowser;
    return (isTreated ? this.#graph?.track : null) ?? this.#captured;
  }

  get isLeftToBrowser(): boolean {
    return this.#settings.get().sound === 'clear' && this.#machine.filter === 'none';
  }

  get note(): SoundNote {
    const { hears } = this.#heard;
    // What is not a voice there is meant to be heard.
    return { filter: this.#filterNote, hears: this.#isOriginal && hears === 'noise' ? 'quiet' : hears };
  }

  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#unsubscribe();
    clearTimeout(this.#startTimer);
    this.#rest();
  }

  async #open(): Promise<void> {
    if (this.#isOpening || this.#isBroken || this.#graph) return;
    this.#isOpening = true;
    this.#ear = this.#captured.clone();
    this.#ear.enabled = true;
    const graph = await SoundGraph.open(this.#ear, {
      running: (isRunning) => {
        this.#isRunning = isRunning;
        this.#tell();
      },
      told: (message) => this.#hear(message),
      filterFailed: () => this.#giveUp('unsupported'),
    }).catch(() => null);
    this.#isOpening = false;
    if (graph === null) {
      this.#isBroken = true;
      this.#rest();
      return this.#giveUp('unsupported');
    }
    if (this.#isClosed) {
      graph.close();
      return this.#rest();
    }
    this.#graph = graph;
    if (!graph.canFilter) this.#giveUp('unsupported');
    else this.#apply();
  }

  /** What is captured goes out, and is only listened to. */
  get #isOriginal(): boolean {
    return this.#settings.get().sound === 'original';
  }

  #apply(): void {
    if (this.#isClosed) return;
    const { sound } = this.#settings.get();
    const { filter } = this.#machine;
    void this.#open();
    this.#graph?.order({
      level: !this.#isOriginal && !this.isLeftToBrowser,
      filter: sound === 'clear' && filter !== 'none' ? filter : null,
    });
    this.#tell();
  }

  #rest(): void {
    this.#graph?.close();
    this.#graph = null;
    // What is being opened lets go of it when it comes.
    if (!this.#isOpening) this.#ear?.stop();
    this.#isRunning = false;
    this.#heard = UNHEARD;
  }

  #hear(message: ChainMessage): void {
    this.#heard = message;
    if (message.filter === 'dead') this.#giveUp('unsupported');
    else if (message.isLate && message.filter === 'works') this.#stepDown();
    else this.#tell();
  }

  /** The machine is too slow for this filter. */
  #stepDown(): void {
    this.#heard = { ...this.#heard, isLate: false };
    if (this.#machine.filter === 'gtcrn') {
      this.#machine.filter = 'rnnoise';
      this.#apply();
    } else this.#giveUp('slow');
  }

  #giveUp(why: Machine['why']): void {
    if (this.#isClosed) return;
    Object.assign(this.#machine, { filter: 'none', why });
    this.#apply();
  }

  get #filterNote(): NoiseFilter {
    const { filter, why } = this.#machine;
    if (this.#settings.get().sound !== 'clear') return 'off';
    if (filter === 'none') return why;
    if (!this.#isRunning || this.#heard.filter !== 'works') return 'starting';
    return filter === 'gtcrn' ? 'on' : 'light';
  }

  /** Neither is sound made nor a filter there, whatever the reason: a context that never runs, code that does not come. */
  get #isStalled(): boolean {
    const { filter } = this.#machine;
    const isWanted = this.#settings.get().sound === 'clear' && filter !== 'none';
    return isWanted && (!this.#isRunning || this.#heard.filter === 'none');
  }

  #watchStart(): void {
    if (!this.#isStalled) {
      clearTimeout(this.#startTimer);
      this.#startTimer = undefined;
      return;
    }
    this.#startTimer ??= setTimeout(() => {
      this.#startTimer = undefined;
      // Nothing can be made of what the system holds, nor before the person has touched the page.
      const isHeld = this.#captured.muted || navigator.userActivation?.hasBeenActive === false;
      if (isHeld) this.#watchStart();
      else this.#giveUp('stalled');
    }, START_MS);
  }

  #tell(): void {
    if (this.#isClosed) return;
    this.#watchStart();
    if (this.#state === this.#known) return;
    this.#known = this.#state;
    this.#changed();
  }

  get #state(): string {
    const { filter, hears } = this.note;
    return [filter, hears, this.isLeftToBrowser, this.track.id].join();
  }
}
