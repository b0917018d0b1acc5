import { useEffect, useRef } from 'react';
import styles from './check.module.css';

/** What was last seen of the camera, which is off by now; mirrored, as it was. */
export function Still({ picture }: { readonly picture: ImageBitmap }) {
  const ref = useRef<HTMLCanvasElement>(null);
  useEffect(() => ref.current?.getContext('2d')?.drawImage(picture, 0, 0), [picture]);
  // The row's words say that there is a picture.
  return <canvas ref={ref} className={styles.still} width={picture.width} height={picture.height} aria-hidden />;
}
