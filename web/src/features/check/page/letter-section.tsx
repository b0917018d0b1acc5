import { Printer } from 'lucide-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../ui/controls/button.tsx';
import { CopyButton, CopyOutcome, useCopying } from '../../../ui/controls/links/copying.tsx';
import { type LetterBlock, letterOf, letterText } from '../letter.ts';
import { type Ended, useReport } from './ended.ts';
import styles from './letter.module.css';

/** For whoever runs the network: to print, to keep as PDF, or to put into a mail. */
export function LetterSection({ state }: { readonly state: Ended }) {
  const { t, i18n } = useTranslation();
  const { report, verdict } = useReport(state);
  const { places, ways } = state;
  const code = state.phase === 'done' && state.keeping.is === 'kept' ? state.keeping.code : null;
  const [date] = useState(() => new Date());
  const { copying, copy } = useCopying();
  const letter = useMemo(
    () =>
      letterOf(t, {
        host: location.host,
        date,
        language: i18n.language,
        report,
        verdict,
        ways: ways.map(({ way }) => way),
        places,
        code,
      }),
    [t, i18n.language, date, report, verdict, ways, places, code],
  );
  return (
    <section className={styles.section} aria-labelledby="letter-title">
      <div className={styles.screen}>
        <h2 id="letter-title">{t('check.letter.title')}</h2>
        <p>{t('check.letter.lead')}</p>
        <div className={styles.actions}>
          <Button size="small" icon={<Printer size={18} aria-hidden />} onClick={() => window.print()}>
            {t('check.letter.print')}
          </Button>
          <CopyButton copying={copying} label={t('check.letter.copy')} onPress={() => void copy(letterText(letter))} />
        </div>
        <CopyOutcome copying={copying} copied={t('check.letter.copied')} refused={t('check.letter.refused')} />
      </div>
      <article className={styles.letter} data-letter>
        <h3>{letter.subject}</h3>
        {letter.blocks.map((block, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a letter's parts stay in their order
          <Block key={index} block={block} />
        ))}
      </article>
    </section>
  );
}

function Block({ block }: { readonly block: LetterBlock }) {
  switch (block.is) {
    case 'heading':
      return <h4>{block.text}</h4>;
    case 'text':
      return <p>{block.text}</p>;
    case 'table':
      return <Table head={block.head} rows={block.rows} />;
  }
}

function Table({ head, rows }: { readonly head: readonly string[]; readonly rows: readonly (readonly string[])[] }) {
  return (
    <table>
      <thead>
        <tr>
          {head.map((name) => (
            <th key={name} scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.join(' ')}>
            {row.map((cell, index) => (
              // On a narrow screen each stands under the other, with its column's name before it.
              <td key={head[index]} data-column={head[index]}>
                {cell}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
