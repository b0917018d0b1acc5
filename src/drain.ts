/** Looking once a second costs nothing and is soon enough for an operator who waits. */
const CHECK_MS = 1_000;

/** What is to end once nobody is in it any more. */
interface Drained {
  readonly live: { readonly rooms: { readonly length: number } };
  readonly draining: { begin(options: { withinMs: number }): void };
}

/**
 * Lets nobody new in, shows everyone how long it is until the end, and resolves when the last meeting has ended, after
 * `timeoutMs` at the latest; not by the time of day, which somebody may set meanwhile.
 */
export async function drain({ live, draining }: Drained, timeoutMs: number): Promise<void> {
  draining.begin({ withinMs: timeoutMs });
  const deadline = performance.now() + timeoutMs;
  while (live.rooms.length > 0 && performance.now() < deadline) {
    const { promise: looked, resolve: look } = Promise.withResolvers<void>();
    setTimeout(look, Math.min(CHECK_MS, deadline - performance.now()));
    await looked;
  }
}
