import { type RefObject, useEffect, useRef } from 'react';
import { setPageTitle } from '../page/page-title.ts';

let placesSeen = 0;

/** A place's title in the browser's tab, and the focus on its heading when one comes there from another place. */
export function usePlace<E extends HTMLElement>(title: string): RefObject<E | null> {
  const heading = useRef<E>(null);
  useEffect(() => {
    // The page's first place leaves the focus where the browser puts it.
    if (placesSeen++ > 0) heading.current?.focus();
  }, []);
  useEffect(() => {
    setPageTitle(title);
  }, [title]);
  return heading;
}
