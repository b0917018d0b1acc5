import { isPlenty, MEASURED_ECHOES } from '../../../src/protocol/media/check-report.ts';
import type { PlannedWay } from '../features/check/planned-ways.ts';
import { type Bandwidth, CannotTry, type CheckMedia, type Tried } from '../features/check/ports.ts';
import { type Request, RequestError } from '../session/signaling.ts';
import type { SettingsStore } from '../settings.ts';
import { BandwidthMeter } from './bandwidth-meter.ts';
import { tryDevice } from './devices/check-devices.ts';
import { type TestSignal, TestTone, testPicture } from './devices/test-signals.ts';
import { EchoLine } from './echo-line.ts';
import { received, sent } from './link/watching/link-statistics.ts';
import { SeenWatch } from './seen-watch.ts';
import { pause, until, within } from './waiting.ts';
import { takeSignal, type WaySignal } from './way-signal.ts';

/** A healthy network needs well under a second. A refused TURN certificate is silent, so somebody must give up. */
const WAY_MS = 10_000;
const WEB_SOCKET_MS = 8_000;
const PLAIN_REQUEST_MS = 6_000;
/** A fifth of a second of the tone, a second of pictures. */
const PROVEN_PACKETS = 10;
/**
 * Until what the line bears is known. A Firefox on the best of lines begins with a fifth of what is asked of it and needs
 * nine seconds for twice that.
 */
const MEASURE_MS = 14_000;
const COUNT_EVERY_MS = 500;
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
  const watch = new SeenWatch();
  let taken: WaySignal | null = null;
  let line: EchoLine | null = null;
  try {
    line = await EchoLine.open(request, way);
    taken = await takeSignal(tone, signal);
    const open = line;
    const isProven = async () => (await received(open.receive)).packets >= PROVEN_PACKETS;
    const works = open.echo(taken.sent, 1).then(() => until(isProven, () => isFailed(open), signal));
    const isBack = await within(works, WAY_MS, signal);
    if (open.refusal !== null) throw open.refusal;
    if (isBack !== true && taken.sent.source !== 'microphone' && watch.wasHidden) throw new CannotTry('hidden');
    return { outcome: isBack === true ? 'works' : 'fails', port: line.port };
  } catch (error) {
    // Whatever else it is says nothing of the way: the server has no line for it any more, or a part of this page is missing.
    if (hasNoWebRtc(error)) return { outcome: 'untried', port: null };
    throw error;
  } finally {
    line?.close();
    taken?.stop();
    watch.end();
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
    const watch = new SeenWatch();
    try {
      const found = await measure(request, way, signal);
      if (!watch.wasHidden) return found;
    } finally {
      watch.end();
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
    return await bandwidthOf(line, signal);
  } catch (error) {
    if (error instanceof RequestError) throw error;
    return null;
  } finally {
    line?.close();
    picture?.stop();
  }
}

/** As soon as it is plenty, else what it has come to. */
async function bandwidthOf(line: EchoLine, signal: AbortSignal): Promise<Bandwidth | null> {
  const meter = new BandwidthMeter();
  const endMs = performance.now() + MEASURE_MS;
  let frames = 0;
  while (performance.now() < endMs) {
    const { decodedFrames, ...counted } = await figures(line);
    meter.add({ ...counted, atMs: performance.now() });
    frames = decodedFrames;
    if (line.refusal !== null) throw line.refusal;
    if (signal.aborted) return null;
    if (frames > 0 && meter.bandwidth !== null && isPlenty(meter.bandwidth)) break;
    await pause(COUNT_EVERY_MS, signal);
  }
  return frames > 0 ? meter.bandwidth : null;
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
    decodedFrames: incoming.frames,
    sentBytes: outgoing.bytes,
    lost: Math.min(1, outgoing.lost),
  };
}

function isFailed({ send, receive, refusal }: EchoLine): boolean {
  return (
    refusal !== null ||
    [send, receive].some(({ connectionState }) => connectionState === 'failed' || connectionState === 'closed')
  );
}
