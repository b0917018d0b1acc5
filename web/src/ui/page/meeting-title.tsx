import { usePlace } from '../hooks/use-place.ts';
import { softHyphens } from '../text/soft-hyphens.ts';

interface MeetingTitleProps {
  /** The room's. */
  readonly name: string;
  /** What the browser's tab says, beside how many wait to be let in. */
  readonly page: string;
  readonly waiting: number;
  readonly className?: string | undefined;
}

/** The heading of a meeting's screen, which has the focus on coming in. */
export function MeetingTitle({ name, page, waiting, className }: MeetingTitleProps) {
  const heading = usePlace<HTMLHeadingElement>(waiting > 0 ? `(${waiting}) ${page}` : page);
  return (
    <h1 ref={heading} tabIndex={-1} className={className} title={name} translate="no" dir="auto">
      {softHyphens(name)}
    </h1>
  );
}
