import { Image as ImageIcon, Trash2 } from 'lucide-react';
import { type ChangeEvent, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { PICTURE_TYPES, type PictureProblem } from '../../media/picture/chosen-file.ts';
import { Button } from '../controls/button.tsx';
import { Alert } from '../standing/alert.tsx';
import styles from './picture-chooser.module.css';

interface PictureChooserProps {
  readonly hasOne: boolean;
  /** On the buttons: of two beside each other each says of what it is. */
  readonly words: { readonly choose: string; readonly other: string; readonly forget: string };
  /** What becomes of it, and who sees it. */
  readonly hint: string;
  readonly onTake: (file: File) => Promise<PictureProblem | null>;
  readonly onForget: () => void;
  /** None can be chosen now; the hint says why. */
  readonly disabled?: boolean;
}

/** A picture out of a file of one's own; gone with one press. */
export function PictureChooser({ hasOne, words, hint, onTake, onForget, disabled = false }: PictureChooserProps) {
  const { t } = useTranslation();
  const hintId = useId();
  const [problem, setProblem] = useState<PictureProblem | null>(null);
  const file = useRef<HTMLInputElement>(null);
  const take = async ({ currentTarget: input }: ChangeEvent<HTMLInputElement>) => {
    const [chosen] = input.files ?? [];
    if (!chosen) return;
    const found = await onTake(chosen);
    // The same file may be chosen again.
    input.value = '';
    setProblem(found);
  };
  const forget = () => {
    setProblem(null);
    onForget();
  };
  return (
    <div className={styles.chooser}>
      <p id={hintId}>{hint}</p>
      <div className={styles.buttons}>
        <Button
          size="small"
          icon={<ImageIcon size={18} aria-hidden />}
          aria-describedby={hintId}
          disabled={disabled}
          onClick={() => file.current?.click()}
        >
          {hasOne ? words.other : words.choose}
        </Button>
        {hasOne && (
          <Button size="small" look="quiet" icon={<Trash2 size={18} aria-hidden />} onClick={forget}>
            {words.forget}
          </Button>
        )}
      </div>
      <input
        ref={file}
        type="file"
        accept={PICTURE_TYPES.join()}
        aria-label={words.choose}
        hidden
        onChange={(event) => void take(event)}
      />
      <div role="alert">{problem && <Alert look="warn">{t(`devices.ownProblem.${problem}`)}</Alert>}</div>
    </div>
  );
}
