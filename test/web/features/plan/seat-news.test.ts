import { expect, it } from 'vitest';
import { agoOf } from '../../../../src/protocol/base/times.ts';
import { changedSeats } from '../../../../web/src/call/meeting/received.ts';

const seat = (id: string) => ({ id, name: id, participantId: null, leftAgoMs: null, leftAt: null });

it('what is told of one seat changes that one, and a chair that was left says since when', () => {
  const plan = [seat('Aach'), seat('Buch')];
  const taken = changedSeats(plan, { id: 'Buch', participantId: 'anna', leftAgoMs: null });
  expect(taken).toEqual([seat('Aach'), { ...seat('Buch'), participantId: 'anna' }]);
  const [aach, buch] = changedSeats(taken, { id: 'Buch', participantId: null, leftAgoMs: agoOf(0, 60_000) });
  expect(aach).toBe(plan[0]);
  expect(buch).toMatchObject({ participantId: null });
  expect(performance.now() - (buch?.leftAt ?? 0)).toBeGreaterThanOrEqual(60_000);
  // Of a plan that is on its way nothing is known yet.
  expect(changedSeats(plan, { id: 'Cham', participantId: 'anna', leftAgoMs: null })).toEqual(plan);
});
