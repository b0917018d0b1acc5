import { BUDGETS } from '../budgets.ts';
import { median, spreadOf } from '../measure/statistics.ts';
import type { Part } from '../parts/part.ts';
import type { Budget, Figure } from '../report/figure.ts';
import { type Flow, type KnownCodec, type ScreenCall, shareScreen } from './screen-call.ts';

const CODECS: readonly KnownCodec[] = ['VP8', 'VP9', 'AV1'];
const TURN_MS = 6_000;
const FILM_MS = 10_000;
/** From here on nobody sees where letters were coded. */
const SHARP = 0.95;

export const screen: Part = {
  about:
    'a page of text and a film that are shared in each codec: bytes, sharpness, CPU, and who comes late without it',

  async run({ quick, only, say }) {
    const figures: Figure[] = [];
    const samples: object[] = [];
    let vp8: ScreenCall | null = null;
    for (const codec of CODECS) {
      // To VP8 the others are compared.
      if (codec !== 'VP8' && !codec.includes(only)) continue;
      const call = await shareScreen({ codec, turnMs: quick ? 2_000 : TURN_MS, filmMs: quick ? 3_000 : FILM_MS });
      if (call.codec !== codec) throw new Error(`${codec} was wanted, ${call.codec} was sent`);
      samples.push(call);
      if (codec === 'VP8') vp8 = call;
      const told = figuresOf(call, codec === 'VP8' ? null : vp8);
      for (const { name, value, unit, digits } of told) say(`screen, ${name.trim()}: ${value.toFixed(digits)} ${unit}`);
      figures.push(...told);
    }
    return {
      figures,
      notes: [
        'Two Chromium browsers and the server on this machine; a tab of 1920 x 1080 is shared: text, tables and small print, ' +
          'that are turned and scrolled every 6 s, then a film. Similarity: SSIM of the brightness of what has arrived to ' +
          'the tab itself, of windows of 8 x 8 pixels in which something is written; the film has none. Bytes with their ' +
          'headers and all that was sent again. CPU: of the encoder, as the browser counts it. The late one decodes VP8 alone.',
      ],
      samples,
    };
  },
};

function figuresOf(call: ScreenCall, vp8: ScreenCall | null): Figure[] {
  const figure = (name: string, value: number, unit: string, digits: number, budget: Budget | null = null): Figure => ({
    name,
    value,
    unit,
    digits,
    budget,
    spread: null,
  });
  const settled = call.turns.map((looks) => looks.at(-1)?.similarity ?? 0);
  const first = call.turns.map((looks) => looks.find(({ afterMs }) => afterMs >= 1_000)?.similarity ?? 0);
  const { codec } = call;
  return [
    figure(`Text in ${codec}: sent`, perMinute(call.up), 'MB/min', 2),
    figure('  received', perMinute(call.down), 'MB/min', 2),
    ...(vp8
      ? [
          figure('  sent, against VP8', perMinute(call.up) / perMinute(vp8.up), '', 2, BUDGETS.screenBytesRatio),
          figure(
            '  received, against VP8',
            perMinute(call.down) / perMinute(vp8.down),
            '',
            2,
            BUDGETS.screenBytesRatio,
          ),
        ]
      : []),
    { ...figure('  similarity, a second after a turn', median(first), '', 3), spread: spreadOf(first) },
    { ...figure('  similarity at last', median(settled), '', 3, BUDGETS.screenSharpness), spread: spreadOf(settled) },
    figure('  sharp after', median(call.turns.map(sharpAfter)), 's', 2),
    figure('  encoder', (call.up.busySeconds / call.up.seconds) * 100, '% CPU', 1),
    figure(`Film in ${codec}: sent`, perMinute(call.film.up), 'MB/min', 2),
    figure('  frames received', call.film.down.frames / call.film.down.seconds, 'per s', 1),
    figure('  encoder', (call.film.up.busySeconds / call.film.up.seconds) * 100, '% CPU', 1),
    figure(`Who decodes VP8 alone sees a screen in ${codec} after`, call.lateMs, 'ms', 0, BUDGETS.screenLateMs),
  ];
}

function perMinute({ bytes, seconds }: Flow): number {
  return (bytes / 1e6 / seconds) * 60;
}

/** Infinite: it never was. */
function sharpAfter(looks: ScreenCall['turns'][number]): number {
  return (looks.find(({ similarity }) => similarity >= SHARP)?.afterMs ?? Number.POSITIVE_INFINITY) / 1_000;
}
