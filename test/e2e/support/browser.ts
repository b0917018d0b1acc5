import { type Browser, chromium } from '@playwright/test';
import { afterAll } from 'vitest';
import { mediaFiles } from './media-files.ts';
import type { Pattern } from './pattern.ts';

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
  readonly flags?: readonly string[];
  /** Another program than the usual Chromium. */
  readonly executable?: string;
}

const running = new Map<string, Promise<Browser>>();

afterAll(async () => {
  for (const browser of running.values()) await (await browser).close();
});

/** A Chromium whose devices are a pattern's files, which belong to a whole browser; kept for the tests of one file. */
export function browserWith({ pattern, hasCamera = true, flags = [], executable }: BrowserOptions): Promise<Browser> {
  const args = [...ARGUMENTS, ...deviceArguments(pattern, hasCamera), ...flags];
  const executablePath = executable ?? process.env.CHROMIUM_BIN ?? '/usr/bin/chromium';
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

function deviceArguments(pattern: Pattern, hasCamera: boolean): readonly string[] {
  const { video, audio } = mediaFiles(pattern);
  return [
    `--use-file-for-fake-audio-capture=${audio}`,
    ...(hasCamera
      ? ['--use-fake-device-for-media-stream', `--use-file-for-fake-video-capture=${video}`]
      : ['--use-fake-device-for-media-stream=device-count=0']),
  ];
}
