import { existsSync, globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { readPackages } from './server-packages.mjs';

/** A piece of somebody else's work that is a part of ours. */
export interface Part {
  readonly name: string;
  readonly version: string;
  /** By SPDX, as its authors say. */
  readonly licence: string;
  /** Null: it does not come with the package. */
  readonly text: string | null;
  readonly home: string | null;
}

/** What the server runs with: the lock file's packages, without those that only build and test. */
export async function serverParts(root: string): Promise<Part[]> {
  const packages = await readPackages(root);
  return Object.entries(packages).map(([key, { licenses, licenseText, licenseFile, repository }]) => {
    const at = key.lastIndexOf('@');
    // What is no licence's file, a readme for instance, only speaks of it.
    const isLicence = licenseFile !== undefined && /licen[cs]e|copying|notice/i.test(basename(licenseFile));
    return {
      name: key.slice(0, at),
      version: key.slice(at + 1),
      licence: [licenses ?? 'unbekannt'].flat().join(', '),
      text: isLicence ? (licenseText ?? null) : null,
      home: repository ?? null,
    };
  });
}

/** By the names of its wrap files; what it is only tested with, or uses on Windows, is no part of it. */
const WORKER_LICENCES: Readonly<Record<string, string>> = {
  'abseil-cpp': 'Apache-2.0',
  flatbuffers: 'Apache-2.0',
  libsrtp3: 'BSD-3-Clause',
  libuv: 'MIT',
  openssl: 'Apache-2.0',
  'unordered-dense': 'MIT',
};
const NOT_SHIPPED = ['catch2', 'wingetopt'];

/**
 * What is compiled into mediasoup's media worker. Its own build fetches them at these versions; a worker that was built
 * here takes OpenSSL, libuv and Abseil from Debian.
 */
export function workerParts(root: string): Part[] {
  const folder = join(root, 'node_modules/mediasoup/worker');
  const wraps = globSync('subprojects/*.wrap', { cwd: folder }).filter((file) => !NOT_SHIPPED.includes(wrapName(file)));
  const fetched = wraps.map((file) => {
    const wrap = readFileSync(join(folder, file), 'utf8');
    const entry = (key: string) => new RegExp(`^${key}\\s*=\\s*(.+)$`, 'm').exec(wrap)?.[1] ?? '';
    const name = wrapName(file);
    const licence = WORKER_LICENCES[name];
    if (licence === undefined)
      throw new Error(`The licence of the media worker's part ${name} is not known: look it up.`);
    const version = /(\d+(?:\.\d+)+[\w.-]*)$/.exec(entry('directory'))?.[1] ?? '';
    return { name, version, licence, text: null, home: entry('source_url') || null };
  });
  const webrtc = join(folder, 'deps/libwebrtc/LICENSE');
  const text = existsSync(webrtc) ? readFileSync(webrtc, 'utf8') : null;
  const own = { name: 'libwebrtc', version: '', licence: 'BSD-3-Clause', text, home: 'https://webrtc.org' };
  return [...fetched, own].sort((one, other) => one.name.localeCompare(other.name, 'en'));
}

const FILTERS = 'node_modules/@sapphi-red/web-noise-suppressor/dist';

/** What the noise filters were compiled of, which no bundler sees: some say so at the head of their program. */
export function filterParts(root: string): Part[] {
  const program = readFileSync(join(root, FILTERS, 'gtcrn/workletProcessor.js'), 'utf8');
  const said = [...program.matchAll(/\/\*!([\s\S]*?)\*\//g)].map(([, text = '']) =>
    text.replaceAll(/^\* ?/gm, '').trim(),
  );
  const textOf = (name: string) => said.find((text) => text.startsWith(name)) ?? null;
  const part = (name: string, licence: string, home: string): Part => {
    return { name, version: '', licence, text: textOf(name), home };
  };
  return [
    part('GTCRN', 'MIT', 'https://github.com/Xiaobin-Rong/gtcrn'),
    part('pffft', 'BSD-3-Clause', 'https://github.com/marton78/pffft'),
    part('RNNoise', 'BSD-3-Clause', 'https://github.com/xiph/rnnoise'),
    part('rnnoise-wasm', 'Apache-2.0', 'https://github.com/shiguredo/rnnoise-wasm'),
  ];
}

const RUNTIME = '@mediapipe/tasks-vision';
const MODEL = '@mediapipe/selfie_segmentation';

/**
 * What tells a person from their background: it runs in a thread that is built by itself. Of what its runtime was compiled
 * that is what speaks of itself in it; no text comes with the packages.
 */
export function backgroundParts(root: string): Part[] {
  const part = (name: string, licence: string, home: string, version = ''): Part => {
    return { name, version, licence, text: null, home };
  };
  const versionOf = (name: string): string =>
    JSON.parse(readFileSync(join(root, 'node_modules', name, 'package.json'), 'utf8')).version;
  const mediapipe = 'https://github.com/google-ai-edge/mediapipe';
  return [
    part(MODEL, 'Apache-2.0', mediapipe, versionOf(MODEL)),
    part(RUNTIME, 'Apache-2.0', mediapipe, versionOf(RUNTIME)),
    part('Abseil', 'Apache-2.0', 'https://github.com/abseil/abseil-cpp'),
    part('Eigen', 'MPL-2.0', 'https://gitlab.com/libeigen/eigen'),
    part('flatbuffers', 'Apache-2.0', 'https://github.com/google/flatbuffers', versionOf('flatbuffers')),
    part('gemmlowp', 'Apache-2.0', 'https://github.com/google/gemmlowp'),
    part('OpenCV', 'Apache-2.0', 'https://github.com/opencv/opencv'),
    part('Protocol Buffers', 'BSD-3-Clause', 'https://github.com/protocolbuffers/protobuf'),
    part('ruy', 'Apache-2.0', 'https://github.com/google/ruy'),
    part('TensorFlow Lite', 'Apache-2.0', 'https://github.com/google-ai-edge/LiteRT'),
    part('XNNPACK', 'BSD-3-Clause', 'https://github.com/google/XNNPACK'),
  ];
}

function wrapName(file: string): string {
  return basename(file, '.wrap');
}
