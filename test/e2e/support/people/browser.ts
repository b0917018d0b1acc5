import { type Browser, chromium } from '@playwright/test';
import { afterAll } from 'vitest';
import { mediaFiles } from '../media/media-files.ts';
import type { Pattern } from '../media/pattern.ts';

// Cameras and microphones are files; the rest keeps Chromium from talking to anybody but the server under test.
const ARGUMENTS = [
  '--no-sandbox',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
  '--no-first-run',
];

export interface BrowserOptions {
  /** What the camera and the microphone of everyone in this browser send. */
  readonly pattern: Pattern;
  readonly hasCamera?: boolean;
  /** A file that the microphone hears in place of the pattern's tone. */
  readonly heard?: string | undefined;
  /** In place of the files whatever the computer has on which `executable` starts it. */
  readonly hasOwnDevices?: boolean;
  readonly flags?: readonly string[];
  /** With all that a window has: sharing a tab, asking whether a page may hear and see. It takes twice the time. */
  readonly whole?: boolean;
  /** Starts the shell from somewhere else. */
  readonly executable?: string;
}

/** The shell has no window in which to ask whether a page may hear and see. */
const SAYS_YES = ['--use-fake-ui-for-media-stream'];

/** Chromium as people have it. */
export const CHROMIUM = process.env.CHROMIUM_BIN ?? '/usr/bin/chromium';
/** The same pages, media and network without the browser's own windows: half the work for two cores. */
export const CHROMIUM_SHELL = process.env.CHROMIUM_SHELL_BIN ?? '/usr/bin/chromium-headless-shell';

const running = new Map<string, Promise<Browser>>();

afterAll(async () => {
  for (const browser of running.values()) await (await browser).close();
});

/** A Chromium whose devices are a pattern's files, which belong to a whole browser; kept for the tests of one file. */
export function browserWith(options: BrowserOptions): Promise<Browser> {
  const { pattern, hasCamera = true, heard, flags = [], whole = false, executable, hasOwnDevices = false } = options;
  const args = [
    ...ARGUMENTS,
    ...(hasOwnDevices ? [] : deviceArguments(pattern, hasCamera, heard)),
    ...flags,
    ...(whole ? [] : SAYS_YES),
  ];
  const executablePath = executable ?? (whole ? CHROMIUM : CHROMIUM_SHELL);
  const key = [executablePath, ...args].join(' ');
  const browser = running.get(key) ?? launch(executablePath, args);
  running.set(key, browser);
  return browser;
}

function launch(executablePath: string, args: string[]): Promise<Browser> {
  return chromium.launch({
    executablePath,
    // A muted browser shares tabs without their sound.
    ignoreDefaultArgs: ['--mute-audio'],
    args,
  });
}

function deviceArguments(pattern: Pattern, hasCamera: boolean, heard?: string): readonly string[] {
  const { video, audio } = mediaFiles(pattern);
  return [
    `--use-file-for-fake-audio-capture=${heard ?? audio}`,
    ...(hasCamera
      ? ['--use-fake-device-for-media-stream', `--use-file-for-fake-video-capture=${video}`]
      : ['--use-fake-device-for-media-stream=device-count=0']),
  ];
}
