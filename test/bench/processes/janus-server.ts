import { globSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { networkInterfaces, tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { freePort } from '../../e2e/support/server/free-port.ts';
import { atExit } from './at-exit.ts';
import { Child } from './child.ts';

export interface JanusRoom {
  /** Of its WebSocket. */
  readonly url: string;
  readonly room: number;
}

const PROGRAM = '/usr/bin/janus';
const ROOM = 1;
const START_WITHIN_MS = 10_000;
const LOOK_EVERY_MS = 50;

/** Debian's Janus, tuned: two event loops, ICE lite, one plugin and one transport, no log, no event handlers, no TURN. */
export class JanusServer {
  readonly room: JanusRoom;
  readonly #child: Child;
  readonly #removeData: () => void;

  private constructor(child: Child, port: number, removeData: () => void) {
    this.#child = child;
    this.room = { url: `ws://127.0.0.1:${port}`, room: ROOM };
    this.#removeData = removeData;
  }

  /** Errors: Error with one sentence on why there is none. */
  static async start(): Promise<JanusServer> {
    const address = outsideAddress();
    const port = await freePort();
    const folder = mkdtempSync(join(tmpdir(), 'tafelrunde-bench-janus-'));
    const removeData = () => rmSync(folder, { recursive: true, force: true });
    const forget = atExit(removeData);
    const end = () => {
      removeData();
      forget();
    };
    try {
      choose(join(folder, 'plugins'), 'libjanus_videoroom.so');
      choose(join(folder, 'transports'), 'libjanus_websockets.so');
      for (const [name, text] of Object.entries(configuration({ folder, address, port }))) {
        writeFileSync(join(folder, name), text);
      }
      const child = new Child({ program: PROGRAM, args: ['--configs-folder', folder] });
      const server = new JanusServer(child, port, end);
      await Promise.race([child.printed(/(?!)/), listens(port)]).catch(async (error: unknown) => {
        await child.stop();
        throw error;
      });
      return server;
    } catch (error) {
      end();
      throw error;
    }
  }

  get pid(): number {
    return this.#child.pid;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#child.stop();
    this.#removeData();
  }
}

/** Janus never takes a loopback address; what is sent to this one from here takes the same way through the kernel. */
function outsideAddress(): string {
  const addresses = Object.values(networkInterfaces()).flatMap((each) => each ?? []);
  const found = addresses.find(({ family, internal }) => family === 'IPv4' && !internal);
  if (!found) throw new Error('this machine has no address but the loopback, which Janus does not take');
  return found.address;
}

/** A folder with this one of Debian's modules. */
function choose(folder: string, name: string): void {
  const [found] = globSync(`/usr/lib/*/janus/*/${name}`);
  if (found === undefined) throw new Error("Debian's package janus is not installed");
  mkdirSync(folder);
  symlinkSync(found, join(folder, basename(found)));
}

interface Configuration {
  readonly folder: string;
  readonly address: string;
  readonly port: number;
}

/** By file name. What is not said is Janus' default. */
function configuration({ folder, address, port }: Configuration): Readonly<Record<string, string>> {
  const general = {
    configs_folder: folder,
    plugins_folder: join(folder, 'plugins'),
    transports_folder: join(folder, 'transports'),
    events_folder: folder,
    loggers_folder: folder,
    debug_level: 1,
    event_loops: 2,
    // Else it would want to hear of everyone now and then.
    session_timeout: 0,
  };
  const room = { publishers: 100, audiocodec: 'opus', videocodec: 'vp8', dummy_publisher: true };
  return {
    'janus.jcfg': sections({ general, nat: { ice_lite: true, ice_enforce_list: address } }),
    'janus.transport.websockets.jcfg': sections({
      general: { json: 'compact', ws: true, ws_ip: '127.0.0.1', ws_port: port },
    }),
    'janus.plugin.videoroom.jcfg': sections({ general: {}, [`room-${ROOM}`]: room }),
  };
}

/** libconfig's syntax. */
function sections(all: Readonly<Record<string, Readonly<Record<string, string | number | boolean>>>>): string {
  const lines = Object.entries(all).map(([name, settings]) => {
    const inside = Object.entries(settings).map(([key, value]) => `  ${key} = ${JSON.stringify(value)}\n`);
    return `${name}: {\n${inside.join('')}}\n`;
  });
  return lines.join('');
}

async function listens(port: number): Promise<void> {
  const deadline = performance.now() + START_WITHIN_MS;
  while (!(await accepts(port))) {
    if (performance.now() > deadline) throw new Error(`Janus does not listen after ${START_WITHIN_MS} ms`);
    await delay(LOOK_EVERY_MS);
  }
}

function accepts(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  return new Promise<boolean>((resolve) => {
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
  }).finally(() => socket.destroy());
}
