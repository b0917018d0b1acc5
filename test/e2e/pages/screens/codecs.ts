// A browser that knows no other codecs for pictures than `globalThis.pictureCodecs`; VP8 alone, unless that says more.

const { pictureCodecs = ['VP8'] } = globalThis as { pictureCodecs?: readonly string[] };
const known = [...pictureCodecs, 'rtx'].map((name) => `video/${name}`.toLowerCase());
const { addTransceiver } = RTCPeerConnection.prototype;

RTCPeerConnection.prototype.addTransceiver = function (trackOrKind, init) {
  const transceiver = addTransceiver.call(this, trackOrKind, init);
  const isVideo = (typeof trackOrKind === 'string' ? trackOrKind : trackOrKind.kind) === 'video';
  const codecs = isVideo ? (RTCRtpReceiver.getCapabilities('video')?.codecs ?? []) : [];
  if (isVideo) transceiver.setCodecPreferences(codecs.filter(({ mimeType }) => known.includes(mimeType.toLowerCase())));
  return transceiver;
};
