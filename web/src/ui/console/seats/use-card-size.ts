import { useRef } from 'react';

export type CardSize = 'few' | 'some' | 'many';

/** So many have room for larger cards. */
const FEW_SEATS = 9;
/** Above this smaller ones, so that nobody is out of sight. */
const MANY_SEATS = 16;
/** So many must go before the cards grow again: one who leaves and comes back makes everything jump twice. */
const SLACK = 3;

/** How large the cards are for so many places. Exported for tests: the size after `before`. */
export function cardSize(places: number, before: CardSize | null): CardSize {
  const few = before === 'some' || before === 'many' ? FEW_SEATS - SLACK : FEW_SEATS;
  const some = before === 'many' ? MANY_SEATS - SLACK : MANY_SEATS;
  if (places <= few) return 'few';
  return places <= some ? 'some' : 'many';
}

export function useCardSize(places: number): CardSize {
  const last = useRef<CardSize | null>(null);
  last.current = cardSize(places, last.current);
  return last.current;
}
