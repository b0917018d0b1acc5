import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Seen {
  readonly frames: number;
  readonly raw: number;
  readonly figures: number;
  /** Frames a second over the best 5 seconds in a row. */
  readonly fastest: number;
}

/** What the page offers to the test as `globalThis.onlooker`. */
export interface Onlooker {
  /** Of the frames that were shown: how many there were, with the stripes behind the figure, and with its face. */
  seen(): Seen;
  forget(): void;
  /** How often this page has taken a camera. */
  cameras(): number;
  /** Of the figure's round badge, in pixels; null: there is none to see. */
  badge(): { readonly width: number; readonly height: number } | null;
  /** This machine has been too slow for a while. */
  slow(): void;
}

/** What the page offers as `globalThis.turningCamera`. */
export interface TurningCamera {
  /** From 640 x 480 to 480 x 640, or back. */
  turn(): void;
}

const WIDTH = 640;
const HEIGHT = 360;
const STRIPE = 16;

/** A drawn person whom the model takes for one, before stripes that nobody else may see: blurred they are grey. */
const FIGURE = `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}">
<defs>
<radialGradient id="skin" cx=".45" cy=".4" r=".7"><stop offset="0" stop-color="#f0c8a8"/><stop offset=".7" stop-color="#d9a17c"/><stop offset="1" stop-color="#b07a58"/></radialGradient>
<linearGradient id="neck" x1="0" x2="0" y1="0" y2="1"><stop offset="0" stop-color="#b8805d"/><stop offset="1" stop-color="#d9a17c"/></linearGradient>
<linearGradient id="coat" x1="0" x2="1"><stop offset="0" stop-color="#1f2d4a"/><stop offset=".5" stop-color="#34476f"/><stop offset="1" stop-color="#1b2740"/></linearGradient>
</defs>
${Array.from({ length: WIDTH / STRIPE }, (_, at) => `<rect x="${at * STRIPE}" width="${STRIPE}" height="${HEIGHT}" fill="${at % 2 ? '#00c800' : '#c800c8'}"/>`).join('')}
<path d="M150 360 C150 290 200 262 275 245 L365 245 C440 262 490 290 490 360Z" fill="url(#coat)"/>
<path d="M282 200 L282 252 Q320 290 358 252 L358 200Z" fill="url(#neck)"/>
<path d="M270 246 L320 300 L300 360 L250 360Z" fill="#23314f"/><path d="M370 246 L320 300 L340 360 L390 360Z" fill="#23314f"/>
<path d="M284 252 L320 298 L356 252 L340 262 L300 262Z" fill="#eef0f4"/>
<ellipse cx="320" cy="140" rx="68" ry="88" fill="url(#skin)"/>
<ellipse cx="251" cy="148" rx="10" ry="20" fill="#c98f6b"/><ellipse cx="389" cy="148" rx="10" ry="20" fill="#c98f6b"/>
<path d="M248 138 C240 60 280 38 322 38 C368 38 400 66 392 138 C384 110 372 92 350 88 C320 96 280 92 268 96 C256 110 252 122 248 138Z" fill="#3a2518"/>
<ellipse cx="294" cy="136" rx="13" ry="7" fill="#fff"/><ellipse cx="346" cy="136" rx="13" ry="7" fill="#fff"/>
<circle cx="294" cy="136" r="6" fill="#4a2f1c"/><circle cx="346" cy="136" r="6" fill="#4a2f1c"/>
<path d="M277 120 Q294 110 311 119" stroke="#3a2518" stroke-width="5" fill="none"/><path d="M329 119 Q346 110 363 120" stroke="#3a2518" stroke-width="5" fill="none"/>
<path d="M320 138 Q312 168 310 172 Q320 180 330 172" stroke="#a56f4e" stroke-width="4" fill="none"/>
<path d="M296 194 Q320 206 344 194 Q320 216 296 194Z" fill="#a8484a"/>
<circle cx="320" cy="326" r="22" fill="#ffe000"/>
</svg>`;

/** The flags of a browser whose camera shows the figure, so many pixels high. */
export function figureFlags({ height = HEIGHT } = {}): readonly string[] {
  const folder = join(tmpdir(), 'tafelrunde-e2e-media');
  const file = join(folder, `figure-${Buffer.from(FIGURE).length}-${height}.y4m`);
  if (!existsSync(file)) {
    mkdirSync(folder, { recursive: true });
    const drawn = join(folder, `figure.${process.pid}.svg`);
    const unfinished = join(folder, `figure.${process.pid}.y4m`);
    writeFileSync(drawn, FIGURE);
    const made = ['-vf', `scale=-2:${height},fps=15,format=yuv420p`, '-f', 'yuv4mpegpipe', unfinished];
    execFileSync('ffmpeg', ['-v', 'error', '-y', '-loop', '1', '-t', '1', '-i', drawn, ...made]);
    renameSync(unfinished, file);
  }
  return [`--use-file-for-fake-video-capture=${file}`];
}
