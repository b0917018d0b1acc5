const leftovers = new Set<() => void>();

process.once('exit', () => {
  for (const clearAway of leftovers) clearAway();
});

/** For what must not outlive this process, however it ends. Returns how to forget it. */
export function atExit(clearAway: () => void): () => void {
  leftovers.add(clearAway);
  return () => leftovers.delete(clearAway);
}
