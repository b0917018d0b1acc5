import { CircleCheck, CircleX, TriangleAlert } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CheckVerdict } from '../../../../../src/protocol/media/check-report.ts';
import { cx } from '../../../ui/layout/cx.ts';
import { useSaid } from '../../../ui/standing/announcer.tsx';
import type { Keeping } from '../check-state.ts';
import { readableCode } from '../letter.ts';
import styles from './check.module.css';
import { type Ended, useReport } from './ended.ts';

const LOOKS = { well: 'good', weak: 'fair', sound: 'fair', no: 'bad' } as const;
const ICONS = { good: CircleCheck, fair: TriangleAlert, bad: CircleX };

/** What the rows mean, and what can be done about it. */
export function CheckResult({ state }: { readonly state: Ended }) {
  const { t } = useTranslation();
  const { report, verdict } = useReport(state);
  const isReached = state.phase === 'done';
  const heading = useRef<HTMLHeadingElement>(null);
  const words = useVerdictWords(verdict, { isReached, isQuiet: report.microphone === 'silent' });
  const first = words[0] ?? '';
  const [isElsewhere, setElsewhere] = useState(false);
  useEffect(() => {
    // Whoever is at a row's button just now is not carried away from there. The focus has it read, or else the announcer.
    if (document.activeElement?.closest('[data-check]')) return setElsewhere(true);
    heading.current?.scrollIntoView({ block: 'start' });
    heading.current?.focus();
  }, []);
  useSaid(isElsewhere ? first : null);
  const look = isReached ? LOOKS[verdict.takingPart] : 'bad';
  const Icon = ICONS[look];
  const keeping: Keeping = state.phase === 'done' ? state.keeping : { is: 'failed' };
  return (
    <section
      className={cx(styles.result, styles[look])}
      data-verdict={isReached ? verdict.takingPart : 'unreachable'}
      data-way={verdict.way ?? ''}
      data-findings={verdict.network.join(' ')}
      aria-label={t('check.verdict.title')}
    >
      <Icon size={36} aria-hidden />
      <div>
        <h2 ref={heading} tabIndex={-1}>
          {first}
        </h2>
        {words.slice(1).map((text) => (
          <p key={text}>{text}</p>
        ))}
        {isReached && <Code keeping={keeping} />}
      </div>
    </section>
  );
}

/** The sentence that matters, then what to know and to do. */
function useVerdictWords(
  { takingPart, way, network, devices }: CheckVerdict,
  { isReached, isQuiet }: { readonly isReached: boolean; readonly isQuiet: boolean },
): readonly string[] {
  const { t } = useTranslation();
  if (!isReached) return [t('check.verdict.unreachable'), t('check.finding.unreachable')];
  const byWay = way === null ? '' : t(`check.byWay.${way}`);
  return [
    t(`check.verdict.${takingPart}`, { way: byWay }),
    ...(isQuiet ? [t('check.quiet')] : []),
    ...devices.map((device) => t(`check.broken.${device}`)),
    ...network.map((finding) => t(`check.finding.${finding}`)),
  ];
}

function Code({ keeping }: { readonly keeping: Keeping }) {
  const { t } = useTranslation();
  return (
    <div className={styles.code} role="status">
      {keeping.is === 'kept' && (
        <>
          <span>{t('check.code.label')}</span>
          <strong data-check-code={keeping.code} translate="no">
            {readableCode(keeping.code)}
          </strong>
          <small>{t('check.code.hint')}</small>
        </>
      )}
      {keeping.is === 'failed' && <small>{t('check.code.failed')}</small>}
      {(keeping.is === 'waiting' || keeping.is === 'running') && <small>{t('check.code.waiting')}</small>}
    </div>
  );
}
