// Tells what is wrong with how a page's parts are laid out, to people's eyes: of what scrolls only what is in sight counts.

interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Pixels that rounding makes. */
const TOLERANCE = 1;

/** What is pressed or filled in, and the signs on a picture: their words belong within. */
const FRAMES = 'button, a, label:has(input), summary, select, textarea, [role="menuitem"], [data-floor], [data-hand]';
/** Names may be longer than any place for them; where one is cut it is to be read in full elsewhere. */
const NAMES = 'bdi, [title]:not(button)';

interface Item {
  readonly element: Element;
  readonly name: string;
  readonly boxes: readonly Box[];
}

function shared(one: Box, other: Box): Box {
  return {
    left: Math.max(one.left, other.left),
    top: Math.max(one.top, other.top),
    right: Math.min(one.right, other.right),
    bottom: Math.min(one.bottom, other.bottom),
  };
}

const hasArea = ({ left, top, right, bottom }: Box) => right - left > TOLERANCE && bottom - top > TOLERANCE;

/** Without this part of its width and height. */
function within({ left, top, right, bottom }: Box, across: number, down: number): Box {
  const x = (right - left) * across;
  const y = (bottom - top) * down;
  return { left: left + x, right: right - x, top: top + y, bottom: bottom - y };
}

/** It and all that is around it, but for the page as a whole. */
function ancestors(from: Element | null): readonly Element[] {
  const all: Element[] = [];
  for (let around = from; around !== null && around !== document.body; around = around.parentElement) all.push(around);
  return all;
}

/** What is left of it by all that cuts or scrolls, from an element outwards. */
function inSight(box: Box, from: Element | null): Box {
  let seen = shared(box, { left: 0, top: 0, right: innerWidth, bottom: innerHeight });
  for (const around of ancestors(from)) {
    if (getComputedStyle(around).overflow !== 'visible') seen = shared(seen, around.getBoundingClientRect());
  }
  return seen;
}

/** For eyes: not what is there for screen readers alone. */
const isShown = (element: Element) =>
  element.checkVisibility({ opacityProperty: true, visibilityProperty: true }) &&
  ancestors(element).every((around) => getComputedStyle(around).clipPath === 'none');

function framesIn(root: Element): readonly Item[] {
  return [...root.querySelectorAll(FRAMES)].filter(isShown).map((element) => ({
    element,
    name: (element.getAttribute('aria-label') ?? element.textContent ?? '').slice(0, 40),
    boxes: [element.getBoundingClientRect()],
  }));
}

/** Lines may be nearer to each other than their letters could reach. */
function wordsIn(root: Element): readonly Item[] {
  const items: Item[] = [];
  const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const text = texts.currentNode;
    const element = text.parentElement;
    if (element === null || !isShown(element)) continue;
    const range = document.createRange();
    range.selectNodeContents(text);
    const boxes = [...range.getClientRects()].map((box) => within(box, 0, 1 / 5));
    items.push({ element, name: `“${text.textContent?.slice(0, 40)}”`, boxes });
  }
  return items;
}

/** They are drawn with a margin of their own. */
function signsIn(root: Element): readonly Item[] {
  return [...root.querySelectorAll('svg')].filter(isShown).map((element) => ({
    element,
    name: `the sign ${element.getAttribute('class')} of ${element.closest(FRAMES)?.textContent?.slice(0, 30)}`,
    boxes: [within(element.getBoundingClientRect(), 1 / 12, 1 / 12)],
  }));
}

function isWithin(box: Box, { left, top, right, bottom }: Box): boolean {
  const isBetween = box.left >= left - TOLERANCE && box.right <= right + TOLERANCE;
  return isBetween && box.top >= top - TOLERANCE && box.bottom <= bottom + TOLERANCE;
}

function outside(words: readonly Item[]): readonly string[] {
  return words
    .filter(({ element, boxes }) => {
      const frame = element.closest(FRAMES)?.getBoundingClientRect();
      return frame !== undefined && element.closest(NAMES) === null && !boxes.every((box) => isWithin(box, frame));
    })
    .map(({ name, element }) => `${name} is not within its ${element.closest(FRAMES)?.tagName}`);
}

/** What sticks to an edge lies over what is scrolled away below it. */
const isStuck = (element: Element) => ancestors(element).some((each) => getComputedStyle(each).position === 'sticky');

interface Seen extends Item {
  readonly isStuck: boolean;
}

