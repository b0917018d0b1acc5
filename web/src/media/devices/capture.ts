import type { Settings } from '../../settings.ts';

export type Facing = 'user' | 'environment';
export type CaptureSource = 'microphone' | 'camera';

/**
 * Why there is no picture or sound, as far as somebody can do something about it. `denied`: they, or the page's permission,
 * said no. `system`: the device or its rules forbid it to the browser.
 */
export type CaptureProblem = 'insecure' | 'denied' | 'system' | 'missing' | 'busy' | 'failed';

export class CaptureError extends Error {
  override readonly name = 'CaptureError';
  readonly problem: CaptureProblem;

  constructor(problem: CaptureProblem, cause: unknown) {
    super(problem, { cause });
    this.problem = problem;
  }
}

type CaptureSettings = Pick<Settings, 'microphoneId' | 'cameraId' | 'sound'> & {
  /** Whether the browser is to suppress noise and to level the voice: else that is done here, and not twice. */
  readonly byBrowser?: boolean;
  /** Of a telephone's cameras the one that looks at its owner, or away from them. */
  readonly facing?: Facing;
};

/**
 * Asks for both in one question. A chosen device that is gone is replaced where one is asked for; a question for two does
 * not say which of them it is, and fails as 'missing'. Errors: CaptureError.
 */
export async function capture(
  sources: readonly CaptureSource[],
  settings: CaptureSettings,
): Promise<MediaStreamTrack[]> {
  // Browsers hide mediaDevices from pages that are not https (or localhost).
  if (!navigator.mediaDevices) throw new CaptureError('insecure', null);
  try {
    return await capturedWith(sources, settings);
  } catch (error) {
    const problem = problemOf(error);
    if (problem !== 'missing' || !choosesOneOf(sources, settings)) throw new CaptureError(problem, error);
  }
  try {
    return await capturedWith(sources, { ...settings, microphoneId: null, cameraId: null });
  } catch (error) {
    throw new CaptureError(problemOf(error), error);
  }
}

function choosesOneOf(sources: readonly CaptureSource[], { microphoneId, cameraId }: CaptureSettings): boolean {
  return sources.length === 1 && (sources[0] === 'microphone' ? microphoneId : cameraId) !== null;
}

async function capturedWith(sources: readonly CaptureSource[], settings: CaptureSettings): Promise<MediaStreamTrack[]> {
  const stream = await navigator.mediaDevices.getUserMedia({
    audio: sources.includes('microphone') && microphoneConstraints(settings),
    video: sources.includes('camera') && cameraConstraints(settings),
  });
  // By that it is sent in stereo, and without pauses.
  if (settings.sound === 'original') for (const track of stream.getAudioTracks()) track.contentHint = 'music';
  return stream.getTracks();
}

function microphoneConstraints({ microphoneId, sound, byBrowser = true }: CaptureSettings): MediaTrackConstraints {
  const isVoice = sound !== 'original';
  return {
    ...(microphoneId !== null && { deviceId: { exact: microphoneId } }),
    channelCount: { ideal: isVoice ? 1 : 2 },
    echoCancellation: isVoice,
    noiseSuppression: isVoice && byBrowser,
    autoGainControl: isVoice && byBrowser,
  };
}

function cameraConstraints({ cameraId, facing = 'user' }: CaptureSettings): MediaTrackConstraints {
  return {
    ...(cameraId === null ? { facingMode: facing } : { deviceId: { exact: cameraId } }),
    width: { ideal: 1280 },
    height: { ideal: 720 },
    frameRate: { ideal: 30, max: 30 },
  };
}

/** Nobody reads a question and answers it within this. */
const QUICKEST_ANSWER_MS = 300;

/** A screen, and its sound where the browser offers it. Errors: CaptureError ('denied' when the choice was left). */
export async function captureScreen(): Promise<MediaStreamTrack[]> {
  const askedAt = performance.now();
  try {
    const stream = await navigator.mediaDevices.getDisplayMedia({
      video: { width: { max: 1920 }, height: { max: 1080 }, frameRate: { ideal: 15, max: 30 } },
      audio: { echoCancellation: false, noiseSuppression: false, autoGainControl: false },
    });
    // Text and slides: sharp before smooth.
    for (const track of stream.getVideoTracks()) track.contentHint = 'detail';
    return stream.getTracks();
  } catch (error) {
    const problem = problemOf(error);
    // Browsers call their rules and a person's no by the same name; only the one needs no time.
    const isRule = problem === 'denied' && performance.now() - askedAt < QUICKEST_ANSWER_MS;
    throw new CaptureError(isRule ? 'system' : problem, error);
  }
}

export function canShareScreen(): boolean {
  return typeof navigator.mediaDevices?.getDisplayMedia === 'function';
}

/** By its name alone: an OverconstrainedError is no DOMException everywhere. */
function problemOf(error: unknown): CaptureProblem {
  const { name, message = '' } = Object(error) as Partial<Error>;
  switch (name) {
    case 'NotAllowedError':
      // Chromium's words where macOS or Windows keeps the browser out: the page's own permission is not the cause.
      return message.includes('by system') ? 'system' : 'denied';
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
