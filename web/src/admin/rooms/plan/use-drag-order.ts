import { type KeyboardEvent, type PointerEvent, type RefObject, useState } from 'react';
import { placeAt } from './seat-moves.ts';

interface Drag {
  readonly from: number;
  /** Where it would come to stand now. */
  readonly to: number;
}

/** So near to the edge of what is seen the page goes on by itself, by this much at a time. */
const EDGE_PX = 72;
const SCROLL_PX = 14;

/**
 * Lines that are dragged by a handle, with a mouse, a finger or a pen; with the arrow keys on the handle too. Nothing
 * moves before it is let go: Escape, or a drag that the browser ends, leaves all as it was.
 */
export function useDragOrder(list: RefObject<HTMLElement | null>, move: (from: number, to: number) => void) {
  const [drag, setDrag] = useState<Drag | null>(null);
  const placeOf = (y: number) => placeAt(y, middlesOf(list.current));

  const handleProps = (index: number) => ({
    onPointerDown(event: PointerEvent<HTMLElement>) {
      if (event.button !== 0) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      setDrag({ from: index, to: index });
    },
    onPointerMove({ clientY }: PointerEvent<HTMLElement>) {
      if (drag === null) return;
      if (clientY < EDGE_PX) scrollBy(0, -SCROLL_PX);
      if (clientY > innerHeight - EDGE_PX) scrollBy(0, SCROLL_PX);
      setDrag({ from: drag.from, to: placeOf(clientY) });
    },
    onPointerUp() {
      if (drag !== null) move(drag.from, drag.to);
      setDrag(null);
    },
    onPointerCancel: () => setDrag(null),
    onKeyDown(event: KeyboardEvent<HTMLElement>) {
      if (event.key === 'Escape') return setDrag(null);
      const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
      if (by === undefined) return;
      event.preventDefault();
      move(index, index + by);
    },
  });
  return { drag, handleProps };
}

/** Without the line that is dragged, the others' would move: they are measured as they stand. */
function middlesOf(list: HTMLElement | null): readonly number[] {
  return [...(list?.children ?? [])].map((line) => {
    const { top, height } = line.getBoundingClientRect();
    return top + height / 2;
  });
}
