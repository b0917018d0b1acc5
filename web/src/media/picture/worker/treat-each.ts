/** Of a frame, what is not left to the garbage collector: cameras have few of them. */
interface Frame {
  close(): void;
}

interface TreatEachOptions<F extends Frame> {
  /** Null: nothing of it may go out. Errors: none. */
  readonly treat: (frame: F) => F | null;
  /** One has gone out. */
  readonly sent: () => void;
  readonly signal: AbortSignal;
}

/**
 * What comes in goes out treated, until the camera ends, nobody takes it any more or `signal` says so. Every frame is
 * closed that has not gone out. Never rejects.
 */
export async function treatEach<F extends Frame>(
  { readable, writable }: { readonly readable: ReadableStream<F>; readonly writable: WritableStream<F> },
  { treat, sent, signal }: TreatEachOptions<F>,
): Promise<void> {
  const reader = readable.getReader();
  const writer = writable.getWriter();
  const stop = () => {
    for (const end of [reader.cancel(), writer.abort()]) end.catch(() => {});
  };
  signal.addEventListener('abort', stop);
  if (signal.aborted) stop();
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      const treated = signal.aborted ? null : treat(next.value);
      next.value.close();
      if (treated === null) continue;
      try {
        await writer.write(treated);
      } catch (error) {
        treated.close();
        throw error;
      }
      sent();
    }
    await writer.close();
  } catch {
    stop();
  }
}
