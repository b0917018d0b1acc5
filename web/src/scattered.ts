/** At least `ms`, and up to half as much more: so that those who are told the same do not all come at once. */
export function scattered(ms: number): number {
  return ms * (1 + Math.random() / 2);
}
