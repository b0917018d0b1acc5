import type { ComponentProps } from 'react';
import { useAdmin } from '../admin-parts.tsx';

interface GoProps extends ComponentProps<'a'> {
  readonly to: string;
}

/** A link to another of the organisers' pages; in a new tab where that is what the keys or the mouse say. */
export function Go({ to, ...rest }: GoProps) {
  const { router } = useAdmin();
  return (
    <a
      {...rest}
      href={to}
      onClick={(event) => {
        rest.onClick?.(event);
        const { button, metaKey, ctrlKey, shiftKey, altKey } = event;
        if (event.defaultPrevented || button !== 0 || metaKey || ctrlKey || shiftKey || altKey) return;
        event.preventDefault();
        router.go(to);
      }}
    />
  );
}
