import type { Hearing } from '../../treatment/sound-note.ts';
import { dbOfPower } from './decibels.ts';
import { Shares } from './shares.ts';

export const FRAME_SECONDS = 0.02;
const frames = (seconds: number) => Math.round(seconds / FRAME_SECONDS);

/** Any microphone that is on hums louder; a switch, or the system, gives zeros. */
const NOTHING_DB = -96;
const NOTHING_SECONDS = 4;
/** One that has given sound may have a gate, as headsets and virtual microphones have: its owner listens. */
const GATED_SECONDS = 60;
/** A pause that ended was one: the next may be somewhat longer, as far as nobody was told of it. */
const LONGER_PAUSE = 2;
/** Who speaks to nobody is told within this, however long they have paused before. */
const MOST_PAUSE_SECONDS = 180;
/** A voice before a microphone, without a filter that says which part of the sound it is. */
const VOICE_DB = -48;
/** So far above the room's own noise: the dips between syllables fall back to it, a fan never leaves it. */
const ABOVE_FLOOR_DB = 12;
/** What a filter takes for a voice is at least so loud, and most of what came in. */
const FILTERED_VOICE_DB = -52;
const FILTERED_PART_DB = -12;
/** A word. */
const SPEECH_SHARE = 0.3;
const SPEECH_SECONDS = 1;
/** Whoever speaks, pauses: what has neither for so long is noise. */
const NOISE_SECONDS = 3;
const NOISE_DB = -46;
const NOISE_SPEECH_SHARE = 0.1;
/** The quietest within this is the room. */
const FLOOR_SECONDS = 3;
const FLOOR_PARTS = 6;

/**
 * Tells speech, noise, a quiet room and nothing at all apart, by the level of each FRAME_SECONDS as it is captured and, where
 * there is a filter, as it leaves that. What is noise is judged by what would be sent.
 */
export class Ear {
  readonly #speech = new Shares(frames(SPEECH_SECONDS));
  readonly #speechLately = new Shares(frames(NOISE_SECONDS));
  readonly #floor = new Float32Array(FLOOR_PARTS).fill(0);
  #floorAt = 0;
  #framesInPart = 0;
  #nothingFor = 0;
  /** In frames: for so long zeros are a pause. */
  #pause = frames(NOTHING_SECONDS);
  #heardFor = 0;
  #noisePower = 0;
  #isVoice = false;

  /** In this very frame; for a leveller. */
  get isVoice(): boolean {
    return this.#isVoice;
  }

  /** Mean squares; `filtered` null: nothing filters. */
  note(captured: number, filtered: number | null): void {
    const capturedDb = dbOfPower(captured);
    if (capturedDb >= NOTHING_DB) {
      const paused = LONGER_PAUSE * Math.min(this.#nothingFor, this.#pause);
      this.#pause = Math.min(frames(MOST_PAUSE_SECONDS), Math.max(this.#pause, frames(GATED_SECONDS), paused));
      this.#nothingFor = 0;
    } else this.#nothingFor += 1;
    this.#heardFor += 1;
    this.#noteFloor(capturedDb);
    this.#isVoice = filtered === null ? this.#isAboveFloor(capturedDb) : isVoiceBy(capturedDb, dbOfPower(filtered));
    this.#speech.note(this.#isVoice);
    this.#speechLately.note(this.#isVoice);
    this.#noisePower += ((filtered ?? captured) - this.#noisePower) / frames(NOISE_SECONDS);
  }

  /** In place of a note while the system holds the microphone: its zeros are neither a pause nor a fault. */
  rest(): void {
    this.#nothingFor = 0;
    this.#isVoice = false;
    this.#speech.note(false);
    this.#speechLately.note(false);
    this.#noisePower -= this.#noisePower / frames(NOISE_SECONDS);
  }

  get hears(): Hearing {
    if (this.#nothingFor >= this.#pause) return 'nothing';
    if (this.#speech.share >= SPEECH_SHARE) return 'speech';
    const isJudged = this.#heardFor >= 2 * frames(NOISE_SECONDS);
    const isNoise = dbOfPower(this.#noisePower) > NOISE_DB && this.#speechLately.share < NOISE_SPEECH_SHARE;
    return isJudged && isNoise ? 'noise' : 'quiet';
  }

  #isAboveFloor(db: number): boolean {
    return db > VOICE_DB && db > Math.min(...this.#floor) + ABOVE_FLOOR_DB;
  }

  #noteFloor(db: number): void {
    if (this.#framesInPart >= frames(FLOOR_SECONDS / FLOOR_PARTS)) {
      this.#framesInPart = 0;
      this.#floorAt = (this.#floorAt + 1) % FLOOR_PARTS;
      this.#floor[this.#floorAt] = 0;
    }
    this.#framesInPart += 1;
    this.#floor[this.#floorAt] = Math.min(this.#floor[this.#floorAt] ?? 0, db);
  }
}

function isVoiceBy(capturedDb: number, filteredDb: number): boolean {
  return filteredDb > FILTERED_VOICE_DB && filteredDb > capturedDb + FILTERED_PART_DB;
}
