import type { Settings } from '../settings.ts';

export type CaptureSource = 'microphone' | 'camera';

/** Why there is no picture or sound, as far as somebody can do something about it. */
export type CaptureProblem = 'insecure' | 'denied' | 'missing' | 'busy' | 'failed';

export class CaptureError extends Error {
  override readonly name = 'CaptureError';
  readonly problem: CaptureProblem;

  constructor(problem: CaptureProblem, cause: unknown) {
    super(problem, { cause });
    this.problem = problem;
  }
}

type CaptureSettings = Pick<Settings, 'microphoneId' | 'cameraId' | 'soundProcessing'>;

/** Asks for both in one question. Errors: CaptureError. */
export async function capture(
  sources: readonly CaptureSource[],
  settings: CaptureSettings,
): Promise<MediaStreamTrack[]> {
  // Browsers hide mediaDevices from pages that are not https (or localhost).
  if (!navigator.mediaDevices) throw new CaptureError('insecure', null);
  try {
    return await capturedWith(sources, settings);
  } catch (error) {
    const chosenIsGone = error instanceof DOMException && error.name === 'OverconstrainedError';
    if (!chosenIsGone) throw new CaptureError(problemOf(error), error);
  }
  try {
    return await capturedWith(sources, { ...settings, microphoneId: null, cameraId: null });
  } catch (error) {
    throw new CaptureError(problemOf(error), error);
  }
}

async function capturedWith(sources: readonly CaptureSource[], settings: CaptureSettings): Promise<MediaStreamTrack[]> {
  const stream = await navigator.mediaDevices.getUserMedia({
    audio: sources.includes('microphone') && microphoneConstraints(settings),
    video: sources.includes('camera') && cameraConstraints(settings),
  });
  return stream.getTracks();
}

function microphoneConstraints({ microphoneId, soundProcessing }: CaptureSettings): MediaTrackConstraints {
  return {
    ...(microphoneId !== null && { deviceId: { exact: microphoneId } }),
    channelCount: { ideal: 1 },
    echoCancellation: soundProcessing,
    noiseSuppression: soundProcessing,
    autoGainControl: soundProcessing,
  };
}

function cameraConstraints({ cameraId }: CaptureSettings): MediaTrackConstraints {
  return {
    ...(cameraId === null ? { facingMode: 'user' } : { deviceId: { exact: cameraId } }),
    width: { ideal: 1280 },
    height: { ideal: 720 },
    frameRate: { ideal: 30, max: 30 },
  };
}

/** A screen, and its sound where the browser offers it. Errors: CaptureError ('denied' when the choice was left). */
export async function captureScreen(): Promise<MediaStreamTrack[]> {
  try {
    const stream = await navigator.mediaDevices.getDisplayMedia({
      video: { width: { max: 1920 }, height: { max: 1080 }, frameRate: { ideal: 15, max: 30 } },
      audio: { echoCancellation: false, noiseSuppression: false, autoGainControl: false },
    });
    // Text and slides: sharp before smooth.
    for (const track of stream.getVideoTracks()) track.contentHint = 'detail';
    return stream.getTracks();
  } catch (error) {
    throw new CaptureError(problemOf(error), error);
  }
}

export function canShareScreen(): boolean {
  return typeof navigator.mediaDevices?.getDisplayMedia === 'function';
}

function problemOf(error: unknown): CaptureProblem {
  switch (error instanceof DOMException ? error.name : '') {
    case 'NotAllowedError':
    case 'SecurityError':
      return 'denied';
    case 'NotFoundError':
    case 'OverconstrainedError':
      return 'missing';
    case 'NotReadableError':
    case 'AbortError':
      return 'busy';
    default:
      return 'failed';
  }
}
