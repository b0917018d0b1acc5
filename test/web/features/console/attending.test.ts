import { expect, test, vi } from 'vitest';
import { tellAttending } from '../../../../web/src/features/console/attending.ts';

test('a console that is touched says so, by finger and by key, at most once a minute', () => {
  vi.useFakeTimers({ toFake: ['performance'] });
  const listeners = new Map<string, () => void>();
  const tell = vi.fn();
  tellAttending({ addEventListener: (sign, listener) => void listeners.set(sign, listener) }, tell);
  listeners.get('pointerdown')?.();
  listeners.get('keydown')?.();
  expect(tell).toHaveBeenCalledTimes(1);
  vi.advanceTimersByTime(60_000);
  listeners.get('keydown')?.();
  expect(tell).toHaveBeenCalledTimes(2);
  vi.useRealTimers();
});
