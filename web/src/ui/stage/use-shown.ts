import { type RefObject, useEffect, useState } from 'react';
import type { Size } from '../../call/media/subscriber.ts';
import { useParts } from '../parts.tsx';

/** Tells the call that a picture is on the screen, how large (CSS pixels), and when it no longer is. */
export function useShown(ref: RefObject<HTMLElement | null>, producerId: string | null, { width, height }: Size): void {
  const { seat } = useParts().call;
  const [inSight, setInSight] = useState(true);

  useEffect(() => {
    const element = ref.current;
    if (!element) return;
    const observer = new IntersectionObserver(([entry]) => setInSight(entry?.isIntersecting ?? true));
    observer.observe(element);
    return () => observer.disconnect();
  }, [ref]);

  useEffect(() => {
    if (producerId === null || !inSight) return;
    seat.show(producerId, { width: width * devicePixelRatio, height: height * devicePixelRatio });
  }, [seat, producerId, inSight, width, height]);

  // Apart from showing, so that a new size is not a gap in between.
  useEffect(() => {
    if (producerId === null || !inSight) return;
    return () => seat.hide(producerId);
  }, [seat, producerId, inSight]);
}
