import type { KeyValueStore } from './settings.ts';

/** The browser's storage, or a memory that lasts as long as the page where the browser forbids it. */
export function browserStorage(which: 'localStorage' | 'sessionStorage'): KeyValueStore {
  try {
    const storage = window[which];
    storage.getItem('');
    return storage;
  } catch {
    const memory = new Map<string, string>();
    return {
      getItem: (key) => memory.get(key) ?? null,
      setItem: (key, value) => memory.set(key, value),
      removeItem: (key) => memory.delete(key),
    };
  }
}
