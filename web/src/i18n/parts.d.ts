// Parts of a catalogue, made of it by the bundler: see vite.config.ts.

declare module '*.json?door' {
  const texts: Readonly<Record<string, unknown>>;
  export default texts;
}

declare module '*.json?rest' {
  const texts: Readonly<Record<string, unknown>>;
  export default texts;
}

declare module '*.json?check' {
  const texts: Readonly<Record<string, unknown>>;
  export default texts;
}

declare module '*.json?admin' {
  const texts: Readonly<Record<string, unknown>>;
  export default texts;
}
