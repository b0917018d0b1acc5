import type { PictureFlow, SoundFlow } from '../support/media/measurements.ts';

// Runs in a page before its own code and remembers the page's WebRTC connections, to ask what they agreed on, and counts its
// connections to the server.

const connections: RTCPeerConnection[] = [];

globalThis.RTCPeerConnection = class extends RTCPeerConnection {
  constructor(configuration?: RTCConfiguration) {
    super(configuration);
    connections.push(this);
  }
};

let sockets = 0;
globalThis.WebSocket = class extends WebSocket {
  constructor(url: string | URL, protocols?: string | string[]) {
    super(url, protocols);
    sockets += 1;
  }
};

/** How many of both kinds there have been. */
function connected(): number {
  return connections.length + sockets;
}

async function agreements() {
  const reports = await Promise.all(connections.map((connection) => connection.getStats()));
  return reports
    .flatMap((report) => [...report.values()])
    .filter(({ type }) => type === 'transport')
    .map(({ dtlsState, srtpCipher, tlsVersion }) => ({ dtlsState, srtpCipher, tlsVersion }));
}

async function pictureFlows(): Promise<PictureFlow[]> {
  const reports = await Promise.all(connections.map((connection) => connection.getStats()));
  return reports.flatMap((report) =>
    [...report.values()]
      .filter(({ type, kind }) => kind === 'video' && (type === 'outbound-rtp' || type === 'inbound-rtp'))
      .map((stats) => {
        const isSent = stats.type === 'outbound-rtp';
        return {
          isSent,
          rid: stats.rid ?? '',
          codec: report.get(stats.codecId)?.mimeType ?? '',
          bytes:
            (isSent ? stats.bytesSent + stats.headerBytesSent : stats.bytesReceived + stats.headerBytesReceived) || 0,
          frames: (isSent ? stats.framesEncoded : stats.framesDecoded) ?? 0,
          seconds: (isSent ? stats.totalEncodeTime : stats.totalDecodeTime) ?? 0,
          width: stats.frameWidth ?? 0,
          dropped: stats.framesDropped ?? 0,
          frozenSeconds: stats.totalFreezesDuration ?? 0,
        };
      }),
  );
}

async function soundFlows(): Promise<SoundFlow[]> {
  const reports = await Promise.all(connections.map((connection) => connection.getStats()));
  return reports.flatMap((report) =>
    [...report.values()]
      .filter(({ type, kind }) => kind === 'audio' && (type === 'outbound-rtp' || type === 'inbound-rtp'))
      .map((stats) => ({
        isSent: stats.type === 'outbound-rtp',
        bytes: stats.bytesSent ?? stats.bytesReceived ?? 0,
        headerBytes: stats.headerBytesSent ?? stats.headerBytesReceived ?? 0,
        packets: stats.packetsSent ?? stats.packetsReceived ?? 0,
        sentAgain: stats.retransmittedPacketsSent ?? 0,
        withSpare: stats.fecPacketsReceived ?? 0,
        sparesUnused: stats.fecPacketsDiscarded ?? 0,
        samples: stats.totalSamplesReceived ?? 0,
        concealed: stats.concealedSamples ?? 0,
        concealedAsSilence: stats.silentConcealedSamples ?? 0,
        delaySeconds: stats.jitterBufferDelay ?? 0,
        delayedSamples: stats.jitterBufferEmittedCount ?? 0,
      })),
  );
}

Object.assign(globalThis, { agreements, connected, pictureFlows, soundFlows });
