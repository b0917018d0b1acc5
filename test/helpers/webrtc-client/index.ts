export type { Film } from './film-source.ts';
export type { ReceivedStats } from './receiver.ts';

export { type ClientStats, WebRtcClient } from './webrtc-client.ts';
