import { levelAt } from '../../e2e/support/media/recordings.ts';
import { music, NOISES, scene } from '../../e2e/support/media/scenes.ts';
import { BUDGETS } from '../budgets.ts';
import { siSdr } from '../measure/si-sdr.ts';
import type { Part } from '../parts/part.ts';
import type { Budget, Figure } from '../report/figure.ts';
import { beyondVowels, HIGH } from './band.ts';
import { echo } from './echo.ts';
import { hearFarEnd, type Sound } from './far-end.ts';
import { lipSync } from './lip-sync.ts';
import { loss } from './loss.ts';
import { speakerGone } from './speaker-gone.ts';

const SECONDS = 15;
/** Of flashes and beeps, one each second. */
const LONG_SECONDS = 40;
const SPEAKERS_PULLED = 10;
const RATIOS_DB = [0, 5, 10] as const;
/** Somebody who leans back, one as most are, one who eats the microphone. */
const LOUDNESSES_DB = [-42, -28, -14] as const;
/** Where a voice is: louder than nine of ten moments, which the pauses are among. */
const SPOKEN = 0.9;
const PAUSES = 0.05;

export const sound: Part = {
  about:
    'what is heard of voices with noise, quiet and loud, of music and an empty room, as an echo, under loss, when a loudspeaker dies',

  async run({ quick, only, say }) {
    const figures: Figure[] = [];
    const samples: object[] = [];
    const tell = (name: string, value: number, unit: string, budget: Budget | null = null) => {
      say(`sound, ${name.trim()}: ${value.toFixed(1)} ${unit}`);
      figures.push({ name, value, unit, digits: 1, budget, spread: null });
    };
    const hear = async (file: string, wish: Sound) => hearFarEnd(file, wish, SECONDS);
    const isWanted = (name: string) => name.includes(only);

    for (const noise of quick ? NOISES.slice(0, 1) : NOISES) {
      for (const snrDb of quick ? [5] : RATIOS_DB) {
        const name = `Voice with ${noise} at ${snrDb} dB`;
        if (!isWanted(name)) continue;
        const { file, voice } = scene({ noise, snrDb });
        const of = async (wish: Sound) => {
          const { samples: heard } = await hear(file, wish);
          return { sdr: siSdr(heard, voice), spoken: levelAt(heard, SPOKEN), pauses: levelAt(heard, PAUSES) };
        };
        const [plain, clear] = [await of('plain'), await of('clear')];
        samples.push({ noise, snrDb, plain, clear });
        tell(`${name}: SI-SDR as it is`, plain.sdr, 'dB');
        tell('  with noise suppressed', clear.sdr, 'dB');
        tell('  noise in the pauses, less by', plain.pauses - clear.pauses, 'dB');
        tell('  voice, louder by', clear.spoken - plain.spoken, 'dB');
      }
    }

    if (isWanted('levels')) {
      const levels: number[] = [];
      for (const voiceDb of LOUDNESSES_DB) {
        const { samples: heard } = await hear(scene({ voiceDb }).file, 'clear');
        const level = levelAt(heard, SPOKEN);
        levels.push(level);
        samples.push({ voiceDb, level });
        tell(`A voice of ${voiceDb} dB at the microphone is heard at`, level, 'dB');
      }
      tell('  loudest and quietest differ by', Math.max(...levels) - Math.min(...levels), 'dB');
    }

    if (isWanted('music')) {
      const { file, voice } = music();
      for (const wish of ['original', 'clear'] as const) {
        const { samples: heard, kbitPerSecond } = await hear(file, wish);
        const lost = levelAt(voice, 0.5) - levelAt(heard, 0.5);
        samples.push({ music: wish, lost, kbitPerSecond });
        tell(wish === 'original' ? 'Music as original sound: lost' : '  with noise suppressed: lost', lost, 'dB');
        if (wish === 'original') tell('  sent', kbitPerSecond, 'kbit/s');
      }
    }

    if (isWanted('silent')) {
      const { file } = scene({ voiceDb: null, noise: 'fan', snrDb: 18 });
      for (const wish of ['plain', 'clear'] as const) {
        const { packetsPerSecond, kbitPerSecond } = await hear(file, wish);
        samples.push({ silent: wish, packetsPerSecond, kbitPerSecond });
        const name = 'Nobody speaks, a fan runs: packets';
        tell(wish === 'plain' ? `${name} as it is` : '  with noise suppressed', packetsPerSecond, 'per s');
        tell('  sent', kbitPerSecond, 'kbit/s');
      }
    }

    if (isWanted('band')) {
      const { file, voice } = scene();
      const source = beyondVowels(voice, HIGH);
      for (const wish of ['plain', 'clear'] as const) {
        const { samples: heard } = await hear(file, wish);
        const lost = beyondVowels(heard, HIGH) - source;
        samples.push({ band: wish, source, lost });
        const name = wish === 'plain' ? 'Band of 6 to 7 kHz, levelled: lost' : '  with noise suppressed: lost';
        tell(name, lost, 'dB', BUDGETS.highBandLostDb);
      }
    }

    for (const [name, measure] of [
      ['echo', () => echo(SECONDS)],
      ['lips', () => lipSync(quick ? SECONDS : LONG_SECONDS)],
      ['loss', () => loss(SECONDS, { quick })],
      ['loudspeaker', () => speakerGone(quick ? 1 : SPEAKERS_PULLED)],
    ] as const) {
      if (!isWanted(name)) continue;
      const measured = await measure();
      for (const { name, value, unit, digits } of measured.figures) {
        say(`sound, ${name.trim()}: ${value.toFixed(digits)} ${unit}`);
      }
      figures.push(...measured.figures);
      samples.push({ [name]: measured.samples });
    }

    return {
      figures,
      notes: [
        'Two Chromium browsers and the server on this machine: a voice of espeak-ng, with noise that is made by sox and lies ' +
          'the named ratio below it, is heard by a microphone and recorded where the other browser plays it. SI-SDR: median ' +
          'of half seconds with speech, at 16 kHz. Levels: of 20 ms, the 90th of a hundred for a voice, the 5th for pauses.',
        'Band: mean power beside that of 300 to 3,400 Hz, in what is heard and in what was said.',
        'Echo: a microphone hears the loudspeaker of its own browser 12 dB quieter (pulseaudio), and somebody else’s words come back to them. Loudspeaker: ' +
          'the only one is pulled out, and another is there at once.',
        'Loss: both browsers behind a line that takes 20 ms each way (a relay in a namespace of their own) and loses packets, whichever; four ways to send ' +
          'at the same time, each a call of its own. Off by: levels of 20 bands in moments of 20 ms, beside those of the voice; not what was said: by more ' +
          'than 9 dB. Made up: played without a packet. Sent: with RTP headers.',
        'Flash and beep: a drawn camera and a hum of the same page, sent as they are, and levelled and blurred; where noise is suppressed a word of ' +
          'espeak-ng, which begins within a millisecond, in place of the hum. Seen by the time at which the frame is to be displayed, heard by an analyser on what the page plays, and the output’s latency. EN 301 549, 6.5.4 allows 100 ms.',
      ],
      samples,
    };
  },
};
