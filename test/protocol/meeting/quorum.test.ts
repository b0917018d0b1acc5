import fc from 'fast-check';
import { expect, test } from 'vitest';
import { presenceOf, quorumMarkOf } from '../../../src/protocol/index.ts';

const seats = (...ids: (string | null)[]) => ids.map((participantId) => ({ participantId }));
const here = (id: string) => ({ id, line: 'good' as const });
const cutOff = (id: string) => ({ id, line: 'broken' as const });

test('without a plan nothing is counted, and without a quorum no line is drawn', () => {
  expect(presenceOf({ plan: [], quorum: 2 }, [here('a')])).toBeNull();
  const presence = presenceOf({ plan: seats('a', null), quorum: null }, [here('a')]);
  expect(presence).toEqual({ present: 1, expected: 2, cutOff: 0, quorum: null });
  expect(quorumMarkOf(presence)).toBeNull();
});

test('whoever cannot be reached does not count, though the place is kept, and is named apart', () => {
  const plan = seats('a', 'b', 'c', null);
  const all = presenceOf({ plan, quorum: 3 }, [here('a'), here('b'), here('c')]);
  expect(all).toEqual({ present: 3, expected: 4, cutOff: 0, quorum: { needed: 3, isMet: true } });
  const less = presenceOf({ plan, quorum: 3 }, [here('a'), cutOff('b'), here('c')]);
  expect(less).toEqual({ present: 2, expected: 4, cutOff: 1, quorum: { needed: 3, isMet: false } });
  expect(quorumMarkOf(less)).toEqual({ isMet: false, present: 2, expected: 4, needed: 3 });
});

test('guests without a seat of the plan make no quorum, and a seat of nobody who is here counts for nobody', () => {
  const presence = presenceOf({ plan: seats('a', 'gone'), quorum: 2 }, [here('a'), here('guest'), here('other')]);
  expect(presence).toEqual({ present: 1, expected: 2, cutOff: 0, quorum: { needed: 2, isMet: false } });
});

test('each seat counts once at most, and a quorum is met exactly from its number on', () => {
  const person = fc.record({
    id: fc.constantFrom('a', 'b', 'c', 'd'),
    line: fc.constantFrom('good' as const, 'broken' as const),
  });
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd'), { minLength: 1 }),
      fc.uniqueArray(person, { selector: ({ id }) => id }),
      fc.integer({ min: 1, max: 5 }),
      (plan, people, quorum) => {
        const presence = presenceOf({ plan: seats(...plan), quorum }, people);
        const reached = people.filter(({ id, line }) => plan.includes(id) && line === 'good').length;
        expect(presence).toMatchObject({ present: reached, quorum: { isMet: reached >= quorum } });
      },
    ),
  );
});
