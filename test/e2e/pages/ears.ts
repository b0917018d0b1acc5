import type { Ears } from '../support/media/recordings.ts';

// Takes down what the page plays to its person, sample by sample.

const SAMPLE_RATE = 48_000;
const CHUNK = 4_096;
const LISTEN_EVERY_MS = 5;

function played(): readonly MediaStreamTrack[] {
  return [...document.querySelectorAll('audio')].flatMap(({ srcObject }) =>
    srcObject instanceof MediaStream ? srcObject.getAudioTracks() : [],
  );
}

let isRecording = false;

async function record(seconds: number): Promise<string> {
  const context = new AudioContext({ sampleRate: SAMPLE_RATE });
  const recorder = context.createScriptProcessor(CHUNK, 2, 1);
  const heard = new Set<MediaStreamTrack>();
  const listen = () => {
    for (const track of played()) {
      if (heard.has(track)) continue;
      heard.add(track);
      context.createMediaStreamSource(new MediaStream([track])).connect(recorder);
    }
  };
  listen();
  // What begins meanwhile is heard as well.
  const listening = setInterval(listen, LISTEN_EVERY_MS);
  try {
    const samples = new Int16Array(seconds * SAMPLE_RATE);
    let at = 0;
    await new Promise<void>((resolve) => {
      recorder.onaudioprocess = ({ inputBuffer }) => {
        isRecording = true;
        for (const sample of inputBuffer.getChannelData(0)) {
          if (at >= samples.length) return resolve();
          samples[at] = Math.round(32_767 * Math.min(1, Math.max(-1, sample)));
          at += 1;
        }
      };
      recorder.connect(context.destination);
    });
    return inBase64(new Uint8Array(samples.buffer));
  } finally {
    clearInterval(listening);
    isRecording = false;
    await context.close();
  }
}

function inBase64(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 8_192) text += String.fromCharCode(...bytes.subarray(at, at + 8_192));
  return btoa(text);
}

/** What is sent of one's microphone so far. */
async function sent(): Promise<{ packets: number; bytes: number }> {
  const { senders } = globalThis as unknown as { senders: readonly RTCRtpSender[] };
  const all = { packets: 0, bytes: 0 };
  for (const sender of senders.filter(({ track }) => track?.kind === 'audio')) {
    for (const report of (await sender.getStats()).values()) {
      if (report.type !== 'outbound-rtp') continue;
      all.packets += report.packetsSent;
      all.bytes += report.bytesSent;
    }
  }
  return all;
}

// Those that the page makes, since it shows them to nobody.
const senders: RTCRtpSender[] = [];
const { addTransceiver } = RTCPeerConnection.prototype;
RTCPeerConnection.prototype.addTransceiver = function add(this: RTCPeerConnection, ...given) {
  const transceiver = addTransceiver.apply(this, given);
  senders.push(transceiver.sender);
  return transceiver;
};

Object.assign(globalThis, { senders, ears: { record, isRecording: () => isRecording, sent } satisfies Ears });
