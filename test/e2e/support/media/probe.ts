import type { Locator, Page } from '@playwright/test';
import { expect } from '../expect.ts';
import type { Picture, Probe, Rgb, Sound } from './measurements.ts';
import { COLOURS, type Colour, type ColourWheel, type Pattern } from './pattern.ts';

/** From the wish to the first frame takes half a second; on two cores that others keep busy as well it takes far longer. */
export const MEDIA_TIMEOUT_MS = 50_000;
/** A look costs as much as a frame, and twenty people's looks more than their pictures. Not in step with the box, which takes two seconds. */
const POLL_INTERVALS_MS = [100, 200, 350];

/** Colours come close, not exact: through YUV, a codec and a small layer. */
const COLOUR_TOLERANCE = 70;
/** Places of the box that differ by this part of the width are different. */
const BOX_STEP = 0.05;
/** A still picture has one. */
const BOX_PLACES = 3;

/** Colours that differ by this in a channel are two; a still picture has one. */
const WHEEL_STEP = 40;
const WHEEL_COLOURS = 3;
/** Of the strongest channel; a tile without a picture is darker. */
const WHEEL_LIGHT = 100;

const AUDIBLE_DB = -75;
const PURITY_DB = 15;
/** Half of the distance between two bins of the spectrum, and some. */
const TONE_TOLERANCE_HZ = 10;
/** Longer than a receiver's buffer holds. */
const LISTEN_MS = 2_500;

/** So that one gap is a small part of what is heard in some seconds. */
const LISTEN_INTERVALS_MS = [100];
/** A lost packet or two that the codec has to make up are heard by nobody. */
const MOST_GAPS = 0.1;

/** At a picture, in whatever browser. Null while there is none. */
export type Look = () => Promise<Picture | null>;
/** To a page, in whatever browser. */
export type Listen = () => Promise<readonly Sound[]>;

/** That this shows what somebody sends, live. */
export async function expectMovingPicture(look: Look, sent: Pattern | ColourWheel): Promise<void> {
  await ('left' in sent ? expectMovingBox(look, sent) : expectTurningWheel(look));
}

/** The halves, and the box on its way. */
async function expectMovingBox(lookAt: Look, { left, right }: Pattern): Promise<void> {
  const places = new Set<number>();
  const look = async () => {
    const picture = await lookAt();
    const seen = picture && { left: colourOf(picture.left), right: colourOf(picture.right) };
    if (seen?.left === left && seen.right === right && picture?.boxAt != null) {
      places.add(Math.round(picture.boxAt / BOX_STEP));
    }
    return { ...seen, moves: places.size >= BOX_PLACES };
  };
  await poll(look).toEqual({ left, right, moves: true });
}

/** One colour all over, and another one soon. */
async function expectTurningWheel(lookAt: Look): Promise<void> {
  const colours: Rgb[] = [];
  const look = async () => {
    const picture = await lookAt();
    if (picture === null) return null;
    const { left, right } = picture;
    const isEven = distance(left, right) < COLOUR_TOLERANCE;
    const isNew = colours.every((colour) => distance(colour, left) > WHEEL_STEP);
    if (isEven && isNew && Math.max(...left) > WHEEL_LIGHT) colours.push(left);
    return { isEven, turns: colours.length >= WHEEL_COLOURS };
  };
  await poll(look).toEqual({ isEven: true, turns: true });
}

/** That this video shows the colours of a pattern; a shared page has no box. */
export async function expectPicture(video: Locator, { left, right }: Pick<Pattern, 'left' | 'right'>): Promise<void> {
  const look = async () => {
    const picture = await pictureIn(video);
    return picture && { left: colourOf(picture.left), right: colourOf(picture.right) };
  };
  await poll(look).toEqual({ left, right });
}

