import type { Budget } from './report/figure.ts';

// The design's table of budgets. A figure that exceeds one is shown as 'over'; nothing fails.

export const BUDGETS = {
  /** From the click on 'join' to the first picture of somebody else, on loopback in Chromium. */
  joinP50Ms: { atMost: 300 },
  joinP95Ms: { atMost: 700 },
  /** Server CPU per forwarded packet, over that of bare mediasoup under the same load. */
  cpuRatio: { atMost: 1.02 },
  /** Bytes to a participant of 25, over those to a client that takes everything at full size. */
  meetingRatio: { atMost: 0.12 },
  /** Server memory for each of 12 people who all see each other. */
  memoryMb: { atMost: 1.4 },
  /** Of 200 people who join within 10 s. */
  rushIn: { atLeast: 200 },
  rushAckP95Ms: { atMost: 100 },
  rushLoopP99Ms: { atMost: 30 },
  /** From the chair's press until all of 25 people are let in, or muted, and everyone knows it. */
  chairP95Ms: { atMost: 150 },
  /** Join in another room, p95, while somebody abuses the server, over the same before. */
  abuseRatio: { atMost: 2 },
  /** What the browser loads before the door is there, compressed. */
  doorKb: { atMost: 130 },
} as const satisfies Record<string, Budget>;
