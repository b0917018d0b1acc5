import { MAX_KBPS, MEASURED_ECHOES } from '../../../src/protocol/check-report.ts';
import type { PlannedWay } from '../features/check/planned-ways.ts';
import { type Bandwidth, CannotTry, type CheckMedia, type Tried } from '../features/check/ports.ts';
import { type Request, RequestError } from '../session/signaling.ts';
import type { SettingsStore } from '../settings.ts';
import { tryDevice } from './devices/check-devices.ts';
import { type TestSignal, TestTone, testPicture } from './devices/test-signals.ts';
import { EchoLine } from './echo-line.ts';
import { received, sent } from './link/link-statistics.ts';
import { pause, until, within } from './waiting.ts';

/** A healthy network needs well under a second. A refused TURN certificate is silent, so somebody must give up. */
const WAY_MS = 10_000;
const WEB_SOCKET_MS = 8_000;
const PLAIN_REQUEST_MS = 6_000;
/** A fifth of a second of the tone. */
const PROVEN_PACKETS = 10;
/** Until browser and server have found out what the link bears, ... */
const WARM_UP_MS = 4_000;
/** ... and as long as that is counted. */
const COUNT_MS = 4_000;
/** Again for whoever looked at something else meanwhile, and all within the time that the server gives a check. */
const MAX_MEASUREMENTS = 2;
const SHOWN_WITHIN_MS = 20_000;
/** As the server lets it. */
const PICTURE_BITRATE = 1_500_000;

export function checkMedia(settings: SettingsStore): CheckMedia {
  let tone: TestTone | null = null;
  return {
    beginTone: () => {
      const begun = new TestTone();
      tone = begun;
      return () => begun.stop();
    },
    tryWay: (request, way, signal) => tryWay({ request, way, tone }, signal),
    measure: measureSeen,
    tryWebSocket,
    isServed,
    tryDevice: (source, shown, signal) => tryDevice({ source, shown, settings }, signal),
  };
}

interface Attempt {
  readonly request: Request;
  readonly way: PlannedWay;
  readonly tone: TestTone | null;
}

async function tryWay({ request, way, tone }: Attempt, signal: AbortSignal): Promise<Tried> {
  let track: MediaStreamTrack | null = null;
  let line: EchoLine | null = null;
  try {
    line = await EchoLine.open(request, way);
    track = (await tone?.take(signal)) ?? null;
    if (track === null) throw new CannotTry('no-tone');
    const open = line;
    const isProven = async () => (await received(open.receive)).packets >= PROVEN_PACKETS;
    const works = open
      .echo({ source: 'microphone', track, codecOptions: { opusDtx: false } }, 1)
      .then(() => until(isProven, () => isFailed(open), signal));
    const isBack = await within(works, WAY_MS, signal);
    if (open.refusal !== null) throw open.refusal;
    return { outcome: isBack === true ? 'works' : 'fails', port: line.port };
  } catch (error) {
    // Whatever else it is says nothing of the way: the server has no line for it any more, or a part of this page is missing.
    if (hasNoWebRtc(error)) return { outcome: 'untried', port: null };
    throw error;
  } finally {
    line?.close();
    track?.stop();
  }
}

/** Too old, or its administration has switched it off. */
function hasNoWebRtc(error: unknown): boolean {
  return (error instanceof Error && error.name === 'UnsupportedError') || typeof RTCPeerConnection === 'undefined';
}

/** While the page is to be seen: in the background browsers draw and send few pictures, and the line would seem weak. */
async function measureSeen(request: Request, way: PlannedWay, signal: AbortSignal): Promise<Bandwidth | null> {
  for (let time = 0; time < MAX_MEASUREMENTS; time += 1) {
    const isShown = await within(
      until(
        async () => !document.hidden,
        () => false,
        signal,
      ),
      SHOWN_WITHIN_MS,
      signal,
    );
    if (isShown !== true) break;
    let wasHidden = false;
    const watch = () => {
      wasHidden ||= document.hidden;
    };
    document.addEventListener('visibilitychange', watch);
    try {
      const found = await measure(request, way, signal);
      if (!wasHidden) return found;
    } finally {
      document.removeEventListener('visibilitychange', watch);
    }
  }
  throw new CannotTry('hidden');
}

async function measure(request: Request, way: PlannedWay, signal: AbortSignal): Promise<Bandwidth | null> {
  let picture: TestSignal | null = null;
  let line: EchoLine | null = null;
  try {
    picture = testPicture();
    line = await EchoLine.open(request, way);
    const { track } = picture;
    const encodings = [{ maxBitrate: PICTURE_BITRATE }];
    const codecOptions = { videoGoogleStartBitrate: 800 };
    const begun = line.echo({ source: 'camera', track, encodings, codecOptions }, MEASURED_ECHOES).then(() => true);
    if ((await within(begun, WAY_MS, signal)) !== true) return null;
    await pause(WARM_UP_MS, signal);
    const before = { ...(await figures(line)), at: performance.now() };
    await pause(COUNT_MS, signal);
    const after = await figures(line);
    if (line.refusal !== null) throw line.refusal;
    if (signal.aborted || after.frames === 0) return null;
    const seconds = (performance.now() - before.at) / 1_000;
    return {
      up: kbps((after.sentBytes - before.sentBytes) * (1 - after.lost), seconds),
      down: kbps(after.receivedBytes - before.receivedBytes, seconds),
    };
  } catch (error) {
    if (error instanceof RequestError) throw error;
    return null;
  } finally {
    line?.close();
    picture?.stop();
  }
}

function tryWebSocket(signal: AbortSignal): Promise<'works' | 'fails'> {
  const address = new URL('/socket.io/?EIO=4&transport=websocket', location.href);
  address.protocol = location.protocol === 'https:' ? 'wss:' : 'ws:';
  return new Promise((resolve) => {
    const socket = new WebSocket(address);
    const end = (outcome: 'works' | 'fails') => {
      clearTimeout(timer);
      socket.close();
      resolve(outcome);
    };
    const timer = setTimeout(() => end('fails'), WEB_SOCKET_MS);
    // The server's own first word: whoever answers in its place knows none.
    socket.onmessage = ({ data }) => end(typeof data === 'string' && data.startsWith('0{') ? 'works' : 'fails');
    socket.onerror = () => end('fails');
    socket.onclose = () => end('fails');
    signal.addEventListener('abort', () => end('fails'), { once: true });
  });
}

/** By the server's own word: a gateway answers as well, in the place of one that is down. */
async function isServed(): Promise<boolean> {
  try {
    const response = await fetch('/healthz', { cache: 'no-store', signal: AbortSignal.timeout(PLAIN_REQUEST_MS) });
    const said: unknown = await response.json();
    return typeof said === 'object' && said !== null && 'status' in said && said.status === 'ok';
  } catch {
    return false;
  }
}

async function figures(line: EchoLine) {
  const [incoming, outgoing] = await Promise.all([received(line.receive), sent(line.send)]);
  return {
    receivedBytes: incoming.bytes,
    frames: incoming.frames,
    sentBytes: outgoing.bytes,
    lost: Math.min(1, outgoing.lost),
  };
}

function kbps(bytes: number, seconds: number): number {
  return Math.min(MAX_KBPS, Math.max(0, Math.round((bytes * 8) / seconds / 1_000)));
}

function isFailed({ send, receive, refusal }: EchoLine): boolean {
  return (
    refusal !== null ||
    [send, receive].some(({ connectionState }) => connectionState === 'failed' || connectionState === 'closed')
  );
}
