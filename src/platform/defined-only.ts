export type DefinedOnly<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

/** `definedOnly({ a: 1, b: undefined })` is `{ a: 1 }`: what was not said is not changed. */
export function definedOnly<T extends object>(settings: T): DefinedOnly<T> {
  const entries = Object.entries(settings).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as DefinedOnly<T>;
}
