import { useId } from 'react';
import { cx } from '../layout/cx.ts';
import { VisuallyHidden } from '../layout/visually-hidden.tsx';
import styles from './radio-choice.module.css';

interface RadioChoiceProps<V extends string | number> {
  readonly legend: string;
  readonly hideLegend?: boolean;
  readonly options: readonly { readonly value: V; readonly label: string }[];
  readonly value: V | null;
  readonly onChange: (value: V) => void;
  /** Beside each other, for few and short ones; in columns all are of one width. */
  readonly look?: 'list' | 'row' | 'columns';
  readonly disabled?: boolean;
}

/** One of several. */
export function RadioChoice<V extends string | number>(props: RadioChoiceProps<V>) {
  const { legend, hideLegend, options, value, onChange, look = 'list', disabled } = props;
  const name = useId();
  return (
    <fieldset className={cx(styles.choice, styles[look])} disabled={disabled}>
      <legend className={cx(styles.legend, hideLegend && styles.hiddenLegend)}>
        {hideLegend ? <VisuallyHidden>{legend}</VisuallyHidden> : legend}
      </legend>
      {options.map((option) => (
        <label key={option.value} className={styles.option}>
          <input type="radio" name={name} checked={option.value === value} onChange={() => onChange(option.value)} />
          <span dir="auto">{option.label}</span>
        </label>
      ))}
    </fieldset>
  );
}
