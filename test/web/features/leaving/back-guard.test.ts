import { expect, test } from 'vitest';
import { BackGuard } from '../../../../web/src/features/leaving/back-guard.ts';

/** A browser's history of one page, whose steps are done when the test says so. */
class FakeHistory {
  entries: unknown[] = [null];
  at = 0;
  left = false;
  readonly #steps: (() => void)[] = [];
  readonly #listeners = new Set<() => void>();

  get state(): unknown {
    return this.entries[this.at];
  }

  pushState(state: unknown): void {
    this.entries = [...this.entries.slice(0, this.at + 1), state];
    this.at += 1;
  }

  back(): void {
    this.#steps.push(() => this.#go(-1));
  }

  forward(): void {
    this.#steps.push(() => this.#go(1));
  }

  addEventListener(_name: 'popstate', listener: () => void): void {
    this.#listeners.add(listener);
  }

  removeEventListener(_name: 'popstate', listener: () => void): void {
    this.#listeners.delete(listener);
  }

  get listeners(): number {
    return this.#listeners.size;
  }

  settle(): void {
    for (let step = this.#steps.shift(); step !== undefined; step = this.#steps.shift()) step();
  }

  #go(by: number): void {
    if (this.at + by < 0) this.left = true;
    if (this.entries[this.at + by] === undefined) return;
    this.at += by;
    for (const listener of this.#listeners) listener();
  }
}

function aGuard() {
  const history = new FakeHistory();
  const asked: true[] = [];
  const guard = new BackGuard({ history, events: history, onBack: () => asked.push(true) });
  const pressBack = () => {
    history.back();
    history.settle();
  };
  return { history, guard, asked, pressBack };
}

test('Back asks, as often as it is pressed, and the page stays where it is', () => {
  const { history, guard, asked, pressBack } = aGuard();
  guard.arm();
  for (let times = 1; times <= 3; times += 1) {
    pressBack();
    expect(asked).toHaveLength(times);
  }
  expect(history).toMatchObject({ at: 1, left: false });
  expect(history.entries).toHaveLength(2);
});

test('after one has left, Back leads away at once and asks nothing', () => {
  const { history, guard, asked, pressBack } = aGuard();
  guard.arm();
  guard.disarm();
  history.settle();
  expect(history.at).toBe(0);
  pressBack();
  expect(history.left).toBe(true);
  expect(asked).toEqual([]);
});

test('a page that is loaded again inside adds no further entry', () => {
  const { history, guard, asked, pressBack } = aGuard();
  guard.arm();
  const next = new BackGuard({ history, events: history, onBack: () => asked.push(true) });
  next.arm();
  expect(history.entries).toHaveLength(2);
  guard.close();
  history.settle();
  pressBack();
  expect(history.entries).toHaveLength(2);
});

test('who comes back in before the browser has taken the entry off is guarded all the same', () => {
  const { history, guard, asked, pressBack } = aGuard();
  guard.arm();
  guard.disarm();
  guard.arm();
  history.settle();
  expect(asked).toEqual([]);
  pressBack();
  expect(asked).toHaveLength(1);
  expect(history.left).toBe(false);
});

test('closed, it leaves nothing behind', () => {
  const { history, guard } = aGuard();
  guard.arm();
  guard.close();
  history.settle();
  expect(history).toMatchObject({ at: 0, listeners: 0 });
});
