import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

// What microphones hear, made here: voices by espeak-ng, noise by sox, mixed so that their ratio is what it says.

const RATE = 48_000;
const CACHE = join(tmpdir(), 'tafelrunde-e2e-media');
const TEXT =
  'Guten Morgen. Ich begrüße Sie alle herzlich zu unserer Sitzung. Wir beginnen mit dem ersten Punkt der Tagesordnung, ' +
  'dem Haushalt für das kommende Jahr. Die Unterlagen haben Sie vor zwei Wochen bekommen. Gibt es dazu Fragen?';
const OTHERS = [
  ['en-gb', 'The train to the coast leaves at half past nine, and we still have to buy the tickets and some bread.'],
  ['fr', 'Nous avons mangé dans un petit restaurant au bord de la mer, et le vin était vraiment très bon ce soir.'],
  ['de', 'Gestern waren wir im Garten und haben die Äpfel von den Bäumen geholt, es waren mehr als im letzten Jahr.'],
  ['es', 'La semana que viene vamos a visitar a mis padres, que viven en una casa muy vieja cerca del río.'],
] as const;

export type Noise = 'fan' | 'keyboard' | 'voices';
export const NOISES: readonly Noise[] = ['fan', 'keyboard', 'voices'];

/** What a microphone hears, again and again. */
export interface Scene {
  /** For `--use-file-for-fake-audio-capture`. */
  readonly file: string;
  /** The voice alone, as it is in the file; silence where nobody speaks. */
  readonly voice: Float32Array;
}

interface SceneOptions {
  /** Of the voice while it speaks, of full scale; null: nobody speaks. */
  readonly voiceDb?: number | null;
  readonly noise?: Noise | null;
  /** Of the noise beside the voice: how much weaker, as means. Where nobody speaks: beside one of -26 dB. */
  readonly snrDb?: number;
  /** Of the file, and of the microphone's clock. */
  readonly rate?: number;
}

/** Of full scale; its loudest is ten times as loud. */
const WORD_FROM = 0.05;
/** The hum of any room and its microphone, which is never quite silent. */
const ROOM_DB = -72;

export function scene({ voiceDb = -26, noise = null, snrDb = 10, rate = RATE }: SceneOptions = {}): Scene {
  const spoken = scaled(trimmed(said()), voiceDb ?? -26);
  const voice = voiceDb === null ? new Float32Array(spoken.length) : spoken;
  const mixed = added(voice, scaled(hiss(voice.length), ROOM_DB));
  if (noise !== null) {
    const wantedDb = (voiceDb ?? -26) - snrDb;
    addInto(mixed, scaled(looped(noiseOf(noise), voice.length), wantedDb));
  }
  const key = createHash('sha256').update(JSON.stringify({ TEXT, voiceDb, noise, snrDb, rate, version: 3 }));
  const file = join(CACHE, `${key.digest('hex').slice(0, 16)}.wav`);
  if (!existsSync(file)) writeWav(file, mixed, rate);
  return { file, voice };
}

/** A short word that begins at once: within milliseconds it is as loud as this. */
export function word(): Float32Array {
  const spoken = made('word', (file) => execFileSync('espeak-ng', ['-v', 'de', '-s', '150', '-w', file, 'du']));
  const isLoud = (sample: number) => Math.abs(sample) > WORD_FROM;
  return spoken.subarray(spoken.findIndex(isLoud), spoken.findLastIndex(isLoud));
}

/** Music is what no filter of voices lets pass: held chords. */
export function music(): Scene {
  const seconds = 8;
  const chord = [220, 277.2, 329.6, 440];
  const voice = Float32Array.from({ length: seconds * RATE }, (_, at) => {
    const time = at / RATE;
    return 0.08 * chord.reduce((sum, hz) => sum + Math.sin(2 * Math.PI * hz * time), 0);
  });
  const file = join(CACHE, 'music-1.wav');
  if (!existsSync(file)) writeWav(file, voice, RATE);
  return { file, voice };
}

/** What comes of a microphone that is muted by a key, or by the system: not even noise. */
export function nothing(): Scene {
  const voice = new Float32Array(4 * RATE);
  const file = join(CACHE, 'nothing-1.wav');
  if (!existsSync(file)) writeWav(file, voice, RATE);
  return { file, voice };
}

/** A tone as a microphone with this clock hears it. */
export function toneAt(hz: number, rate: number): Scene {
  const voice = Float32Array.from({ length: 4 * RATE }, (_, at) => 0.2 * Math.sin((2 * Math.PI * hz * at) / RATE));
  const file = join(CACHE, `tone-${hz}-${rate}.wav`);
  if (!existsSync(file)) writeWav(file, voice, rate);
  return { file, voice };
}

function said(): Float32Array {
  return made('voice', (file) => execFileSync('espeak-ng', ['-v', 'de', '-s', '150', '-w', file, TEXT]));
}

