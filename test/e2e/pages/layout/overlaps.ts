// Tells which of a page's parts lie over each other, and which words over their neighbours, to people's eyes: of what scrolls
// only what is in sight counts.

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

/** What is pressed or filled in, and the signs on a picture: their words belong within. */
const FRAMES = 'button, a, label:has(input), summary, select, textarea, [role="menuitem"], [data-floor], [data-hand]';

interface Item {
  readonly element: Element;
  readonly name: string;
  readonly boxes: readonly Box[];
}

/** Lines may be nearer to each other than their letters could reach. */
function middleOf({ left, top, right, bottom }: Box): Box {
  const spare = (bottom - top) / 5;
  return { left, right, top: top + spare, bottom: bottom - spare };
}

/** What is left of it by all that cuts or scrolls, from an element outwards. */
function inSight(box: Box, from: Element | null): Box {
  let seen = shared(box, { left: 0, top: 0, right: innerWidth, bottom: innerHeight });
  for (let around = from; around !== null; around = around.parentElement) {
    if (getComputedStyle(around).overflow !== 'visible') seen = shared(seen, around.getBoundingClientRect());
  }
  return seen;
}

const isShown = (element: Element) => element.checkVisibility({ opacityProperty: true, visibilityProperty: true });

function framesIn(root: Element): readonly Item[] {
  return [...root.querySelectorAll(FRAMES)].filter(isShown).map((element) => ({
    element,
    name: (element.getAttribute('aria-label') ?? element.textContent ?? '').slice(0, 40),
    boxes: [element.getBoundingClientRect()].filter((box) => hasArea(inSight(box, element.parentElement))),
  }));
}

function wordsIn(root: Element): readonly Item[] {
  const items: Item[] = [];
  const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const text = texts.currentNode;
    const element = text.parentElement;
    if (element === null || !isShown(element)) continue;
    const range = document.createRange();
    range.selectNodeContents(text);
    const boxes = [...range.getClientRects()].map(middleOf).filter((box) => hasArea(inSight(box, element)));
    items.push({ element, name: `“${text.textContent?.slice(0, 40)}”`, boxes });
  }
  return items;
}

function isWithin(box: Box, { left, top, right, bottom }: Box): boolean {
  const isBetween = box.left >= left - TOLERANCE && box.right <= right + TOLERANCE;
  return isBetween && box.top >= top - TOLERANCE && box.bottom <= bottom + TOLERANCE;
}

/** Names may be longer than any button, and are cut. */
function outside(words: readonly Item[]): readonly string[] {
  return words
    .filter(({ element, boxes }) => {
      const frame = element.closest(FRAMES)?.getBoundingClientRect();
      return frame !== undefined && element.closest('bdi') === null && !boxes.every((box) => isWithin(box, frame));
    })
    .map(({ name, element }) => `${name} is not within its ${element.closest(FRAMES)?.tagName}`);
}

/** What sticks to an edge lies over what is scrolled away below it. */
function isStuck(element: Element | null): boolean {
  if (element === null) return false;
  return getComputedStyle(element).position === 'sticky' || isStuck(element.parentElement);
}

function layered(items: readonly Item[]): readonly string[] {
  const seen = items.map(({ element, name, boxes }) => ({
    element,
    name,
    isStuck: isStuck(element),
    boxes: boxes.map((box) => inSight(box, element.matches(FRAMES) ? element.parentElement : element)),
  }));
  return seen.flatMap((one, index) =>
    seen
      .slice(index + 1)
      .filter((other) => other.isStuck === one.isStuck)
      .filter(({ element }) => !one.element.contains(element) && !element.contains(one.element))
      .filter(({ boxes }) => boxes.some((box) => one.boxes.some((each) => hasArea(shared(box, each)))))
      .map(({ name }) => `${one.name} lies over ${name}`),
  );
}

/** A line that is made for being pushed aside has no height to scroll in. */
const isPushed = (element: Element) => getComputedStyle(element).overflowY === 'hidden';

function sideways(root: Element): readonly string[] {
  const parts = [root, ...root.querySelectorAll('*')].filter((element) => {
    const { overflowX } = getComputedStyle(element);
    return (overflowX === 'auto' || overflowX === 'scroll') && !isPushed(element);
  });
  return [document.documentElement, ...parts]
    .filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth + TOLERANCE)
    .map(
      ({ tagName, className, scrollWidth, clientWidth }) => `${tagName}.${className}: ${scrollWidth} > ${clientWidth}`,
    );
}

/** Within each of these parts: words outside of their buttons, whatever lies over its neighbour, what scrolls sideways. */
function spills(selector: string): readonly string[] {
  const roots = [...document.querySelectorAll(selector)].filter(isShown);
  if (roots.length === 0) return [`nothing is ${selector}`];
  return roots.flatMap((root) => {
    const words = wordsIn(root);
    // Signs that let every press through lie over their button on purpose.
    const free = words.filter(
      ({ element }) => element.closest(FRAMES) === null && getComputedStyle(element).pointerEvents !== 'none',
    );
    return [...outside(words), ...layered([...framesIn(root), ...free]), ...sideways(root)];
  });
}

Object.assign(globalThis, { overlaps, spills });
