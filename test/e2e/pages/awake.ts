/** A screen that may fall asleep; the page's root says how many keep it awake. */
const count = (by: number) => {
  const { dataset } = document.documentElement;
  dataset.awake = String(Number(dataset.awake ?? 0) + by);
};
const held = new Set<object>();
const letGo = (lock: object) => {
  if (held.delete(lock)) count(-1);
};
Object.defineProperty(navigator, 'wakeLock', {
  value: {
    async request() {
      const lock = { release: async () => letGo(lock) };
      held.add(lock);
      count(1);
      return lock;
    },
  },
});
// Browsers let go when the page is hidden.
document.addEventListener('visibilitychange', () => {
  if (document.hidden) for (const lock of held) letGo(lock);
});

Object.assign(globalThis, {
  hidePage(isHidden: boolean) {
    Object.defineProperty(document, 'hidden', { value: isHidden, configurable: true });
    document.dispatchEvent(new Event('visibilitychange'));
  },
});
