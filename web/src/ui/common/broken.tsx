import { LogOut, RotateCw, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useSaid } from './announcer.tsx';
import { Boundary } from './boundary.tsx';
import styles from './broken.module.css';
import { Button } from './button.tsx';

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

interface PartBrokenProps {
  readonly again: () => void;
  readonly times: number;
  readonly onClose?: (() => void) | undefined;
}

/** In place of a part that cannot be drawn: drawn anew on a press, and the second time the page is loaded anew. */
function PartBroken({ again, times, onClose }: PartBrokenProps) {
  const { t } = useTranslation();
  useSaid(t('broken.part'), 'assertive');
  return (
    <section className={styles.part} aria-label={t('broken.title')} data-broken="part">
      <TriangleAlert size={28} aria-hidden />
      <p>{t('broken.part')}</p>
      <Button
        look="primary"
        size="small"
        icon={<RotateCw size={18} aria-hidden />}
        onClick={() => (times > 1 ? location.reload() : again())}
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
  readonly children: ReactNode;
}

/** A part that breaks says so in its own place, and the rest goes on. */
export function PartBoundary({ onClose, children }: PartBoundaryProps) {
  return (
    <Boundary fallback={({ again, times }) => <PartBroken again={again} times={times} onClose={onClose} />}>
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
