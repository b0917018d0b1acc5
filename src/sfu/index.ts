export { createMediaPlane, type Sfu, type SfuOptions } from './media-plane.ts';
export type { SfuLog, WorkerMetrics } from './worker-slot.ts';
