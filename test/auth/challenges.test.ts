import { afterEach, expect, it, vi } from 'vitest';
import { Challenges } from '../../src/auth/challenges.ts';

const FOR_MS = 60_000;

afterEach(() => void vi.useRealTimers());

it('however often it is asked, no more is kept than may be, one address’s at the expense of its own', () => {
  vi.useFakeTimers();
  const challenges = new Challenges({ forMs: FOR_MS, maxEach: 3, maxAll: 5 });
  challenges.add('mine', { holder: 'me', from: 'home' });
  for (let turn = 0; turn < 10; turn += 1) challenges.add(`theirs ${turn}`, { holder: 'they', from: 'flood' });
  expect(challenges.size).toBe(4);
  expect(challenges.take('theirs 0', 'they')).toBe(false);
  expect(challenges.take('theirs 9', 'they')).toBe(true);
  expect(challenges.take('mine', 'they')).toBe(false);
  expect(challenges.take('mine', 'me')).toBe(true);
  for (let turn = 0; turn < 10; turn += 1) challenges.add(`many ${turn}`, { holder: 'they', from: `${turn}` });
  expect(challenges.size).toBe(5);
  vi.setSystemTime(Date.now() + FOR_MS);
  challenges.add('late', { holder: 'me', from: 'home' });
  expect(challenges.size).toBe(1);
});
