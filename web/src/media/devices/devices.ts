export interface DeviceChoice {
  readonly id: string;
  readonly label: string;
}

export interface Devices {
  readonly microphones: readonly DeviceChoice[];
  readonly cameras: readonly DeviceChoice[];
  readonly speakers: readonly DeviceChoice[];
}

const NONE: Devices = { microphones: [], cameras: [], speakers: [] };

/** What is plugged in. Browsers tell names only after a permission, so it is read again after each capture. */
export class DeviceList {
  readonly #listeners = new Set<() => void>();
  #devices = NONE;
  /** As the browser last listed them. */
  #listed = '';
  #looking: Promise<void> | null = null;

  constructor() {
    navigator.mediaDevices?.addEventListener('devicechange', () => void this.refresh());
  }

  getSnapshot = (): Devices => this.#devices;

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  async refresh(): Promise<void> {
    const all = await list();
    if (all !== null) this.#tell(all);
  }

  /**
   * Linux tells browsers neither of Bluetooth nor of a sound server's own, and Chromium there lets a microphone end only when
   * somebody looks. Of many who want to know at once one asks, and nobody is told where nothing has changed.
   */
  look(): Promise<void> {
    this.#looking ??= list()
      .then((all) => {
        if (all !== null && wordsOf(all) !== this.#listed) this.#tell(all);
      })
      .finally(() => {
        this.#looking = null;
      });
    return this.#looking;
  }

  #tell(all: readonly MediaDeviceInfo[]): void {
    const of = (kind: MediaDeviceKind) =>
      all
        .filter((device) => device.kind === kind && device.deviceId !== '')
        .map(({ deviceId, label }) => ({ id: deviceId, label }));
    this.#listed = wordsOf(all);
    this.#devices = { microphones: of('audioinput'), cameras: of('videoinput'), speakers: of('audiooutput') };
    for (const listener of this.#listeners) listener();
  }
}

/** Null: this browser lists none to this page, or not now; what was known is left as it is. */
async function list(): Promise<readonly MediaDeviceInfo[] | null> {
  return (await navigator.mediaDevices?.enumerateDevices().catch(() => null)) ?? null;
}

function wordsOf(all: readonly MediaDeviceInfo[]): string {
  return JSON.stringify(all.map(({ kind, deviceId, label }) => [kind, deviceId, label]));
}

export function canChooseSpeaker(): boolean {
  return 'setSinkId' in HTMLMediaElement.prototype;
}
