import { mkdirSync } from 'node:fs';
import { test } from 'vitest';
import { expect, LONG_TEST_MS } from '../support/expect.ts';
import { expectLaidOut } from '../support/page/laid-out.ts';
import type { Size } from '../support/page/looks.ts';
import { PHONE, SCREEN, show, TABLET } from '../support/page/looks.ts';
import { pageScript } from '../support/page/page-script.ts';
import { type Locale, wordsIn } from '../support/page/words.ts';
import { meetingOf } from '../support/people/meeting-of.ts';
import { Person } from '../support/people/person.ts';
import { startTestServer } from '../support/server/server.ts';

interface Box extends Size {
  readonly x: number;
  readonly y: number;
}

const turned = ({ width, height }: Size): Size => ({ width: height, height: width });
const SIZES = [PHONE, turned(PHONE), TABLET, turned(TABLET), SCREEN, { width: 2560, height: 1440 }];
const COUNTS = [1, 2, 3, 5, 9, 12, 25, 49];
/** Pixels that rounding makes. */
const ROUNDING = 1;
/** Width by height: upright on a phone, as a film elsewhere. */
const SHAPE = { least: 0.78, most: 1.8 };
/** Of the stage, by the people on it. Where a row stays half empty, or one picture is wider than an upright stage, it is less. */
const FILLED = 0.5;
const NAMES = [
  ...['Bürgermeisterin Südliches Anhalt', 'Osternienburger Land', 'Köthen', 'Aken', 'Zörbig', 'Bitterfeld-Wolfen'],
  ...['Sandersdorf-Brehna', 'Raguhn-Jeßnitz', 'Muldestausee', 'Zerbst'],
];

const SCRIPT = pageScript('layout/seats.ts');
/** Where pictures of all of them go, to be looked at; undefined: nowhere. */
const { SHOTS } = process.env;

test.each([
  ['German', 'de-DE'],
  ['English', 'en-GB'],
] as const)(
  'in %s, from one to 49 people fill every screen: none over another, none cut, all of one size',
  {
    timeout: 3 * LONG_TEST_MS,
  },
  async (language, locale) => {
    const { anna, seat } = await tableOf(locale);
    for (const count of COUNTS) {
      await seat(count);
      for (const { width, height } of SIZES) {
        const place = `${count} people on ${width} x ${height}`;
        await show(anna, width, height);
        await expect.poll(() => faultsOf(anna, count), { message: place }).toEqual([]);
        await expectLaidOut(anna, place, 'main', { looks: [{ width, height, percent: 100 }] });
        if (SHOTS !== undefined) {
          mkdirSync(SHOTS, { recursive: true });
          await anna.page.screenshot({ path: `${SHOTS}/many-${language}-${count}-${width}x${height}.png` });
        }
      }
    }
  },
);

/** Anna at her table; `seat`: from then on there are so many at it. */
async function tableOf(locale: Locale) {
  const server = await startTestServer();
  const room = await server.createRoom({ name: 'Bürgermeisterkonferenz', maxParticipants: 60 });
  const anna = await Person.open(room.moderatorLink, 'Anna', { locale });
  const t = wordsIn(locale);
  // Where they are is looked at, not how they get there.
  await anna.page.emulateMedia({ reducedMotion: 'reduce' });
  await anna.page.getByLabel(t('door.name')).fill('Anna');
  await anna.press(t('door.enter'));
  await expect(anna.page.locator('main li')).toHaveCount(1);
  const invite = await server.createInvite(room.id, 'participant');
  let here = 1;
  let meeting: Awaited<ReturnType<typeof meetingOf>> | null = null;
  const seat = async (count: number) => {
    if (count > here && meeting === null) {
      meeting = await meetingOf(server, room, []);
      await meeting.chair.client.send('room:configure', { lobby: 'off' });
      here += 1;
    }
    for (; here < count; here += 1) await meeting?.sit(NAMES[here % NAMES.length] ?? '', { invite });
  };
  return { anna, seat };
}

/** What is wrong with where people sit, in sentences. */
async function faultsOf({ page }: Person, count: number): Promise<readonly string[]> {
  const { stage, seats } = await page.evaluate<{ stage: Box | null; seats: readonly Box[] }>(`${SCRIPT};seats()`);
  if (stage === null) return ['there is no stage'];
  const pages = Number(/\d+\D+(\d+)/.exec((await page.locator('main fieldset').allTextContents()).join())?.[1] ?? 1);
  const filled = seats.reduce((sum, { width, height }) => sum + width * height, 0) / (stage.width * stage.height);
  const sizes = new Set(seats.map(({ width, height }) => `${Math.round(width)} x ${Math.round(height)}`));
  return [
    ...(seats.length * pages < count ? [`${seats.length} of ${count} on ${pages} pages`] : []),
    ...seats.filter((seat) => !isWithin(seat, stage)).map((seat) => `${textOf(seat)} is not within ${textOf(stage)}`),
    ...seats.flatMap((one, index) =>
      seats
        .slice(index + 1)
        .filter((other) => isOver(one, other))
        .map((other) => `${textOf(one)} is over ${textOf(other)}`),
    ),
    ...seats
      .filter(({ width, height }) => !isShaped(width / height))
      .map((seat) => `${textOf(seat)} is of no good shape`),
    ...(sizes.size > 1 ? [`sizes differ: ${[...sizes].join(', ')}`] : []),
    ...(filled < FILLED ? [`only ${Math.round(100 * filled)} % of ${textOf(stage)} is filled`] : []),
  ];
}

const isShaped = (aspect: number) => aspect > SHAPE.least && aspect < SHAPE.most;

function isWithin(seat: Box, stage: Box): boolean {
  const isAcross = seat.x >= stage.x - ROUNDING && seat.x + seat.width <= stage.x + stage.width + ROUNDING;
  return isAcross && seat.y >= stage.y - ROUNDING && seat.y + seat.height <= stage.y + stage.height + ROUNDING;
}

function isOver(one: Box, other: Box): boolean {
  const across = Math.min(one.x + one.width, other.x + other.width) - Math.max(one.x, other.x);
  const down = Math.min(one.y + one.height, other.y + other.height) - Math.max(one.y, other.y);
  return across > ROUNDING && down > ROUNDING;
}

function textOf({ x, y, width, height }: Box): string {
  return `${Math.round(width)} x ${Math.round(height)} at ${Math.round(x)}, ${Math.round(y)}`;
}
