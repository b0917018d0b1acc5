import type { KeyValueStore } from './settings.ts';

/** What could not be written, as long as the page lasts; null: removed. One for all who use the same storage. */
const unwritten = new WeakMap<Storage, Map<string, string | null>>();

/** The browser's storage; where it is forbidden, full or broken, a memory that lasts as long as the page. Never throws. */
export function browserStorage(which: 'localStorage' | 'sessionStorage'): KeyValueStore {
  try {
    const storage = window[which];
    storage.getItem('');
    return withMemory(storage);
  } catch {
    const memory = new Map<string, string>();
    return {
      getItem: (key) => memory.get(key) ?? null,
      setItem: (key, value) => memory.set(key, value),
      removeItem: (key) => memory.delete(key),
    };
  }
}

function withMemory(storage: Storage): KeyValueStore {
  const memory = unwritten.get(storage) ?? new Map<string, string | null>();
  unwritten.set(storage, memory);
  const attempt = (key: string, value: string | null, write: () => void) => {
    try {
      write();
      memory.delete(key);
    } catch {
      memory.set(key, value);
    }
  };
  return {
    getItem: (key) => {
      const held = memory.get(key);
      if (held !== undefined) return held;
      try {
        return storage.getItem(key);
      } catch {
        return null;
      }
    },
    setItem: (key, value) => attempt(key, value, () => storage.setItem(key, value)),
    removeItem: (key) => attempt(key, null, () => storage.removeItem(key)),
  };
}
