import { useEffect, useRef, useState } from 'react';
import { playOn } from '../../awake.ts';
import { cx } from '../layout/cx.ts';
import { watchFirstFrame } from './first-frame.ts';
import styles from './video.module.css';

interface VideoProps {
  readonly track: MediaStreamTrack;
  readonly mirrored?: boolean;
  /** `fill` crops to the frame, unless picture and frame differ so much that a face would be lost. */
  readonly fit?: 'fill' | 'whole';
  /** Called once, when the first picture is on the screen. */
  readonly onFirstFrame?: () => void;
  readonly source: 'camera' | 'screen';
}

/** Faces sit in the middle: much can go at the sides before one is lost, less above and below. */
const MAX_CROP_SIDES = 0.6;
const MAX_CROP_HEIGHT = 0.4;

/** A moving picture; its sound is played elsewhere. */
export function Video({ track, mirrored = false, fit = 'fill', onFirstFrame, source }: VideoProps) {
  const ref = useRef<HTMLVideoElement>(null);
  const [whole, setWhole] = useState(false);
  const [playing, setPlaying] = useState(false);
  const firstFrame = useRef(onFirstFrame);

  useEffect(() => {
    const video = ref.current;
    if (!video) return;
    setPlaying(false);
    video.srcObject = new MediaStream([track]);
    // Interrupted by the next track, or not allowed yet: the browser plays a muted picture as soon as it can.
    const play = () => void video.play().catch(() => {});
    play();
    const stop = playOn(video, play);
    const unwatch = watchFirstFrame(video, () => {
      setPlaying(true);
      firstFrame.current?.();
    });
    return () => {
      stop();
      unwatch();
      video.srcObject = null;
    };
  }, [track]);

  useEffect(() => {
    const video = ref.current;
    if (!video) return;
    const judge = () => {
      const { videoWidth, videoHeight, clientWidth, clientHeight } = video;
      if (videoWidth === 0 || clientWidth === 0) return;
      const wider = videoWidth / videoHeight / (clientWidth / clientHeight);
      setWhole(wider > 1 ? 1 - 1 / wider > MAX_CROP_SIDES : 1 - wider > MAX_CROP_HEIGHT);
    };
    const observer = new ResizeObserver(judge);
    observer.observe(video);
    video.addEventListener('resize', judge);
    return () => {
      observer.disconnect();
      video.removeEventListener('resize', judge);
    };
  }, []);

  return (
    <video
      ref={ref}
      className={cx(
        styles.video,
        // What looks away from its owner is no mirror: letters on a wall are read.
        mirrored && track.getSettings().facingMode !== 'environment' && styles.mirrored,
        (fit === 'whole' || whole) && styles.whole,
        !playing && styles.waiting,
      )}
      data-source={source}
      data-playing={playing}
      autoPlay
      playsInline
      muted
      disablePictureInPicture={false}
      aria-hidden
    />
  );
}
