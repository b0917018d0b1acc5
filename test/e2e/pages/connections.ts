// Runs in a page before its own code and remembers the page's WebRTC connections, to ask what they agreed on.

const connections: RTCPeerConnection[] = [];

globalThis.RTCPeerConnection = class extends RTCPeerConnection {
  constructor(configuration?: RTCConfiguration) {
    super(configuration);
    connections.push(this);
  }
};

async function agreements() {
  const reports = await Promise.all(connections.map((connection) => connection.getStats()));
  return reports
    .flatMap((report) => [...report.values()])
    .filter(({ type }) => type === 'transport')
    .map(({ dtlsState, srtpCipher, tlsVersion }) => ({ dtlsState, srtpCipher, tlsVersion }));
}

Object.assign(globalThis, { agreements });
