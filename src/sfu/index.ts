export { announcedAddresses } from './addresses.ts';
export type { Link, Measured } from './line-quality.ts';
export { createMediaPlane, type Sfu } from './media-plane.ts';
export type { WorkerMetrics } from './worker-slot.ts';
