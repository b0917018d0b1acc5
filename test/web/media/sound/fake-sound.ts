import { vi } from 'vitest';
import { BLOCK, RATE } from './signals.ts';

// As much of a browser's Web Audio as the page and the thread of the sound have to do with each other.

const CHAIN = 'tafelrunde-sound';

interface Port {
  onmessage: ((event: { data: unknown }) => void) | null;
  postMessage(data: unknown): void;
}

interface Processor {
  process(inputs: Float32Array[][], outputs: Float32Array[][]): boolean;
}

function portsOf(): readonly [Port, Port] {
  const near: Port = { onmessage: null, postMessage: (data) => far.onmessage?.({ data }) };
  const far: Port = { onmessage: null, postMessage: (data) => near.onmessage?.({ data }) };
  return [near, far];
}

/** Of the thread's side, for the processor that is made next. */
let portOfNext: Port | null = null;

class FakeProcessor {
  readonly port = portOfNext;
}

class FakeNode {
  readonly outlets: unknown[] = [];
  connect<T>(to: T): T {
    this.outlets.push(to);
    return to;
  }
  disconnect(): void {
    this.outlets.length = 0;
  }
}

export class FakeTrack extends EventTarget {
  readonly kind = 'audio';
  readonly id: string;
  enabled = true;
  muted = false;
  isStopped = false;
  listeners = 0;
  readonly clones: FakeTrack[] = [];
  constructor(id: string) {
    super();
    this.id = id;
  }
  clone(): FakeTrack {
    const clone = new FakeTrack(`${this.id} heard`);
    this.clones.push(clone);
    return clone;
  }
  /** As the system does with the microphone, and so with each that was cloned of it. */
  hold(isHeld: boolean): void {
    for (const track of [this, ...this.clones]) {
      track.muted = isHeld;
      track.dispatchEvent(new Event(isHeld ? 'mute' : 'unmute'));
    }
  }
  override addEventListener(...of: Parameters<EventTarget['addEventListener']>): void {
    this.listeners += 1;
    super.addEventListener(...of);
  }
  override removeEventListener(...of: Parameters<EventTarget['removeEventListener']>): void {
    this.listeners -= 1;
    super.removeEventListener(...of);
  }
  stop(): void {
    this.isStopped = true;
  }
}

class FakeWorkletNode extends FakeNode {
  readonly name: string;
  readonly port: Port;
  readonly processor: Processor | null = null;
  onprocessorerror: (() => void) | null = null;

  constructor(_context: unknown, name: string) {
    super();
    const [near, far] = portsOf();
    this.name = name;
    this.port = near;
    const Made = processors.get(name);
    if (Made) {
      portOfNext = far;
      this.processor = new Made();
    } else far.onmessage = ({ data }) => void (data === 'destroy' && this.#end());
    nodes.push(this);
  }

  #end(): void {
    nodes.splice(nodes.indexOf(this), 1);
  }
}

const processors = new Map<string, new () => Processor>();
const nodes: FakeWorkletNode[] = [];
const contexts: { state: string; changed(): void }[] = [];

/** To be called before anything that has to do with sound is loaded. `runs`: the browser lets sound be made. */
export function stubSound({ sampleRate = RATE, runs = true } = {}): void {
  nodes.length = 0;
  contexts.length = 0;
  const fakes = {
    AudioWorkletProcessor: FakeProcessor,
    registerProcessor: (name: string, made: new () => Processor) => processors.set(name, made),
    sampleRate: RATE,
    currentTime: 0,
    AudioWorkletNode: FakeWorkletNode,
    AudioContext: class {
      state = runs ? 'running' : 'suspended';
      readonly sampleRate = sampleRate;
      readonly audioWorklet = { addModule: async () => {} };
      get currentTime() {
        return (globalThis as unknown as { currentTime: number }).currentTime;
      }
      createMediaStreamSource = () => new FakeNode();
      constructor() {
        contexts.push(this);
      }
      changed = () => {};
      addEventListener = (_: string, changed: () => void) => {
        this.changed = changed;
      };
      removeEventListener = () => {};
      resume = async () => {
        if (!runs) return;
        this.state = 'running';
        this.changed();
      };
      close = async () => {};
    },
    MediaStreamAudioDestinationNode: class extends FakeNode {
      readonly #track = new FakeTrack('treated');
      readonly stream = { getAudioTracks: () => [this.#track] };
    },
    MediaStream: class {},
    document: { addEventListener: () => {}, removeEventListener: () => {} },
    fetch: async () => ({ arrayBuffer: async () => new ArrayBuffer(0) }),
  };
  for (const [name, fake] of Object.entries(fakes)) vi.stubGlobal(name, fake);
}

/** As Chromium does when the system's loudspeaker dies. */
export function haltSound(): void {
  for (const context of contexts) {
    context.state = 'suspended';
    context.changed();
  }
}

/** The filters that there are: `gtcrn`, `rnnoise`. */
export function filters(): readonly string[] {
  return nodes.filter(({ name }) => name !== CHAIN).map(({ name }) => name.split('/').at(-1) ?? '');
}

/** So much sound that is filtered while there is a filter; `pace`: how much longer it takes than it lasts; `level`: from 0 to 1. */
export function makeSound(seconds: number, { pace = 1, isFiltered = true, level = 0.1 } = {}): void {
  const chain = nodes.findLast(({ name }) => name === CHAIN)?.processor;
  const thread = globalThis as unknown as { currentTime: number };
  const captured = new Float32Array(BLOCK).fill(level);
  const filtered = filters().length > 0 && isFiltered ? captured : new Float32Array(BLOCK);
  for (let left = seconds * RATE; left > 0; left -= BLOCK) {
    thread.currentTime += BLOCK / RATE;
    vi.advanceTimersByTime((pace * BLOCK * 1_000) / RATE);
    chain?.process([[captured], [filtered]], [[new Float32Array(BLOCK)]]);
  }
}
