/** A screen that may fall asleep; the page's root says how many keep it awake. */
const count = (by: number) => {
  const { dataset } = document.documentElement;
  dataset.awake = String(Number(dataset.awake ?? 0) + by);
};
Object.defineProperty(navigator, 'wakeLock', {
  value: {
    async request() {
      count(1);
      return { release: async () => count(-1) };
    },
  },
});
