// Stands in the page itself, before everything else: of all the page's files it alone cannot be lost on the way.
// Scripts and styles that do not come (a phone changes its network) are asked for again by loading the page anew, after
// a while; when that does not help, or takes long, the page says so, with a button.
(() => {
  const TRIED = 'tafelrunde.boot';
  const RELOAD_AFTER_MS = [500, 2000, 5000];
  const SLOW_AFTER_MS = 10_000;
  let reloading = false;

  /** Gone as soon as the program has drawn something. */
  const words = () => document.getElementById('boot');

  function say() {
    const shown = words();
    if (shown === null) return;
    shown.hidden = false;
    shown.querySelector('button').onclick = () => location.reload();
  }

  function reload() {
    // What the program loads later it asks for again itself.
    if (reloading || (words() === null && document.readyState !== 'loading')) return;
    reloading = true;
    const tried = read();
    if (tried >= RELOAD_AFTER_MS.length) return say();
    write(tried + 1);
    setTimeout(() => {
      if (navigator.onLine) location.reload();
      else addEventListener('online', () => location.reload());
    }, RELOAD_AFTER_MS[tried]);
  }

  // A browser may refuse its storage: then nothing counts the attempts, and the button is the way.
  function read() {
    try {
      return Number(sessionStorage.getItem(TRIED));
    } catch {
      return RELOAD_AFTER_MS.length;
    }
  }

  function write(tried) {
    try {
      if (tried === 0) sessionStorage.removeItem(TRIED);
      else sessionStorage.setItem(TRIED, String(tried));
    } catch {}
  }

  addEventListener(
    'error',
    ({ target }) => {
      if (target === window) say();
      else if (target instanceof HTMLScriptElement) reload();
      else if (target instanceof HTMLLinkElement && target.rel === 'stylesheet') reload();
    },
    true,
  );
  addEventListener('unhandledrejection', say);
  addEventListener('load', () => {
    if (!reloading) write(0);
    setTimeout(say, SLOW_AFTER_MS);
  });
})();
