// Stands in the page itself, before everything else: of all the page's files it alone cannot be lost on the way.
// Scripts that do not come (a phone changes its network) are asked for again by loading the page anew, after a while, and
// styles in their place, for somebody may be typing; when that does not help, or takes long, the page says so, with a button.
(() => {
  const TRIED = 'tafelrunde.boot';
  const AGAIN_AFTER_MS = [500, 2000, 5000];
  const SLOW_AFTER_MS = 10_000;
  /** By address, how often it was asked for again. */
  const restyled = new Map();
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
    if (tried >= AGAIN_AFTER_MS.length) return say();
    write(tried + 1);
    later(AGAIN_AFTER_MS[tried], () => location.reload());
  }

  function restyle(lost) {
    const tried = restyled.get(lost.href) ?? 0;
    // As above.
    if (tried === 0 && words() === null) return;
    if (tried >= AGAIN_AFTER_MS.length) return say();
    restyled.set(lost.href, tried + 1);
    later(AGAIN_AFTER_MS[tried], () => lost.replaceWith(lost.cloneNode()));
  }

  function later(delayMs, act) {
    setTimeout(() => {
      if (navigator.onLine) act();
      else addEventListener('online', act, { once: true });
    }, delayMs);
  }

  // A browser may refuse its storage: then nothing counts the attempts, and the button is the way.
  function read() {
    try {
      return Number(sessionStorage.getItem(TRIED));
    } catch {
      return AGAIN_AFTER_MS.length;
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
      else if (target instanceof HTMLLinkElement && target.rel === 'stylesheet') restyle(target);
    },
    true,
  );
  addEventListener('unhandledrejection', say);
  addEventListener('load', () => {
    if (!reloading) write(0);
    setTimeout(say, SLOW_AFTER_MS);
  });
})();
