import { playOn } from '../../awake.ts';
import type { PictureStreams } from './messages.ts';

// TypeScript's DOM does not know these yet. Chromium has both; elsewhere pictures go one by one.
declare class MediaStreamTrackProcessor {
  constructor(options: { track: MediaStreamTrack; maxBufferSize: number });
  readonly readable: ReadableStream<VideoFrame>;
}
declare class MediaStreamTrackGenerator extends MediaStreamTrack {
  constructor(options: { kind: 'video' });
  readonly writable: WritableStream<VideoFrame>;
}

/** From a camera to the thread that treats its pictures, and out of it again. */
export interface PictureWay {
  /** What comes out; there is nothing in it before the first treated picture. */
  readonly track: MediaStreamTrack;
  /** Null: pictures are asked for one by one. */
  readonly streams: PictureStreams | null;
  /** What the camera shows now; null while the last one is under way, or there is none. */
  take(): Promise<ImageBitmap | null>;
  /** The last one that was taken, treated; null: it may not be shown. */
  show(picture: ImageBitmap | null): void;
  close(): void;
}

/** Whether pictures go on as fast while the page lies behind others. */
export function goesOnHidden(): boolean {
  return 'MediaStreamTrackProcessor' in globalThis && 'MediaStreamTrackGenerator' in globalThis;
}

/** Errors: whatever the browser says that has neither way. */
export function pictureWay(captured: MediaStreamTrack): PictureWay {
  // Its owner switches the captured one off, so that nothing of it can go out by mistake.
  const camera = captured.clone();
  camera.enabled = true;
  try {
    return goesOnHidden() ? byStreams(camera) : byCanvas(camera);
  } catch (error) {
    camera.stop();
    throw error;
  }
}

function byStreams(camera: MediaStreamTrack): PictureWay {
  const { readable } = new MediaStreamTrackProcessor({ track: camera, maxBufferSize: 1 });
  const generator = new MediaStreamTrackGenerator({ kind: 'video' });
  return {
    track: generator,
    streams: { readable, writable: generator.writable },
    take: async () => null,
    show: () => {},
    close: () => {
      camera.stop();
      generator.stop();
    },
  };
}

function byCanvas(camera: MediaStreamTrack): PictureWay {
  const video = document.createElement('video');
  video.muted = true;
  video.playsInline = true;
  video.srcObject = new MediaStream([camera]);
  const play = () => void video.play().catch(() => {});
  play();
  const canvas = document.createElement('canvas');
  const context = canvas.getContext('bitmaprenderer');
  const track = canvas.captureStream().getVideoTracks()[0];
  if (!context || !track) throw new Error('no canvas');
  const stop = playOn(video, play);
  let isUnderWay = false;
  return {
    track,
    streams: null,
    take: async () => {
      if (isUnderWay || video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA) return null;
      isUnderWay = true;
      return createImageBitmap(video).catch(() => {
        isUnderWay = false;
        return null;
      });
    },
    show: (picture) => {
      isUnderWay = false;
      if (picture === null) return;
      canvas.width = picture.width;
      canvas.height = picture.height;
      context.transferFromImageBitmap(picture);
    },
    close: () => {
      camera.stop();
      track.stop();
      stop();
      video.srcObject = null;
    },
  };
}
