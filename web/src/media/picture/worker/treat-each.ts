/** Of a frame, what is not left to the garbage collector: cameras have few of them. */
interface Frame {
  close(): void;
}

/** A camera that is to be let go of ends within moments; one that does not is let go of here. */
const LAST_FRAMES_MS = 2_000;

interface TreatEachOptions<F extends Frame> {
  /** Null: nothing of it may go out. Errors: none. */
  readonly treat: (frame: F) => F | null;
  /** One has gone out. */
  readonly sent: () => void;
  readonly signal: AbortSignal;
}

/**
 * What comes in goes out treated, until the camera ends, nobody takes it any more or `signal` says so. Every frame is
 * closed in the end, also those that are still on their way here then. Never rejects.
 */
export async function treatEach<F extends Frame>(
  { readable, writable }: { readonly readable: ReadableStream<F>; readonly writable: WritableStream<F> },
  { treat, sent, signal }: TreatEachOptions<F>,
): Promise<void> {
  const reader = readable.getReader();
  const writer = writable.getWriter();
  const over = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const stop = () => {
    if (over.signal.aborted) return;
    over.abort();
    writer.abort().catch(() => {});
    timer = setTimeout(() => void reader.cancel().catch(() => {}), LAST_FRAMES_MS);
  };
  const show = async (frame: F) => {
    const treated = over.signal.aborted ? null : treat(frame);
    frame.close();
    if (treated === null) return;
    try {
      await writer.write(treated);
      sent();
    } catch {
      stop();
    } finally {
      // Who takes it closes it, but for the first ones: those go to the page as copies.
      treated.close();
    }
  };
  signal.addEventListener('abort', stop);
  if (signal.aborted) stop();
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) await show(next.value);
    await writer.close();
  } catch {
    stop();
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', stop);
  }
}