/** Of their boxes what is in sight. */
function seenOf(items: readonly Item[]): readonly Seen[] {
  return items
    .map((item) => {
      const from = item.element.matches(FRAMES) ? item.element.parentElement : item.element;
      const boxes = item.boxes.map((box) => inSight(box, from)).filter(hasArea);
      return { ...item, boxes, isStuck: isStuck(item.element) };
    })
    .filter(({ boxes }) => boxes.length > 0);
}

const meet = (one: Seen, other: Seen) =>
  one.isStuck === other.isStuck && one.boxes.some((box) => other.boxes.some((each) => hasArea(shared(box, each))));

function layered(items: readonly Item[]): readonly string[] {
  const seen = seenOf(items);
  return seen.flatMap((one, index) =>
    seen
      .slice(index + 1)
      .filter(({ element }) => !one.element.contains(element) && !element.contains(one.element))
      .filter((other) => meet(one, other))
      .map(({ name }) => `${one.name} lies over ${name}`),
  );
}

function touched(signs: readonly Item[], words: readonly Item[]): readonly string[] {
  const seen = seenOf(words);
  return seenOf(signs).flatMap((sign) =>
    seen.filter((word) => meet(sign, word)).map(({ name }) => `${sign.name} touches ${name}`),
  );
}

/** How far something can be seen by scrolling, to one side. */
interface Reach {
  readonly from: number;
  readonly to: number;
}

/** No scrolling leads to some of it. */
function isCut(box: Box, from: Element | null): boolean {
  let across: Reach = { from: box.left, to: box.right };
  let down: Reach = { from: box.top, to: box.bottom };
  let isFixed = false;
  for (const around of ancestors(from)) {
    const style = getComputedStyle(around);
    const { left, top, right, bottom } = around.getBoundingClientRect();
    const x = clipped(across, { from: left, to: right }, style.overflowX, around.scrollLeft);
    const y = clipped(down, { from: top, to: bottom }, style.overflowY, around.scrollTop);
    if (x === null || y === null) return true;
    across = x;
    down = y;
    isFixed ||= style.position === 'fixed';
  }
  const { scrollWidth, scrollHeight } = document.documentElement;
  const page: Box = isFixed
    ? { left: 0, top: 0, right: innerWidth, bottom: innerHeight }
    : { left: -scrollX, top: -scrollY, right: scrollWidth - scrollX, bottom: scrollHeight - scrollY };
  return !isWithin({ left: across.from, right: across.to, top: down.from, bottom: down.to }, page);
}

/** Null: some of it is out of reach. */
function clipped(reach: Reach, edges: Reach, overflow: string, scrolled: number): Reach | null {
  if (overflow === 'visible') return reach;
  const isIn = reach.from >= edges.from - TOLERANCE && reach.to <= edges.to + TOLERANCE;
  if (isIn) return reach;
  if (overflow !== 'auto' && overflow !== 'scroll') return null;
  return reach.from < edges.from - scrolled - TOLERANCE ? null : edges;
}

function cut(items: readonly Item[]): readonly string[] {
  return items
    .filter(({ element }) => element.closest(NAMES) === null)
    .filter(({ element, boxes }) => {
      const from = element.matches(FRAMES) ? element.parentElement : element;
      return boxes.some((box) => hasArea(box) && isCut(box, from));
    })
    .map(({ name }) => `${name} is cut`);
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

function partOf(root: Element): Item {
  const name = `${root.tagName} ${root.textContent?.slice(0, 30)}`;
  return { element: root, name, boxes: [inSight(root.getBoundingClientRect(), root.parentElement)] };
}

/**
 * Of the parts that a selector names: which of them, or of what is in them, lie over each other, what is not within its
 * button or cut, what scrolls sideways. Empty: it can be shown.
 */
function faults(selector: string): readonly string[] {
  const roots = [...document.querySelectorAll(selector)].filter(isShown);
  if (roots.length === 0) return [`nothing is ${selector}`];
  const words = roots.flatMap(wordsIn);
  const frames = roots.flatMap(framesIn);
  const signs = roots.flatMap(signsIn);
  // Signs that let every press through lie over their button on purpose.
  const free = words.filter(
    ({ element }) => element.closest(FRAMES) === null && getComputedStyle(element).pointerEvents !== 'none',
  );
  return [
    ...layered(roots.map(partOf)),
    ...layered([...frames, ...free]),
    ...touched(signs, words),
    ...outside([...words, ...signs]),
    ...cut([...words, ...frames, ...signs]),
    ...new Set(roots.flatMap(sideways)),
  ];
}

Object.assign(globalThis, { faults });
