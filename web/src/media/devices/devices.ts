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

  constructor() {
    navigator.mediaDevices?.addEventListener('devicechange', () => void this.refresh());
  }

  getSnapshot = (): Devices => this.#devices;

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  async refresh(): Promise<void> {
    if (!navigator.mediaDevices) return;
    const all = await navigator.mediaDevices.enumerateDevices().catch((): MediaDeviceInfo[] => []);
    const of = (kind: MediaDeviceKind) =>
      all
        .filter((device) => device.kind === kind && device.deviceId !== '')
        .map(({ deviceId, label }) => ({ id: deviceId, label }));
    this.#devices = { microphones: of('audioinput'), cameras: of('videoinput'), speakers: of('audiooutput') };
    for (const listener of this.#listeners) listener();
  }
}

export function canChooseSpeaker(): boolean {
  return 'setSinkId' in HTMLMediaElement.prototype;
}
