import { Plus, X } from 'lucide-react';
import { type RefObject, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { cleanLine, isVisible } from '../../../../../src/protocol/base/text.ts';
import {
  MAX_POLL_OPTION_LENGTH,
  MAX_POLL_OPTIONS,
  MAX_POLL_QUESTION_LENGTH,
  MIN_POLL_OPTIONS,
} from '../../../../../src/protocol/limits.ts';
import { type Failure, failureOf } from '../../../session/signaling.ts';
import { Button } from '../../../ui/controls/button.tsx';
import { TextField } from '../../../ui/fields/field.tsx';
import { RadioChoice } from '../../../ui/fields/radio-choice.tsx';
import { useFailureText } from '../../../ui/hooks/use-failure-text.ts';
import { useMeeting } from '../../../ui/meeting.tsx';
import { Alert } from '../../../ui/standing/alert.tsx';
import styles from './poll-form.module.css';

type Problem =
  | { readonly is: 'no-question' | 'few-options' | 'twin-options' }
  | { readonly is: 'failed'; failure: Failure };

/** A new poll, from the table or from a console. It is open to everyone as soon as it is sent. */
export function PollForm({ onDone }: { readonly onDone: () => void }) {
  const meeting = useMeeting();
  const { t } = useTranslation();
  const failureText = useFailureText();
  const form = useRef<HTMLFormElement>(null);
  const [question, setQuestion] = useState('');
  const [preset, setPreset] = useState<'yes-no' | 'own'>('yes-no');
  const [own, setOwn] = useState<readonly OwnOption[]>(() => [newOption(), newOption()]);
  const [secrecy, setSecrecy] = useState<'open' | 'secret'>('open');
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);

  const submit = async () => {
    const texts = own.map(({ text }) => cleanLine(text)).filter(isVisible);
    const options = preset === 'own' ? texts : [t('poll.yes'), t('poll.no'), t('poll.abstain')];
    const found = problemOf(question, options);
    setProblem(found && { is: found });
    if (found) return focusFirstOf(form, found);
    setBusy(true);
    try {
      await meeting.request('poll:open', { question, options, secret: secrecy === 'secret' });
      onDone();
    } catch (error) {
      setProblem({ is: 'failed', failure: failureOf(error) });
      setBusy(false);
    }
  };
  return (
    <form
      ref={form}
      className={styles.form}
      aria-label={t('poll.new')}
      noValidate
      // The panel closes by Escape; what is being written must not be lost by a key pressed in passing.
      onKeyDown={(event) => event.key === 'Escape' && event.stopPropagation()}
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy) void submit();
      }}
    >
      <TextField
        label={t('poll.question')}
        name="question"
        autoFocus
        maxLength={MAX_POLL_QUESTION_LENGTH}
        value={question}
        onChange={(event) => setQuestion(event.currentTarget.value)}
        error={problem?.is === 'no-question' ? t('poll.noQuestion') : null}
        autoComplete="off"
      />
      <RadioChoice
        legend={t('poll.options')}
        options={[
          { value: 'yes-no', label: `${t('poll.yes')} / ${t('poll.no')} / ${t('poll.abstain')}` },
          { value: 'own', label: t('poll.ownOptions') },
        ]}
        value={preset}
        onChange={setPreset}
      />
      {preset === 'own' && <OwnOptions options={own} onChange={setOwn} problem={problem?.is ?? null} />}
      <RadioChoice
        legend={t('poll.kind')}
        options={[
          { value: 'open', label: t('poll.kindOpen') },
          { value: 'secret', label: t('poll.kindSecret') },
        ]}
        value={secrecy}
        onChange={setSecrecy}
      />
      {problem?.is === 'failed' && (
        <Alert look="danger" role="alert">
          {problem.failure.code === 'INVALID_STATE' ? t('poll.oneAtATime') : failureText(problem.failure)}
        </Alert>
      )}
      <div className={styles.end}>
        <Button size="small" onClick={onDone}>
          {t('common.cancel')}
        </Button>
        <Button type="submit" size="small" look="primary" busy={busy}>
          {t('poll.start')}
        </Button>
      </div>
    </form>
  );
}

interface OwnOption {
  readonly key: string;
  readonly text: string;
}

let optionsMade = 0;
const newOption = (): OwnOption => ({ key: `option-${++optionsMade}`, text: '' });

interface OwnOptionsProps {
  readonly options: readonly OwnOption[];
  readonly onChange: (options: readonly OwnOption[]) => void;
  readonly problem: Problem['is'] | null;
}

function OwnOptions({ options, onChange, problem }: OwnOptionsProps) {
  const { t } = useTranslation();
  const list = useRef<HTMLDivElement>(null);
  const error =
    problem === 'few-options' ? t('poll.fewOptions') : problem === 'twin-options' ? t('poll.twinOptions') : null;
  const remove = (index: number) => {
    onChange(options.filter((_, other) => other !== index));
    // The field that had the button is gone; the one before it is next to it.
    list.current?.querySelectorAll('input')[Math.max(0, index - 1)]?.focus();
  };
  return (
    <div ref={list} className={styles.options}>
      {options.map(({ key, text }, index) => (
        <TextField
          key={key}
          label={t('poll.option', { number: index + 1 })}
          name="option"
          maxLength={MAX_POLL_OPTION_LENGTH}
          value={text}
          autoComplete="off"
          error={index === 0 ? error : null}
          onChange={(event) => {
            const changed = event.currentTarget.value;
            onChange(options.map((one) => (one.key === key ? { key, text: changed } : one)));
          }}
          action={
            options.length > MIN_POLL_OPTIONS && (
              <button
                type="button"
                className={styles.remove}
                aria-label={t('poll.removeOption', { number: index + 1 })}
                onClick={() => remove(index)}
              >
                <X size={20} aria-hidden />
              </button>
            )
          }
        />
      ))}
      {options.length < MAX_POLL_OPTIONS && (
        <Button size="small" icon={<Plus size={18} aria-hidden />} onClick={() => onChange([...options, newOption()])}>
          {t('poll.addOption')}
        </Button>
      )}
    </div>
  );
}

function problemOf(
  question: string,
  options: readonly string[],
): 'no-question' | 'few-options' | 'twin-options' | null {
  if (!isVisible(question)) return 'no-question';
  if (options.length < MIN_POLL_OPTIONS) return 'few-options';
  return new Set(options).size < options.length ? 'twin-options' : null;
}

function focusFirstOf(form: RefObject<HTMLFormElement | null>, problem: ReturnType<typeof problemOf>): void {
  const name = problem === 'no-question' ? 'question' : 'option';
  form.current?.querySelector<HTMLInputElement>(`input[name="${name}"]`)?.focus();
}