function noiseOf(noise: Noise): Float32Array {
  switch (noise) {
    case 'fan':
      return made('fan', (file) =>
        sox(['-n', '-r', `${RATE}`, '-c', '1', file, 'synth', '12', 'brownnoise', 'tremolo', '7', '20']),
      );
    case 'keyboard':
      return keyboard();
    case 'voices':
      return OTHERS.reduce<Float32Array>((sum, [voice, text], index) => {
        const one = made(`other-${voice}`, (file) =>
          execFileSync('espeak-ng', [
            '-v',
            voice,
            '-s',
            `${140 + 12 * index}`,
            '-p',
            `${25 + 20 * index}`,
            '-w',
            file,
            text,
          ]),
        );
        return sum.length === 0 ? one.slice() : added(sum, looped(one, sum.length));
      }, new Float32Array());
  }
}

/** A key now and then, each a short burst that rings off. */
function keyboard(): Float32Array {
  const stroke = made('stroke', (file) =>
    sox([
      '-n',
      '-r',
      `${RATE}`,
      '-c',
      '1',
      file,
      'synth',
      '0.05',
      'whitenoise',
      'highpass',
      '900',
      'fade',
      'l',
      '0',
      '0.05',
      '0.045',
    ]),
  );
  const samples = new Float32Array(10 * RATE);
  for (let at = 0, count = 0; at < samples.length - stroke.length; count += 1) {
    for (const [index, sample] of stroke.entries()) samples[at + index] = (samples[at + index] ?? 0) + sample;
    at += Math.round(RATE * (0.11 + 0.07 * ((count * 7) % 5)));
  }
  return samples;
}

function sox(args: readonly string[]): void {
  execFileSync('sox', ['-V1', '-R', ...args]);
}

/** One of a kind per machine, at RATE and in one channel. */
function made(name: string, make: (file: string) => void): Float32Array {
  mkdirSync(CACHE, { recursive: true });
  const file = join(CACHE, `scene-3-${name}.wav`);
  if (!existsSync(file)) {
    const raw = join(CACHE, `raw-${name}.${process.pid}.wav`);
    const unfinished = join(CACHE, `unfinished-${name}.${process.pid}.wav`);
    make(raw);
    sox([raw, '-b', '16', '-r', `${RATE}`, '-c', '1', unfinished, 'norm', '-6']);
    renameSync(unfinished, file);
  }
  return readWav(file);
}

/** 16 bits a sample, one channel, as sox writes it. */
function readWav(file: string): Float32Array {
  const bytes = readFileSync(file);
  const start = bytes.indexOf('data', 12, 'latin1') + 8;
  const count = Math.floor((bytes.length - start) / 2);
  return Float32Array.from({ length: count }, (_, at) => bytes.readInt16LE(start + 2 * at) / 32_768);
}

function writeWav(file: string, samples: Float32Array, rate: number): void {
  mkdirSync(CACHE, { recursive: true });
  const bytes = Buffer.alloc(44 + 2 * samples.length);
  bytes.write('RIFF', 0, 'latin1');
  bytes.writeUInt32LE(36 + 2 * samples.length, 4);
  bytes.write('WAVEfmt ', 8, 'latin1');
  bytes.writeUInt32LE(16, 16);
  bytes.writeUInt16LE(1, 20);
  bytes.writeUInt16LE(1, 22);
  bytes.writeUInt32LE(RATE, 24);
  bytes.writeUInt32LE(2 * RATE, 28);
  bytes.writeUInt16LE(2, 32);
  bytes.writeUInt16LE(16, 34);
  bytes.write('data', 36, 'latin1');
  bytes.writeUInt32LE(2 * samples.length, 40);
  for (const [at, sample] of samples.entries()) {
    bytes.writeInt16LE(Math.round(32_767 * Math.min(1, Math.max(-1, sample))), 44 + 2 * at);
  }
  const unfinished = `${file}.${process.pid}.wav`;
  writeFileSync(unfinished, bytes);
  if (rate !== RATE) {
    const other = `${file}.${process.pid}.${rate}.wav`;
    sox([unfinished, '-b', '16', '-r', `${rate}`, other]);
    renameSync(other, file);
  } else renameSync(unfinished, file);
}

/** The mean power of what is louder than the pauses, brought to this. */
function scaled(samples: Float32Array, db: number): Float32Array {
  const loud = samples.filter((sample) => Math.abs(sample) > 0.005);
  const power = loud.reduce((sum, sample) => sum + sample * sample, 0) / Math.max(1, loud.length);
  const gain = 10 ** (db / 20) / Math.sqrt(power || 1);
  return samples.map((sample) => sample * gain);
}

/** With a pause of a second behind it. */
function trimmed(samples: Float32Array): Float32Array {
  const all = new Float32Array(samples.length + RATE);
  all.set(samples);
  return all;
}

function hiss(length: number): Float32Array {
  let state = 1;
  return Float32Array.from({ length }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return (2 * state) / 2 ** 32 - 1;
  });
}

function looped(samples: Float32Array, length: number): Float32Array {
  return Float32Array.from({ length }, (_, at) => samples[at % samples.length] ?? 0);
}

function added(one: Float32Array, other: Float32Array): Float32Array {
  return one.map((sample, at) => sample + (other[at] ?? 0));
}

function addInto(into: Float32Array, other: Float32Array): void {
  for (const [at, sample] of other.entries()) into[at] = (into[at] ?? 0) + sample;
}
