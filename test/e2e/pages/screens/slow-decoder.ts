// A device that shows every second frame of a screen in AV1, whatever its browser expected of it: so the browser counts them.

const FRAMES_A_LOOK = 30;
const { getStats } = RTCPeerConnection.prototype;
let looks = 0;

RTCPeerConnection.prototype.getStats = async function (selector) {
  const report = await getStats.call(this, selector);
  looks += 1;
  const counted = [...report.entries()].map(([id, stats]) => {
    const isSlow = stats.type === 'inbound-rtp' && report.get(stats.codecId)?.mimeType === 'video/AV1';
    const frames = looks * FRAMES_A_LOOK;
    return [id, isSlow ? { ...stats, framesDecoded: frames, framesDropped: frames } : stats] as const;
  });
  return new Map(counted);
};
