import type { Budget } from './report/figure.ts';

// The design's table of budgets. A figure that exceeds one is shown as 'over'; nothing fails.

export const BUDGETS = {
  /** From the click on 'join' to the first picture of somebody else, on loopback in Chromium. */
  joinP50Ms: { atMost: 600 },
  joinP95Ms: { atMost: 1_200 },
  /** Server CPU per forwarded packet, over that of bare mediasoup under the same load. */
  cpuRatio: { atMost: 1.05 },
  /** Bytes to a participant of 25, over those to a client that takes everything at full size. */
  meetingRatio: { atMost: 0.35 },
  /** Server memory for each of 12 people who all see each other. */
  memoryMb: { atMost: 2 },
  /** Of 200 people who join within 10 s. */
  rushIn: { atLeast: 200 },
  rushAckP95Ms: { atMost: 500 },
  rushLoopP99Ms: { atMost: 50 },
  /** From the chair's press until all of 25 people are let in, or muted, and everyone knows it. */
  chairP95Ms: { atMost: 500 },
  /** What the browser loads before the door is there, compressed. */
  doorKb: { atMost: 150 },
} as const satisfies Record<string, Budget>;
