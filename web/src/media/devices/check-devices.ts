import type { DeviceOutcome } from '../../../../src/protocol/media/check-report.ts';
import type { Shown } from '../../features/check/ports.ts';
import type { SettingsStore } from '../../settings.ts';
import { pause, until, within } from '../waiting.ts';
import { CaptureError, type CaptureSource, capture } from './capture.ts';
import { watchLevel } from './level.ts';

/** Somebody reads the browser's question and answers it. */
const ANSWER_MS = 60_000;
const LISTEN_MS = 10_000;
/** Louder than a quiet room, as at the door. */
const HEARD = 0.3;
const FIRST_PICTURE_MS = 6_000;
/** A camera's first pictures are dark, and somebody wants to see that it moves. */
const LIVE_PICTURE_MS = 3_000;

interface Device {
  readonly source: CaptureSource;
  readonly shown: (what: Shown) => void;
  readonly settings: SettingsStore;
}

/** Captures for as long as it takes to know, and no longer. Never fails. */
export async function tryDevice({ source, shown, settings }: Device, signal: AbortSignal): Promise<DeviceOutcome> {
  try {
    const asked = capture([source], settings.get());
    const tracks = await within(asked, ANSWER_MS, signal);
    if (tracks === null) {
      // Answered after all, when nobody looks any more.
      void asked.then(stopAll, () => {});
      return 'untried';
    }
    try {
      const [track] = tracks;
      if (!track) return 'failed';
      shown({ is: 'live', track });
      return (await gives(source, { track, shown }, signal)) ? 'works' : 'silent';
    } finally {
      stopAll(tracks);
    }
  } catch (error) {
    return error instanceof CaptureError ? error.problem : 'failed';
  }
}

function stopAll(tracks: readonly MediaStreamTrack[]): void {
  for (const track of tracks) track.stop();
}

interface Captured {
  readonly track: MediaStreamTrack;
  readonly shown: (what: Shown) => void;
}

function gives(source: CaptureSource, captured: Captured, signal: AbortSignal): Promise<boolean> {
  return source === 'microphone' ? isHeard(captured, signal) : isSeen(captured, signal);
}

async function isHeard({ track }: Captured, signal: AbortSignal): Promise<boolean> {
  let stop = () => {};
  const heard = new Promise<true>((resolve) => {
    stop = watchLevel(track, (level) => level > HEARD && resolve(true));
  });
  try {
    return (await within(heard, LISTEN_MS, signal)) === true;
  } finally {
    stop();
  }
}

async function isSeen({ track, shown }: Captured, signal: AbortSignal): Promise<boolean> {
  const video = document.createElement('video');
  video.muted = true;
  video.playsInline = true;
  video.srcObject = new MediaStream([track]);
  void video.play().catch(() => {});
  const hasPicture = async () => video.videoWidth > 0 && video.currentTime > 0 && !track.muted;
  try {
    const seen = until(hasPicture, () => track.readyState === 'ended', signal);
    if ((await within(seen, FIRST_PICTURE_MS, signal)) !== true) return false;
    await pause(LIVE_PICTURE_MS, signal);
    const picture = await createImageBitmap(video).catch(() => null);
    if (picture !== null && !signal.aborted) shown({ is: 'still', picture });
    return true;
  } finally {
    video.srcObject = null;
  }
}
