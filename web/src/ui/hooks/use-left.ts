import { useNow } from './use-now.ts';

/** How much is left until a moment of this page's clock: in whole seconds, as milliseconds. */
export function useLeft(until: number): number {
  const now = useNow(500);
  return Math.max(0, Math.ceil((until - now) / 1_000)) * 1_000;
}
