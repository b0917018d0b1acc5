import { LogOut, RotateCw, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../controls/button.tsx';
import { cx } from '../layout/cx.ts';
import { useSaid } from './announcer.tsx';
import { Boundary } from './boundary.tsx';
import styles from './broken.module.css';

interface PageBrokenProps {
  /** At the table the sound goes on, and one can leave. */
  readonly onLeave?: (() => void) | undefined;
}

/** In place of a whole page that cannot be drawn. */
function PageBroken({ onLeave }: PageBrokenProps) {
  const { t } = useTranslation();
  const text = t(onLeave ? 'broken.table' : 'broken.page');
  useSaid(text, 'assertive');
  return (
    <main className={styles.page} data-broken="page">
      <TriangleAlert size={40} strokeWidth={1.5} aria-hidden />
      <h1>{t('broken.title')}</h1>
      <p>{text}</p>
      <Button look="primary" icon={<RotateCw size={20} aria-hidden />} onClick={() => location.reload()}>
        {t('broken.reload')}
      </Button>
      {onLeave && (
        <Button icon={<LogOut size={20} aria-hidden />} onClick={onLeave}>
          {t('bar.leave')}
        </Button>
      )}
    </main>
  );
}

interface BrokenProps {
  readonly again: () => void;
  readonly times: number;
}

interface PartBrokenProps extends BrokenProps, Pick<PartBoundaryProps, 'onClose' | 'className' | 'isBefore'> {}

/** At a second press the page is loaded anew. */
const mend = ({ again, times }: BrokenProps) => (times > 0 ? location.reload() : again());

/** In place of a part that cannot be drawn: drawn anew on a press, and the second time the page is loaded anew. */
function PartBroken({ again, times, onClose, className, isBefore = false }: PartBrokenProps) {
  const { t } = useTranslation();
  const text = t(isBefore ? 'broken.partBefore' : 'broken.part');
  useSaid(text, 'assertive');
  return (
    <section className={cx(styles.part, className)} aria-label={t('broken.title')} data-broken="part">
      <TriangleAlert size={28} aria-hidden />
      <p>{text}</p>
      <Button
        look="primary"
        size="small"
        icon={<RotateCw size={18} aria-hidden />}
        onClick={() => mend({ again, times })}
      >
        {t('broken.reload')}
      </Button>
      {onClose && (
        <Button size="small" onClick={onClose}>
          {t('common.close')}
        </Button>
      )}
    </section>
  );
}

/** A page that breaks says so in words. */
export function PageBoundary({ onLeave, children }: PageBrokenProps & { readonly children: ReactNode }) {
  return <Boundary fallback={() => <PageBroken onLeave={onLeave} />}>{children}</Boundary>;
}

interface PartBoundaryProps {
  readonly onClose?: (() => void) | undefined;
  /** Of what is there instead, for its place in the page. */
  readonly className?: string | undefined;
  /** At the door and in the lobby there is no meeting that goes on. */
  readonly isBefore?: boolean;
  readonly children: ReactNode;
}

/** A part that breaks says so in its own place, and the rest goes on. */
export function PartBoundary({ children, ...rest }: PartBoundaryProps) {
  return <Boundary fallback={(broken) => <PartBroken {...broken} {...rest} />}>{children}</Boundary>;
}

/** In place of a sign, a button or a line of a list: of their size, and a press draws them anew. */
function SignBroken({ again, times }: BrokenProps) {
  const { t } = useTranslation();
  return (
    <button
      type="button"
      className={styles.sign}
      title={t('broken.sign')}
      aria-label={t('broken.sign')}
      data-broken="sign"
      onClick={() => mend({ again, times })}
    >
      <TriangleAlert size={22} aria-hidden />
    </button>
  );
}

interface SignBoundaryProps {
  /** What it draws: with another one it is tried by itself. */
  readonly next?: unknown;
  /** Around what stands there instead, such as the line of a list. */
  readonly wrap?: (sign: ReactNode) => ReactNode;
  readonly children: ReactNode;
}

/** One of many: the others stay as they are. */
export function SignBoundary({ next, wrap = (sign) => sign, children }: SignBoundaryProps) {
  return (
    <Boundary next={next} fallback={(broken) => wrap(<SignBroken {...broken} />)}>
      {children}
    </Boundary>
  );
}

interface QuietBoundaryProps {
  /** What it says or plays: the next one is tried by itself. */
  readonly next: unknown;
  readonly children: ReactNode;
}

/** What is heard, or passes: nothing stands in its place. */
export function QuietBoundary({ next, children }: QuietBoundaryProps) {
  return (
    <Boundary next={next} fallback={() => null}>
      {children}
    </Boundary>
  );
}

interface PartLostProps {
  readonly again: () => void;
}

/** A part of the program did not come, even after it was asked for again. */
export function PartLost({ again }: PartLostProps) {
  const { t } = useTranslation();
  useSaid(t('broken.lost'), 'assertive');
  return (
    <main className={styles.page} data-broken="lost">
      <TriangleAlert size={40} strokeWidth={1.5} aria-hidden />
      <p>{t('broken.lost')}</p>
      <Button look="primary" icon={<RotateCw size={20} aria-hidden />} onClick={again}>
        {t('broken.again')}
      </Button>
    </main>
  );
}
