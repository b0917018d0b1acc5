// Tells which of a page's parts lie over each other, to people's eyes: of what scrolls only what is in sight counts.

interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Pixels that rounding makes. */
const TOLERANCE = 1;

function shared(one: Box, other: Box): Box {
  return {
    left: Math.max(one.left, other.left),
    top: Math.max(one.top, other.top),
    right: Math.min(one.right, other.right),
    bottom: Math.min(one.bottom, other.bottom),
  };
}

const hasArea = ({ left, top, right, bottom }: Box) => right - left > TOLERANCE && bottom - top > TOLERANCE;

function overlaps(selector: string): readonly string[] {
  const parts = [...document.querySelectorAll(selector)]
    .map((element) => {
      const scroller = (element.parentElement ?? element).getBoundingClientRect();
      const name = `${element.tagName} ${element.textContent?.slice(0, 30)}`;
      return { name, box: shared(element.getBoundingClientRect(), scroller) };
    })
    .filter(({ box }) => hasArea(box));
  return parts.flatMap((one, index) =>
    parts
      .slice(index + 1)
      .filter((other) => hasArea(shared(one.box, other.box)))
      .map((other) => `${one.name} lies over ${other.name}`),
  );
}

Object.assign(globalThis, { overlaps });
