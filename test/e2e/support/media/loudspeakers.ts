import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

const READY_WITHIN_MS = 20_000;
const LOOK_EVERY_MS = 50;
/** Of full scale. */
const LOUD = 0.01;
const FORMAT = ['--raw', '--format=float32le', '--rate=48000', '--channels=1', '--latency-msec=5'];
const OPTIONS = [
  '-n',
  '--daemonize=no',
  '--use-pid-file=no',
  '--exit-idle-time=-1',
  '--disable-shm',
  '--log-level=error',
];

/** As they are named to people. */
export type Loudspeaker = 'Eingebaut' | 'Headset';
export type Microphone = 'Laptop' | 'Tischmikrofon' | 'Freisprecher';

/** As of Bluetooth's speech profiles. */
const NARROW_HZ = 16_000;
const WIDE_HZ = 48_000;

/** What somebody before one of them hears, for as long as it is plugged in. */
interface Ear {
  /** When something was heard last, by `performance.now()`. */
  readonly loudAt: number;
}

/** A computer's sound by pulseaudio: loudspeakers which nobody hears but this, microphones, and each can be pulled out. */
export class Loudspeakers {
  /** For `PULSE_SERVER`. */
  readonly server: string;
  readonly #folder: string;
  readonly #children: ChildProcess[] = [];
  readonly #modules = new Map<Loudspeaker | Microphone, string>();

  private constructor(folder: string) {
    this.#folder = folder;
    this.server = `unix:${join(folder, 'socket')}`;
    const protocol = `--load=module-native-protocol-unix socket=${join(folder, 'socket')} auth-anonymous=1`;
    this.#run('pulseaudio', [...OPTIONS, protocol], { HOME: folder, XDG_RUNTIME_DIR: folder });
  }

  /** None is plugged in. Errors: without pulseaudio. */
  static async start(): Promise<Loudspeakers> {
    const speakers = new Loudspeakers(mkdtempSync(join(tmpdir(), 'tafelrunde-sound-')));
    const end = Date.now() + READY_WITHIN_MS;
    while (!speakers.#isReady()) {
      if (Date.now() > end) throw new Error('pulseaudio does not start');
      await delay(LOOK_EVERY_MS);
    }
    return speakers;
  }

  /** A program that starts this browser with this sound. */
  before(browser: string): string {
    const file = join(this.#folder, 'browser');
    writeFileSync(file, `#!/bin/sh\nPULSE_SERVER=${this.server} exec ${browser} "$@"\n`);
    chmodSync(file, 0o755);
    return file;
  }

  /** The first of those that are there is the system's own. */
  plugIn(speaker: Loudspeaker): Ear {
    // A sink that may rewind begins with a block of 2 s, before which nothing is heard of it.
    const what = [`sink_name=${speaker}`, `sink_properties=device.description=${speaker}`, 'norewinds=1'];
    this.#modules.set(speaker, this.#control('load-module', 'module-null-sink', ...what).trim());
    return this.#earAt(speaker);
  }

  /** One that hears this tone. The first of those that are there is the system's own. */
  plugInMicrophone(microphone: Microphone, { toneHz }: { readonly toneHz: number }, { isNarrow = false } = {}): void {
    const what = [
      `source_name=${microphone}`,
      `source_properties=device.description=${microphone}`,
      `frequency=${toneHz}`,
      `rate=${isNarrow ? NARROW_HZ : WIDE_HZ}`,
    ];
    this.#modules.set(microphone, this.#control('load-module', 'module-sine-source', ...what).trim());
  }

  /** As by a switch of its own: it gives zeros, and the system knows nothing of it. */
  silence(microphone: Microphone): void {
    this.#control('set-source-volume', microphone, '0');
  }

  /** From now on the system prefers this one. */
  prefer(microphone: Microphone): void {
    this.#control('set-default-source', microphone);
  }

  /** What is played there moves to another one, and ends where there is none; what hears there ends. */
  pullOut(device: Loudspeaker | Microphone): void {
    const module = this.#modules.get(device);
    if (module === undefined) throw new Error(`${device} is not plugged in`);
    this.#modules.delete(device);
    this.#control('unload-module', module);
  }

  /** A microphone before this one, which hears it so much quieter, and nothing else. */
  hearBy(speaker: Loudspeaker, quieterDb: number): void {
    const hears = [
      'source_name=Mikrofon',
      `master=${speaker}.monitor`,
      'source_properties=device.description=Mikrofon',
    ];
    this.#control('load-module', 'module-remap-source', ...hears);
    this.#control('set-source-volume', 'Mikrofon', `${-quieterDb}dB`);
    this.#control('set-default-source', 'Mikrofon');
  }

  /** At once, also from where nothing can be waited for. */
  kill(): void {
    for (const child of this.#children) child.kill('SIGKILL');
    rmSync(this.#folder, { recursive: true, force: true });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const running = this.#children.filter(({ exitCode, signalCode }) => exitCode === null && signalCode === null);
    const ended = Promise.all(running.map((child) => once(child, 'exit')));
    this.kill();
    await ended;
  }

  #earAt(speaker: Loudspeaker): Ear {
    const ear = { loudAt: Number.NEGATIVE_INFINITY };
    const recorder = this.#run('parec', ['-s', this.server, '-d', `${speaker}.monitor`, ...FORMAT]);
    let rest: Buffer = Buffer.alloc(0);
    recorder.stdout?.on('data', (chunk: Buffer) => {
      const bytes = Buffer.concat([rest, chunk]);
      const count = Math.floor(bytes.length / 4);
      rest = bytes.subarray(4 * count);
      for (let at = 0; at < count; at += 1) {
        if (Math.abs(bytes.readFloatLE(4 * at)) > LOUD) ear.loudAt = performance.now();
      }
    });
    return ear;
  }

  #run(program: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): ChildProcess {
    const child = spawn(program, args, {
      stdio: ['ignore', 'pipe', 'ignore'],
      env: { PATH: process.env.PATH, ...env },
    });
    child.on('error', () => {});
    this.#children.push(child);
    return child;
  }

  #isReady(): boolean {
    try {
      this.#control('info');
      return true;
    } catch {
      return false;
    }
  }

  #control(...command: readonly string[]): string {
    return execFileSync('pactl', ['-s', this.server, ...command], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
  }
}
