import { expect, it } from 'vitest';
import { Router } from '../../../../web/src/admin/router/router.ts';

/** A tab: its history is there at once, and goes back and forth a moment later, as browsers do. */
function tab(path = '/verwaltung/raeume') {
  const entries: { state: unknown; path: string }[] = [{ state: null, path }];
  let at = 0;
  let popped = () => {};
  const put = (state: unknown, url?: string | URL | null) => ({ state, path: url == null ? here() : String(url) });
  const here = () => entries[at]?.path ?? '';
  const history = {
    get state() {
      return entries[at]?.state;
    },
    pushState(state: unknown, _unused: string, url?: string | URL | null) {
      entries.splice(at + 1, entries.length, put(state, url));
      at += 1;
    },
    replaceState(state: unknown, _unused: string, url?: string | URL | null) {
      entries[at] = put(state, url);
    },
    go(steps = 0) {
      at = Math.min(entries.length - 1, Math.max(0, at + steps));
      popped();
    },
  };
  const urlOf = () => new URL(here(), 'http://here');
  const location = {
    get pathname() {
      return urlOf().pathname;
    },
    get search() {
      return urlOf().search;
    },
    get hash() {
      return urlOf().hash;
    },
  };
  const events = {
    addEventListener: (_: 'popstate', listener: () => void) => {
      popped = listener;
    },
    removeEventListener: () => {
      popped = () => {};
    },
  };
  return { router: new Router({ history, location, events }), here, back: () => history.go(-1), entries, history };
}

it('leads from page to page, and Back leads back', () => {
  const { router, back, here } = tab();
  const seen: string[] = [];
  router.subscribe(() => seen.push(router.getSnapshot()));
  router.go('/verwaltung/konto');
  back();
  expect(seen).toEqual(['/verwaltung/konto', '/verwaltung/raeume']);
  expect(here()).toBe('/verwaltung/raeume');
});

it('says where one is, whole', () => {
  const { router } = tab('/verwaltung/anmelden?next=%2Fr%2Fx#y');
  expect(router.query.get('next')).toBe('/r/x');
  expect(router.fragment).toBe('y');
  expect(router.here).toBe('/verwaltung/anmelden?next=%2Fr%2Fx#y');
});

it('asks once more whoever wanted to leave, and is still there because it came to nothing', () => {
  const { router, here } = tab();
  let asked = 0;
  router.hold((leave) => {
    asked += 1;
    if (asked === 1) leave();
  });
  router.ask(() => {});
  router.go('/verwaltung/konto');
  expect({ asked, here: here() }).toEqual({ asked: 2, here: '/verwaltung/raeume' });
});

it('asks whoever has something unsaved before they follow a link, and leaves when they say so', () => {
  const { router, here } = tab();
  let goOn = () => {};
  const release = router.hold((leave) => {
    goOn = leave;
  });
  router.go('/verwaltung/konto');
  expect(here()).toBe('/verwaltung/raeume');
  goOn();
  expect(here()).toBe('/verwaltung/konto');
  // With the page that is left.
  release();
  router.go('/verwaltung/raeume');
  expect(here()).toBe('/verwaltung/raeume');
});

it('asks before Back too, stays meanwhile, and goes back when they say so', () => {
  const { router, here, back } = tab();
  router.go('/verwaltung/raeume/neu');
  let asked = 0;
  let goOn = () => {};
  router.hold((leave) => {
    asked += 1;
    goOn = leave;
  });
  back();
  expect(here()).toBe('/verwaltung/raeume/neu');
  expect(asked).toBe(1);
  back();
  expect(asked).toBe(2);
  expect(here()).toBe('/verwaltung/raeume/neu');
  goOn();
  expect(here()).toBe('/verwaltung/raeume');
});

it('asks nothing more once what was unsaved is saved', () => {
  const { router, here } = tab();
  const release = router.hold(() => {});
  release();
  router.go('/verwaltung/konto');
  expect(here()).toBe('/verwaltung/konto');
});

it('a page that was loaded again knows its place in the history', () => {
  const first = tab();
  first.router.go('/verwaltung/raeume/neu');
  first.router.close();
  const again = new Router({
    history: first.history,
    location: { pathname: '/verwaltung/raeume/neu', search: '', hash: '' },
    events: { addEventListener: () => {}, removeEventListener: () => {} },
  });
  again.go('/verwaltung/konto');
  expect(first.entries.map(({ state }) => state)).toEqual([{ at: 0 }, { at: 1 }, { at: 2 }]);
});
