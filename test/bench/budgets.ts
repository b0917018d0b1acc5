import type { Budget } from './report/figure.ts';

// The design's table of budgets. A figure that exceeds one is shown as 'over'; nothing fails.

export const BUDGETS = {
  /** From the click on 'join' to the first picture of somebody else, on loopback in Chromium. */
  joinP50Ms: { atMost: 300 },
  joinP95Ms: { atMost: 700 },
  /** Server CPU per forwarded packet, over that of bare mediasoup under the same load. */
  cpuRatio: { atMost: 1.02 },
  /** The same over bare mediasoup as it comes, without the allocator of our workers. */
  plainCpuRatio: { atMost: 0.85 },
  /** The same over Debian's Janus, tuned. */
  janusCpuRatio: { atMost: 0.75 },
  /** Bytes to a participant of 25, over those to a client that takes everything at full size. */
  meetingRatio: { atMost: 0.12 },
  /** CPU for each frame that a browser with 25 tiles shows, over the same with 5 larger ones, and what it drops of them, in %. */
  clientFrameRatio: { atMost: 1 },
  clientDropped: { atMost: 1 },
  /** Of each of 25 pictures, of which those who do not speak are sent half of 30 a second. */
  clientFrames: { atLeast: 14 },
  /** Server CPU of a meeting of 25 with one speaker and room noise on every microphone, against all of it sent to everybody. */
  meetingCpu: { atMost: 0.6 },
  /** Meetings of 25 that two cores carry, with the sound whole. */
  meetings: { atLeast: 10 },
  meetingsLoopP99Ms: { atMost: 50 },
  /** Server memory for each of 12 people who all see each other. */
  memoryMb: { atMost: 1.4 },
  /** Of 200 people who join within 10 s. */
  rushIn: { atLeast: 200 },
  rushAckP95Ms: { atMost: 100 },
  rushLoopP99Ms: { atMost: 30 },
  /** What the server sends for one raised hand in a meeting of 300, all together. */
  handKb: { atMost: 60 },
  /** The same for a seat of the plan that somebody leaves, them included. */
  seatKb: { atMost: 75 },
  /** From the chair's press until all of 25 people are let in, or muted, and everyone knows it. */
  chairP95Ms: { atMost: 150 },
  /** Join in another room, p95, while somebody abuses the server, over the same before. */
  abuseRatio: { atMost: 2 },
  /** Between what is seen and what is heard of one moment (EN 301 549, 6.5.4). */
  lipSyncMs: { atMost: 100 },
  /** What a voice loses between 6 and 7 kHz, beside its vowels, until it is heard (EN 301 549, 6.1). */
  highBandLostDb: { atMost: 6 },
  /** By how much quieter a loudspeaker's words come back from a microphone whose voice is levelled. */
  echoCancelledDb: { atLeast: 20 },
  /** From when the only loudspeaker is pulled out, and another is there, until that is heard. */
  speakerGoneMs: { atMost: 2_000 },
  /** From the network's return, after 5, 30 and 90 s, until sound goes both ways again. */
  outageP95Ms: { atMost: 1_000 },
  /** From the death of a media worker, and of the server that is started again at once, until everyone hears everyone. */
  workerKillP95Ms: { atMost: 3_000 },
  serverKillP95Ms: { atMost: 6_000 },
  /** Of people who are not back by themselves at all. */
  notBack: { atMost: 0 },
  /** Of a shared page of text in a better codec, over the same in VP8 in the same run. */
  screenBytesRatio: { atMost: 0.6 },
  /** SSIM of what is written on it, when it has stood for some seconds. */
  screenSharpness: { atLeast: 0.95 },
  /** From 'join' until somebody who cannot decode it sees a screen. */
  screenLateMs: { atMost: 2_000 },
  /** What the browser loads before the door is there, compressed. */
  doorKb: { atMost: 130 },
} as const satisfies Record<string, Budget>;
