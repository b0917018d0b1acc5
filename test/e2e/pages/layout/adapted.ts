import type { Adapted } from '../../support/page/adapted.ts';

// Tells what of a page is lost to somebody who has made it large, given it their system's colours or asked it to keep still.

const CONTROLS = 'button, a[href], input, select, textarea, summary, [role="menuitem"]';
/** Pixels that rounding makes. */
const TOLERANCE = 1;
/** Smaller, or in what is cut off, is what is there for screen readers alone. */
const LEAST_PX = 3;
/** CSS pixels of an outline that somebody finds. */
const OUTLINE_PX = 2;
/** Of a sign to what it lies on (WCAG 2.2, 1.4.11). */
const CONTRAST = 3;

const nameOf = (element: Element) =>
  `${element.tagName} “${(element.getAttribute('aria-label') ?? element.textContent ?? '').trim().slice(0, 40)}”`;

function isSeen(element: Element): boolean {
  const { width, height } = element.getBoundingClientRect();
  return (
    width >= LEAST_PX && height >= LEAST_PX && element.checkVisibility({ visibilityProperty: true }) && isUncut(element)
  );
}

function isUncut(element: Element | null): boolean {
  return element === null || (getComputedStyle(element).clipPath === 'none' && isUncut(element.parentElement));
}

/** Not behind a question that is open. */
const isFree = (element: Element) => element.closest('[inert], [aria-hidden="true"]') === null;

const controls = () => [...document.querySelectorAll(CONTROLS)].filter((control) => isSeen(control) && isFree(control));

function outOfReach(): readonly string[] {
  const { scrollWidth } = document.documentElement;
  const wide = scrollWidth > innerWidth + TOLERANCE ? [`the page is ${scrollWidth} px wide`] : [];
  const lost = controls().flatMap((control) => {
    control.scrollIntoView({ block: 'center', inline: 'center' });
    const { left, right, top, bottom } = control.getBoundingClientRect();
    if (left < -TOLERANCE || right > innerWidth + TOLERANCE) return [`${nameOf(control)} reaches out of the page`];
    const hit = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
    if (hit === null) return [`${nameOf(control)} cannot be brought into sight`];
    // A link that skips something is there for as long as it has the focus.
    const isPassing = hit.closest(CONTROLS) === document.activeElement;
    const isHit = control.contains(hit) || hit.closest('label')?.contains(control) === true || isPassing;
    return isHit ? [] : [`${nameOf(control)} lies under ${nameOf(hit)}`];
  });
  return [...wide, ...lost];
}

function moving(): readonly string[] {
  return [...document.querySelectorAll('*')].flatMap((element) =>
    [null, '::before', '::after'].flatMap((part) => {
      const { animationName, transitionDuration, scrollBehavior } = getComputedStyle(element, part);
      const isStill = animationName === 'none' && !/[1-9]/.test(transitionDuration) && scrollBehavior !== 'smooth';
      return isStill ? [] : [`${element.tagName}.${element.getAttribute('class')}${part ?? ''}`];
    }),
  );
}

type Rgba = readonly [red: number, green: number, blue: number, alpha: number];

function colour(text: string): Rgba {
  const [red = 0, green = 0, blue = 0, alpha = 1] = (text.match(/[\d.]+/g) ?? []).map(Number);
  return [red, green, blue, alpha];
}

/** Relative luminance (WCAG 2.2, definitions). */
function light([red, green, blue]: Rgba): number {
  const [r = 0, g = 0, b = 0] = [red, green, blue]
    .map((channel) => channel / 255)
    .map((share) => (share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** What lies below it, as far as that is a colour. */
function below(element: Element | null): Rgba {
  if (element === null) return [255, 255, 255, 1];
  const own = colour(getComputedStyle(element).backgroundColor);
  return own[3] > 0.5 ? own : below(element.parentElement);
}

function contrast(one: Rgba, other: Rgba): number {
  const [dark = 0, bright = 0] = [light(one), light(other)].sort((a, b) => a - b);
  return (bright + 0.05) / (dark + 0.05);
}

const isOff = (element: Element) => element.closest(':disabled, [aria-disabled="true"]') !== null;

function faint(): readonly string[] {
  const signs = [...document.querySelectorAll('svg')]
    .filter((sign) => isSeen(sign) && !isOff(sign))
    // A code that telephones read keeps its own colours.
    .filter((sign) => getComputedStyle(sign).getPropertyValue('forced-color-adjust') !== 'none')
    .filter((sign) => contrast(colour(getComputedStyle(sign).color), below(sign)) < CONTRAST)
    .map((sign) => `a sign in ${nameOf(sign.parentElement ?? sign)}`);
  const knobs = [...document.querySelectorAll('[role="switch"]')]
    .filter((knob) => isSeen(knob) && !isOff(knob))
    .filter((knob) => contrast(colour(getComputedStyle(knob, '::after').backgroundColor), below(knob)) < CONTRAST)
    .map((knob) => `the knob of ${knob.id}`);
  return [...signs, ...knobs];
}

function edgesOf(element: Element): string {
  const { borderTopWidth, borderTopStyle, borderBottomWidth, borderLeftWidth } = getComputedStyle(element);
  return `${borderTopStyle} ${borderTopWidth} ${borderBottomWidth} ${borderLeftWidth}`;
}

/** A frame, a sign, a line below the words or a shape that browsers give: anything that says it can be pressed. */
function isMarked(control: Element): boolean {
  const { borderTopStyle, borderTopWidth, textDecorationLine, appearance } = getComputedStyle(control);
  const isFramed = borderTopStyle !== 'none' && Number.parseFloat(borderTopWidth) > 0;
  const hasShape = control instanceof HTMLInputElement && appearance !== 'none';
  return isFramed || hasShape || textDecorationLine.includes('underline') || control.querySelector('svg') !== null;
}

const unmarked = () =>
  controls()
    .filter((control) => !isMarked(control) && !control.matches('summary, [role="menuitem"]'))
    .map(nameOf);

function look(element: unknown): string {
  if (!(element instanceof HTMLElement)) throw new Error('nothing to look at');
  const seen = [...element.querySelectorAll('*')].filter(isSeen);
  const signs = seen.filter(({ tagName }) => tagName === 'svg').map((sign) => sign.innerHTML);
  const words = seen.filter(({ childElementCount }) => childElementCount === 0).map(({ textContent }) => textContent);
  const { outlineStyle, outlineWidth } = getComputedStyle(element);
  const knob = getComputedStyle(element, '::after').transform;
  return [edgesOf(element), outlineStyle, outlineWidth, knob, ...words, ...signs].join(' | ');
}

function focus(): { readonly name: string; readonly isSeen: boolean } {
  const active = document.activeElement ?? document.body;
  const frames = [active, active.closest('label'), active.parentElement].filter((each) => each !== null);
  const isSeen = frames.some((element) => {
    const { outlineStyle, outlineWidth } = getComputedStyle(element);
    return outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= OUTLINE_PX;
  });
  return { name: nameOf(active), isSeen };
}

const adapted: Adapted = { outOfReach, moving, faint, unmarked, look, focus };
Object.assign(globalThis, { adapted });
