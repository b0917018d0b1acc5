import { z } from 'zod';

// A house's own colour, by the one rule that browser and server share.

/** The door's ground and what stands on the colour itself, as in the browser's tokens. */
const GROUNDS = ['#f5f3ee', '#ffffff'] as const;
/** Of text (WCAG 2.2, 1.4.3). */
const ENOUGH = 4.5;
const STEPS = 100;

export const colourSchema = z
  .string()
  .regex(/^#[0-9a-f]{6}$/i)
  .transform((colour) => colour.toLowerCase());

/** Whether it can be read as text on the door, and white text on it. */
export function isLegible(colour: string): boolean {
  return GROUNDS.every((ground) => contrastOf(colour, ground) >= ENOUGH);
}

/** The same hue as much darker as it must be. */
export function legibleShadeOf(colour: string): string {
  for (let step = 0; step < STEPS; step += 1) {
    const shade = hexOf(channelsOf(colour).map((channel) => Math.round(channel * (1 - step / STEPS))));
    if (isLegible(shade)) return shade;
  }
  return '#000000';
}

/** From 1 to 21 (WCAG 2.2, 'contrast ratio'). */
export function contrastOf(one: string, other: string): number {
  const [darker = 0, lighter = 0] = [luminanceOf(one), luminanceOf(other)].sort((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

function luminanceOf(colour: string): number {
  const [red = 0, green = 0, blue = 0] = channelsOf(colour).map((channel) => {
    const part = channel / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function channelsOf(colour: string): number[] {
  return [1, 3, 5].map((start) => Number.parseInt(colour.slice(start, start + 2), 16));
}

function hexOf(channels: readonly number[]): string {
  return `#${channels.map((channel) => channel.toString(16).padStart(2, '0')).join('')}`;
}
