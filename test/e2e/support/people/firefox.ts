import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import puppeteer, { type Browser } from 'puppeteer-core';
import { onTestFinished } from 'vitest';
import type { Loudspeakers } from '../media/loudspeakers.ts';
import { COLOUR_WHEEL } from '../media/pattern.ts';
import { bridgeTo } from '../network/bridge.ts';
import { startIn } from '../server/program.ts';

/** Of the namespace's own 127.0.0.1: one Firefox in each, and its loudspeaker. */
const PORT = 9222;
const SPEAKER_PORT = 4713;
const SCREEN = 99;
const SCREEN_PORT = 6_000 + SCREEN;

type Preferences = Readonly<Record<string, string | number | boolean>>;

/** Its own devices without a question, and German. What it would ask of foreign servers it leaves by itself when it is led. */
const PREFERENCES: Preferences = {
  'media.navigator.streams.fake': true,
  'media.navigator.audio.fake_frequency': COLOUR_WHEEL.toneHz,
  'media.navigator.permission.disabled': true,
  'intl.accept_languages': 'de-DE, de',
};

export interface FirefoxOptions {
  /** Where it has its way to the world: its ICE takes no candidate of 127.0.0.1, and wants a default route. */
  readonly namespace: string;
  /** Folder of a profile of its own. */
  readonly profile: string;
  readonly preferences?: Preferences;
  /** A computer without one makes no sound at all, nor measures any. */
  readonly hasSpeaker?: boolean;
  /** In place of that speaker, and of its own microphone and camera: what this computer has. */
  readonly computer?: Pick<Loudspeakers, 'server'>;
  /** With a screen there is WebGL; one Firefox at a time has it. */
  readonly hasScreen?: boolean;
}

/** One that nobody hears. Without any, Firefox computes no sound, and pages can neither make nor measure some. */
async function startSpeaker(namespace: string, home: string): Promise<void> {
  const options = ['-n', '--daemonize=no', '--use-pid-file=no', '--exit-idle-time=-1', '--disable-shm'];
  const protocol = `module-native-protocol-tcp listen=127.0.0.1 port=${SPEAKER_PORT} auth-anonymous=1`;
  await startIn(namespace, {
    command: ['pulseaudio', ...options, '--load=module-null-sink', `--load=${protocol}`],
    env: { HOME: home, XDG_RUNTIME_DIR: home },
    listens: [`127.0.0.1:${SPEAKER_PORT}`],
  });
}

/** One that nobody sees. */
async function startScreen(namespace: string): Promise<void> {
  const options = ['-screen', '0', '1366x768x24', '-ac', '-nolisten', 'unix', '-nolisten', 'local', '-listen', 'tcp'];
  await startIn(namespace, { command: ['Xvfb', `:${SCREEN}`, ...options], listens: [`0.0.0.0:${SCREEN_PORT}`] });
}

/** Debian's firefox-esr, led by WebDriver BiDi; ended with the test. */
export async function startFirefox({
  namespace,
  profile,
  preferences = {},
  hasSpeaker = true,
  computer,
  hasScreen = false,
}: FirefoxOptions): Promise<Browser> {
  mkdirSync(profile, { recursive: true });
  const own = computer && { 'media.navigator.streams.fake': false };
  const all = Object.entries({ ...PREFERENCES, ...own, ...preferences });
  const lines = all.map(([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});\n`);
  writeFileSync(join(profile, 'user.js'), lines.join(''));
  if (hasSpeaker && !computer) await startSpeaker(namespace, profile);
  if (hasScreen) await startScreen(namespace);
  const options = ['--no-remote', '--profile', profile, `--remote-debugging-port=${PORT}`];
  const screen = { DISPLAY: `127.0.0.1:${SCREEN}` };
  await startIn(namespace, {
    command: ['firefox-esr', ...(hasScreen ? [] : ['--headless']), ...options],
    env: {
      HOME: profile,
      PULSE_SERVER: computer?.server ?? `tcp:127.0.0.1:${SPEAKER_PORT}`,
      MOZ_CRASHREPORTER_DISABLE: '1',
      ...(hasScreen && screen),
    },
    listens: [`127.0.0.1:${PORT}`],
  });
  const browser = await puppeteer.connect({
    browserWSEndpoint: `ws://127.0.0.1:${await bridgeTo(namespace, PORT)}/session`,
    protocol: 'webDriverBiDi',
    defaultViewport: null,
    // It answers nobody who has come by another port than its own.
    wsOptions: { headers: { Host: `127.0.0.1:${PORT}` } },
  });
  onTestFinished(() => browser.disconnect());
  return browser;
}
