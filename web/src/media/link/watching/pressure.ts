/** As far as TypeScript does not know it yet (W3C Compute Pressure); Chromium has it. */
interface Observer {
  observe(source: 'cpu', options: { readonly sampleInterval: number }): Promise<void>;
  disconnect(): void;
}
type Observe = new (changed: (records: readonly { readonly state: string }[]) => void) => Observer;

const SAMPLE_MS = 2_000;

/** Tells whether the processor is at its limits, where the browser says it; until it is stopped. */
export function watchPressure(changed: (isPressed: boolean) => void): () => void {
  const { PressureObserver } = globalThis as { PressureObserver?: Observe };
  if (!PressureObserver) return () => {};
  const observer = new PressureObserver((records) => changed(records.at(-1)?.state === 'critical'));
  observer.observe('cpu', { sampleInterval: SAMPLE_MS }).catch(() => {});
  return () => observer.disconnect();
}
