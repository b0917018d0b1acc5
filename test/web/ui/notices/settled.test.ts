import { expect, test } from 'vitest';
import { isSettled } from '../../../../web/src/ui/notices/settled.ts';

test('a notice of a noisy microphone is settled when it is that no more, whoever has muted it', () => {
  const noisy = { kind: 'noisy', participantId: 'anna', displayName: 'Anna' } as const;
  expect(isSettled(noisy, { lobby: [], noisy: ['bert', 'anna'] }, false)).toBe(false);
  expect(isSettled(noisy, { lobby: [], noisy: ['bert'] }, false)).toBe(true);
});
