import type { ActiveSpeakerObserver, AudioLevelObserver, Router } from 'mediasoup/types';
import type { SpeakerLevel } from '../protocol/index.ts';

/** Audio levels are 20 ms apart and the worker wants ten of them: shorter than this it would take speech for silence. */
const LEVEL_INTERVAL_MS = 300;
/** dBov (RFC 6464). Quieter is a room's noise. */
const LEVEL_THRESHOLD = -65;
const MAX_LEVELS = 10;
/** All of a room: who is not told to everyone may still be one too many. */
const MAX_HEARD = 1_000;
/** While the same people speak, once in about 2 s: for who has joined meanwhile, or lost it on a bad link. */
const REPEAT_INTERVALS = 7;
/** A pause for breath or somebody's cough is shorter; after that (1.5 s) the loudest takes over. */
const MAX_UNHEARD_INTERVALS = 5;

interface Speakers {
  readonly active: string | null;
  readonly levels: readonly SpeakerLevel[];
}

export interface SpeakerObservers {
  readonly levels: AudioLevelObserver;
  readonly dominance: ActiveSpeakerObserver;
}

interface SpeakerWatchOptions extends SpeakerObservers {
  /** Whose microphone it is; null when it has gone meanwhile. */
  readonly participantOf: (producerId: string) => string | null;
  /** When others speak than before, again every 2 s while they do, and once when it becomes quiet. */
  readonly changed: (speakers: Speakers) => void;
  /** In each interval, all microphones that brought sound. */
  readonly heard: (volumes: readonly { readonly id: string; readonly volume: number }[]) => void;
}

/** They live and end with the router. */
export async function createSpeakerObservers(router: Router): Promise<SpeakerObservers> {
  const [levels, dominance] = await Promise.all([
    router.createAudioLevelObserver({
      interval: LEVEL_INTERVAL_MS,
      threshold: LEVEL_THRESHOLD,
      maxEntries: MAX_HEARD,
    }),
    router.createActiveSpeakerObserver({ interval: LEVEL_INTERVAL_MS }),
  ]);
  return { levels, dominance };
}

/**
 * Who speaks, from the worker's two observers: the levels say who is heard now, the active speaker (Volfin and Cohen,
 * 'Dominant speaker identification for multipoint videoconferencing', 2013) does not jump at a cough.
 */
export class SpeakerWatch {
  readonly #options: SpeakerWatchOptions;
  #dominant: string | null = null;
  #active: string | null = null;
  #unheardIntervals = 0;
  /** Who spoke when it was told last, and for how many intervals that has held. */
  #told = '';
  #toldIntervals = 0;

  constructor(options: SpeakerWatchOptions) {
    const { levels, dominance, changed, heard } = options;
    this.#options = options;
    // Named even before anybody has spoken, so it counts only once this microphone is heard.
    dominance.on('dominantspeaker', ({ producer }) => {
      this.#dominant = producer.id;
    });
    levels.on('volumes', (entries) => {
      const volumes = entries.map(({ producer: { id }, volume }) => ({ id, volume }));
      heard(volumes);
      this.#heard(volumes.slice(0, MAX_LEVELS));
    });
    levels.on('silence', () => {
      heard([]);
      this.#told = '';
      changed({ active: null, levels: [] });
    });
  }

  /** The worker forgets it when the producer closes. */
  async add(producerId: string): Promise<void> {
    const { levels, dominance } = this.#options;
    await Promise.all([levels.addProducer({ producerId }), dominance.addProducer({ producerId })]);
  }

  /** Loudest first. */
  #heard(volumes: readonly { id: string; volume: number }[]): void {
    const { participantOf } = this.#options;
    const heard = volumes.flatMap(({ id, volume }) => {
      const participantId = participantOf(id);
      return participantId === null ? [] : [{ id, level: { participantId, volume } }];
    });
    this.#active = this.#choose(heard.map(({ id }) => id));
    this.#tell({
      active: this.#active === null ? null : participantOf(this.#active),
      levels: heard.map(({ level }) => level),
    });
  }

  /** Loudness alone changes all the time and is no reason: everyone in the room would be sent a message for it. */
  #tell(speakers: Speakers): void {
    const who = [speakers.active, ...speakers.levels.map(({ participantId }) => participantId).sort()].join(' ');
    this.#toldIntervals += 1;
    if (who === this.#told && this.#toldIntervals < REPEAT_INTERVALS) return;
    this.#told = who;
    this.#toldIntervals = 0;
    this.#options.changed(speakers);
  }

  #choose(heard: readonly string[]): string | null {
    const active = this.#active;
    if (this.#dominant !== null && heard.includes(this.#dominant)) {
      this.#unheardIntervals = 0;
      return this.#dominant;
    }
    if (active !== null && this.#options.participantOf(active) !== null) {
      this.#unheardIntervals = heard.includes(active) ? 0 : this.#unheardIntervals + 1;
      if (this.#unheardIntervals <= MAX_UNHEARD_INTERVALS) return active;
    }
    this.#unheardIntervals = 0;
    return heard[0] ?? null;
  }
}
