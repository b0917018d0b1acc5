export type { ReceivedStats } from './receiver.ts';
export type { AudioSource, VideoSource } from './sources.ts';
export { type ClientStats, WebRtcClient } from './webrtc-client.ts';