/** That exactly the tones of these patterns are played in this page, each as a sound of its own. */
export async function expectToHear(page: Page, patterns: readonly Pick<Pattern, 'toneHz'>[]): Promise<void> {
  await expectTones(() => soundsIn(page), patterns);
}

/** The same, in whatever browser. */
export async function expectTones(listen: Listen, patterns: readonly Pick<Pattern, 'toneHz'>[]): Promise<void> {
  const tones = patterns.map(({ toneHz }) => toneHz).sort((a, b) => a - b);
  await poll(async () => toneList(await listen(), tones)).toEqual(tones);
}

/** That one sound is played, of which the left ear hears this tone alone, and the right ear that one. */
export async function expectToHearSides(page: Page, { leftHz, rightHz }: { leftHz: number; rightHz: number }) {
  const listen = async () => {
    const sounds = await page.evaluate(() => (globalThis as unknown as { probe: Probe }).probe.sides());
    return sounds.map(({ left, right }) => [...toneList([left], [leftHz]), ...toneList([right], [rightHz])]);
  };
  await poll(listen).toEqual([[leftHz, rightHz]]);
}

/** That this tone is played without a gap until something else has come true. */
export async function expectToHearUntil(
  page: Page,
  { toneHz }: Pattern,
  isDone: () => Promise<boolean>,
): Promise<void> {
  let looks = 0;
  let gaps = 0;
  const look = async () => {
    looks += 1;
    const [tone] = toneList(await soundsIn(page), [toneHz]);
    if (tone !== toneHz) gaps += 1;
    return isDone();
  };
  await expect.poll(look, { timeout: 2 * MEDIA_TIMEOUT_MS, intervals: LISTEN_INTERVALS_MS }).toBe(true);
  expect(gaps, `gaps in ${looks} looks`).toBeLessThanOrEqual(looks * MOST_GAPS);
}

/** That this tone goes on: what was still on its way has been played by then. */
export async function expectToHearOn(page: Page, pattern: Pattern): Promise<void> {
  const end = Date.now() + LISTEN_MS;
  await expectToHearUntil(page, pattern, async () => Date.now() > end);
}

/** Of the frame that is shown now, in pixels; zero before the first. */
export async function pictureWidth(video: Locator): Promise<number> {
  return (await pictureIn(video))?.width ?? 0;
}

function poll<T>(look: () => Promise<T>) {
  return expect.poll(look, { timeout: MEDIA_TIMEOUT_MS, intervals: POLL_INTERVALS_MS });
}

/** Null also while there is no such video. */
export async function pictureIn(video: Locator): Promise<Picture | null> {
  return video.evaluateAll(([element]) => (globalThis as unknown as { probe: Probe }).probe.picture(element));
}

function soundsIn(page: Page): Promise<readonly Sound[]> {
  return page.evaluate(() => (globalThis as unknown as { probe: Probe }).probe.sounds());
}

/** The expected tones by their names, other sounds by what they are; silence is no sound. */
function toneList(sounds: readonly Sound[], expected: readonly number[]): readonly (number | string)[] {
  return sounds
    .filter(({ peakDb }) => peakDb > AUDIBLE_DB)
    .map(({ peakHz, peakDb, restDb }) => {
      if (peakDb - restDb < PURITY_DB) return `noise at ${Math.round(peakHz)} Hz`;
      return expected.find((hz) => Math.abs(hz - peakHz) < TONE_TOLERANCE_HZ) ?? Math.round(peakHz);
    })
    .sort((a, b) => Number(a) - Number(b));
}

function colourOf(rgb: Rgb): Colour | string {
  const names = Object.keys(COLOURS) as Colour[];
  const near = names.find((name) => distance(COLOURS[name], rgb) < COLOUR_TOLERANCE);
  return near ?? `rgb(${rgb.join(', ')})`;
}

/** Of the channel that differs most. */
function distance(one: Rgb, other: Rgb): number {
  return Math.max(...one.map((channel, index) => Math.abs(channel - (other[index] ?? 0))));
}
