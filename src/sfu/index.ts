export { announcedAddresses } from './addresses.ts';
export type { Link, Measured } from './line/line-quality.ts';
export { createMediaPlane, type Sfu } from './media-plane.ts';
export type { WorkerMetrics } from './worker/worker-slot.ts';
