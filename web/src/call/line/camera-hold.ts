import type { Bearing } from '../../../../src/protocol/index.ts';
import { StateReport } from '../../session/state-report.ts';
import type { LocalTracks, SendingLink } from '../media/ports.ts';
import { type CameraStep, UploadGuard, type UploadReading } from './upload-guard.ts';
import { VoiceWatch } from './voice-watch.ts';

interface CameraHoldOptions {
  readonly local: Pick<LocalTracks, 'local'>;
  /** Whether one's camera is to be off for want of a way up. */
  readonly hold: (isHeld: boolean) => void;
  readonly report: (upload: Bearing) => Promise<unknown>;
  readonly changed: (own: { readonly upload?: Bearing; readonly isVoicePoor?: boolean }) => void;
}

/** Keeps one's own camera to what the way up bears, over one link after the other, and tells everyone. */
export class CameraHold {
  readonly #options: CameraHoldOptions;
  readonly #guard = new UploadGuard();
  readonly #voice = new VoiceWatch();
  readonly #report: StateReport<Bearing>;
  #link: SendingLink | null = null;
  #signs = false;

  constructor(options: CameraHoldOptions) {
    this.#options = options;
    this.#report = new StateReport<Bearing>({ first: 'good', send: options.report });
  }

  /** Over another link from now on, of which nothing is known; null: over none. */
  use(link: SendingLink | null): void {
    this.#link = link;
    this.#hear(() => this.#voice.begin());
    this.#begin();
  }

  /** The same link, by a way that may be another. */
  again(): void {
    this.#begin();
    this.#report.set(this.#guard.upload);
  }

  /** Whether one speaks with one's hands, which are read in what is spared as well. */
  setSigning(signs: boolean): void {
    if (signs === this.#signs) return;
    this.#signs = signs;
    if (this.#guard.step !== 'full') this.#send();
  }

  read(reading: UploadReading): void {
    const published = this.#link?.published('camera');
    const { wanted, track, isHeld } = this.#options.local.local('camera');
    const isOn = wanted && track !== null && isHeld !== true;
    const sendsPicture = isOn && published && this.#guard.step !== 'none';
    // A picture on trial is no proof that the voice gets through; only good readings are.
    this.#hear(() => (sendsPicture && !this.#voice.isPoor ? this.#voice.begin() : this.#voice.read(reading)));
    // What is off for another reason, be it the device's, or not begun, tells nothing of what the way up bears.
    if (!isOn || !published) this.#begin();
    // One that is on its way back neither.
    else if (!published.paused || this.#guard.step === 'none') this.#change(() => this.#guard.read(reading));
  }

  /** Everything of one's own was ended, and the server has forgotten how it was. */
  forgotten(): void {
    this.#begin();
    this.#report.forgotten();
  }

  /** Somebody does not want to wait. */
  tryNow(): void {
    this.#change(() => this.#guard.tryNow());
  }

  close(): void {
    this.#link = null;
    this.#report.close();
  }

  #begin(): void {
    this.#change(() => this.#guard.begin());
  }

  #hear(act: () => void): void {
    const { isPoor } = this.#voice;
    act();
    if (this.#voice.isPoor !== isPoor) this.#options.changed({ isVoicePoor: !isPoor });
  }

  #change(act: () => void): void {
    const { step, upload } = this.#guard;
    act();
    if (this.#guard.step !== step) this.#limit(step);
    if (this.#guard.upload === upload) return;
    this.#options.changed({ upload: this.#guard.upload });
    this.#report.set(this.#guard.upload);
  }

  #limit(before: CameraStep): void {
    this.#send();
    if ((before === 'none') !== (this.#guard.step === 'none')) this.#options.hold(this.#guard.step === 'none');
  }

  #send(): void {
    // The next reading shows whether it has helped.
    this.#link?.limitCamera(this.#guard.step, this.#signs).catch(() => {});
  }
}
