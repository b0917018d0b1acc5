/** What this browser remembers of somebody's wishes. Nothing of it leaves the browser but the name. */
export interface Settings {
  readonly displayName: string;
  readonly language: 'de' | 'en' | null;
  readonly microphoneOn: boolean;
  readonly cameraOn: boolean;
  readonly microphoneId: string | null;
  readonly cameraId: string | null;
  readonly speakerId: string | null;
  /** `clear`: a voice without noise. `plain`: with what is around it. `original`: nothing is done to it, as for music. */
  readonly sound: SoundWish;
  /** What is seen behind them: `none`, what is there; blurred; a supplied picture, or one of their own. */
  readonly background: BackgroundWish;
  readonly shortcuts: boolean;
  /** Whether their microphone is kept ready for the space bar; null: they have not chosen, nor often spoken that way. */
  readonly readyForKey: boolean | null;
  /** A short tone says that one's microphone went on or off. */
  readonly microphoneTone: boolean;
  /** Which chat messages a screen reader says: none, those that name one, or all. */
  readonly chatVoice: ChatVoice;
  /** No pictures of others: for a weak line, and for one that is paid by what goes through. */
  readonly soundOnly: boolean;
  /** Others read a chat line while it is typed. */
  readonly liveText: boolean;
}

export const CHAT_VOICES = ['off', 'mentions', 'all'] as const;
export type ChatVoice = (typeof CHAT_VOICES)[number];

export const SOUND_WISHES = ['clear', 'plain', 'original'] as const;
export type SoundWish = (typeof SOUND_WISHES)[number];

export const BACKGROUNDS = ['none', 'slight', 'strong', 'wall', 'shelf', 'hills', 'own'] as const;
export type BackgroundWish = (typeof BACKGROUNDS)[number];

const LITTLE_HIDDEN: readonly BackgroundWish[] = ['none', 'slight'];

const STORAGE_KEY = 'tafelrunde.settings';
const DEFAULTS: Settings = {
  displayName: '',
  language: null,
  microphoneOn: true,
  cameraOn: true,
  microphoneId: null,
  cameraId: null,
  speakerId: null,
  sound: 'clear',
  background: 'none',
  shortcuts: true,
  readyForKey: null,
  microphoneTone: false,
  chatVoice: 'all',
  soundOnly: false,
  liveText: false,
};

/** The part of localStorage that is needed. It never throws: what a browser refuses lasts as long as the page. */
export interface KeyValueStore {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
}

export class SettingsStore {
  readonly #storage: KeyValueStore;
  readonly #listeners = new Set<() => void>();
  #own: Settings;
  #settings: Settings;
  /** On this page, whatever is chosen on others: by the person, else by the room; null: as it is remembered. */
  #background: BackgroundWish | null = null;

  constructor(storage: KeyValueStore) {
    this.#storage = storage;
    this.#settings = this.#own = { ...DEFAULTS, ...read(storage) };
  }

  get = (): Settings => this.#settings;

  update(patch: Partial<Settings>): void {
    // Another tab may have changed something else since.
    this.#own = { ...this.#own, ...read(this.#storage), ...patch };
    this.#storage.setItem(STORAGE_KEY, JSON.stringify(this.#own));
    this.#background = patch.background ?? this.#background;
    this.#tell();
  }

  /**
   * The room's wish, and remembered nowhere: what is behind them is well hidden until they choose something on this page.
   * Answers whether it is hidden by that.
   */
  blur(): boolean {
    const { background } = this.#own;
    this.#background ??= LITTLE_HIDDEN.includes(background) ? 'strong' : background;
    this.#tell();
    return this.#background !== background;
  }

  #tell(): void {
    this.#settings = { ...this.#own, background: this.#background ?? this.#own.background };
    for (const listener of this.#listeners) listener();
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
}

function read(storage: KeyValueStore): Partial<Settings> {
  try {
    const stored: unknown = JSON.parse(storage.getItem(STORAGE_KEY) ?? '{}');
    if (typeof stored !== 'object' || stored === null) return {};
    return Object.fromEntries(Object.entries(stored).filter(([key, value]) => fits(key, value)));
  } catch {
    return {};
  }
}

function fits(key: string, value: unknown): boolean {
  switch (key) {
    case 'displayName':
      return typeof value === 'string';
    case 'language':
      return value === 'de' || value === 'en' || value === null;
    case 'microphoneOn':
    case 'cameraOn':
    case 'shortcuts':
    case 'microphoneTone':
    case 'soundOnly':
    case 'liveText':
      return typeof value === 'boolean';
    case 'readyForKey':
      return typeof value === 'boolean' || value === null;
    case 'chatVoice':
      return CHAT_VOICES.includes(value as ChatVoice);
    case 'sound':
      return SOUND_WISHES.includes(value as SoundWish);
    case 'background':
      return BACKGROUNDS.includes(value as BackgroundWish);
    case 'microphoneId':
    case 'cameraId':
    case 'speakerId':
      return typeof value === 'string' || value === null;
    default:
      return false;
  }
}
