import { type RefObject, useCallback, useEffect, useRef, useState, useSyncExternalStore } from 'react';
import type { ParticipantView } from '../../../../src/protocol/index.ts';
import { cx } from '../layout/cx.ts';
import { useMeeting } from '../meeting.tsx';
import { hueOf, initials } from '../text/initials.ts';
import styles from './face.module.css';
import { portraitsOf } from './read-portraits.ts';

interface FaceProps {
  readonly of: Pick<ParticipantView, 'id' | 'displayName' | 'portrait'>;
  readonly className?: string | undefined;
  /** Nothing is asked for what a camera's picture covers. */
  readonly isCovered?: boolean;
}

/** Who somebody is without a camera: the picture that they have chosen, else their initials. Their name stands beside it. */
export function Face({ of: { id, displayName, portrait }, className, isCovered = false }: FaceProps) {
  const ref = useRef<HTMLSpanElement>(null);
  const address = usePortrait(ref, id, isCovered ? undefined : portrait);
  return (
    <span ref={ref} className={cx(styles.face, className)} data-hue={hueOf(id)} translate="no" aria-hidden>
      {address === null ? initials(displayName) : <img src={address} alt="" draggable={false} />}
    </span>
  );
}

/** Its `data:` address once it is there; it is asked for while its place is in sight. */
function usePortrait(
  ref: RefObject<HTMLElement | null>,
  participantId: string,
  portrait: string | undefined,
): string | null {
  const portraits = portraitsOf(useMeeting());
  const [inSight, setInSight] = useState(false);
  const address = useSyncExternalStore(
    portraits.subscribe,
    useCallback(() => (portrait === undefined ? null : portraits.addressOf(portrait)), [portraits, portrait]),
  );
  const isMissing = portrait !== undefined && address === null;
  useEffect(() => {
    const element = ref.current;
    if (!isMissing || element === null) return;
    const observer = new IntersectionObserver(([entry]) => setInSight(entry?.isIntersecting ?? true));
    observer.observe(element);
    return () => observer.disconnect();
  }, [ref, isMissing]);
  useEffect(() => {
    if (portrait !== undefined && isMissing && inSight) return portraits.want({ participantId, portrait });
  }, [portraits, participantId, portrait, isMissing, inSight]);
  return address;
}
