import { ChevronDown } from 'lucide-react';
import { type ReactNode, type RefObject, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { cx } from './cx.ts';
import styles from './scroll-area.module.css';

interface ScrollAreaProps {
  readonly className?: string | undefined;
  /** Its list items are counted. */
  readonly children: ReactNode;
}

/** A part of fixed height that scrolls, and says how many of its list's items are further down. */
export function ScrollArea({ className, children }: ScrollAreaProps) {
  const { t } = useTranslation();
  const scroller = useRef<HTMLDivElement>(null);
  const below = useItemsBelow(scroller);
  return (
    <div className={cx(styles.area, className)} data-below={below}>
      <div ref={scroller} className={styles.scroll}>
        {children}
      </div>
      {/* Its line is always kept free: nothing moves when there is something to say. */}
      <p className={styles.more} aria-hidden>
        {below > 0 && (
          <>
            <ChevronDown size={16} />
            {t('common.moreBelow', { count: below })}
          </>
        )}
      </p>
    </div>
  );
}

/** CSS pixels of an item that may be out of sight without it counting as further down. */
const HIDDEN_FROM = 6;

function useItemsBelow(scroller: RefObject<HTMLElement | null>): number {
  const [below, setBelow] = useState(0);
  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    let frame = 0;
    const count = () => {
      frame = 0;
      const edge = element.getBoundingClientRect().bottom + HIDDEN_FROM;
      const items = [...element.querySelectorAll('li')];
      setBelow(items.filter((item) => item.getBoundingClientRect().bottom > edge).length);
    };
    const soon = () => {
      if (frame === 0) frame = requestAnimationFrame(count);
    };
    const sizes = new ResizeObserver(soon);
    sizes.observe(element);
    const items = new MutationObserver(soon);
    items.observe(element, { childList: true, subtree: true });
    element.addEventListener('scroll', soon, { passive: true });
    count();
    return () => {
      cancelAnimationFrame(frame);
      sizes.disconnect();
      items.disconnect();
      element.removeEventListener('scroll', soon);
    };
  }, [scroller]);
  return below;
}
