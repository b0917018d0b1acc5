import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const ASSETS = join(import.meta.dirname, '../../../web/dist/assets');
/** A voice's, in web/src/media/link/encodings.ts, as the bundler writes them. */
const OF_VOICE = /\{opusStereo:!1,[^{}]*\}/g;

/** As mediasoup-client takes them. */
export interface MicrophoneOptions {
  readonly opusFec?: boolean;
  readonly opusDtx?: boolean;
  readonly opusNack?: boolean;
  /** In milliseconds. */
  readonly opusPtime?: number;
  readonly opusMaxAverageBitrate?: number;
}

/**
 * The file of the built page that says how microphones are sent, with this in place of what it says there: browser and
 * server hear of it as they do of the product's own. Errors: it is not where it was.
 */
export function codeWith(change: MicrophoneOptions): { readonly file: string; readonly code: string } {
  for (const file of readdirSync(ASSETS).filter((name) => name.endsWith('.js'))) {
    const code = readFileSync(join(ASSETS, file), 'utf8');
    if (code.match(OF_VOICE)?.length !== 1) continue;
    return { file, code: code.replace(OF_VOICE, (options) => `{...${options},...${JSON.stringify(change)}}`) };
  }
  throw new Error('in the built page nothing says how microphones are sent');
}
