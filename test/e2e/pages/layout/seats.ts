// Tells how the people on a stage are laid out, in whole CSS pixels.

interface Seat {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

function boxOf(element: Element): Seat {
  const { x, y, width, height } = element.getBoundingClientRect();
  return { x, y, width, height };
}

function seats(): { readonly stage: Seat | null; readonly seats: readonly Seat[] } {
  const stage = document.querySelector('main > div');
  return {
    stage: stage && boxOf(stage),
    seats: [...document.querySelectorAll('main li[data-participant-id]')].map(boxOf),
  };
}

Object.assign(globalThis, { seats });
