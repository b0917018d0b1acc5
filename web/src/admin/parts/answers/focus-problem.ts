import type { RefObject } from 'react';

/** To the first field that cannot be sent as it is, once it is marked. */
export function focusProblem(fields: RefObject<HTMLElement | null>): void {
  requestAnimationFrame(() => fields.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus());
}
