import { useTranslation } from 'react-i18next';
import type { KeptKindView } from '../../../../src/protocol/api/kept-data.ts';
import { Facts } from '../parts/lists/facts.tsx';
import { useDates } from '../parts/use-dates.ts';
import styles from './kept.module.css';

/** One kind of what is kept: what, for what, until when, and how much of it there is now. */
export function KeptKind({ kind }: { readonly kind: KeptKindView }) {
  const { t, i18n } = useTranslation();
  const now = useNow(kind.counts);
  const language = i18n.language === 'en' ? 'en' : 'de';
  return (
    <li className={styles.kind}>
      <h2>{kind.name[language]}</h2>
      <p>{kind.what[language]}</p>
      <Facts
        facts={[
          [t('admin.kept.why'), kind.why[language]],
          [t('admin.kept.until'), kind.until[language]],
          ...(now === null ? [] : ([[t('admin.kept.now'), now]] as const)),
        ]}
      />
    </li>
  );
}

/** Null: it is said elsewhere. */
function useNow(counts: KeptKindView['counts']): string | null {
  const { t } = useTranslation();
  const { day } = useDates();
  if (counts === null) return t('admin.kept.shared');
  if (counts.length === 0) return null;
  const count = counts.reduce((sum, { rows }) => sum + rows, 0);
  if (count === 0) return t('admin.kept.nothing');
  const [oldest] = counts.flatMap((each) => each.oldest ?? []).sort();
  return oldest === undefined
    ? t('admin.kept.entries', { count })
    : t('admin.kept.entriesSince', { count, day: day(oldest) });
}
