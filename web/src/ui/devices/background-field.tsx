import { Image as ImageIcon, Trash2 } from 'lucide-react';
import { type ChangeEvent, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { browserStorage } from '../../browser-storage.ts';
import { OwnPicture, PICTURE_TYPES, type PictureProblem } from '../../media/picture/own-picture.ts';
import { goesOnHidden } from '../../media/picture/picture-ways.ts';
import { BACKGROUNDS, type BackgroundWish } from '../../settings.ts';
import { Button } from '../controls/button.tsx';
import { SelectField } from '../fields/field.tsx';
import { useLocalSources, useParts, useSettings } from '../parts.tsx';
import { Alert } from '../standing/alert.tsx';
import styles from './background-field.module.css';

/** What others see behind somebody. */
export function BackgroundField() {
  const { t } = useTranslation();
  const { local, settings } = useParts();
  const { background } = useSettings();
  // Told again when what treats pictures has come.
  useLocalSources();
  const isPlain = background === 'none';
  const hint = [
    t(isPlain ? 'devices.backgroundPlain' : 'devices.backgroundHint'),
    !isPlain && !goesOnHidden() && t('devices.backgroundStill'),
  ];
  return (
    <>
      <SelectField
        label={t('devices.background')}
        icon={<ImageIcon size={18} aria-hidden />}
        hint={hint.filter(Boolean).join(' ')}
        value={background}
        disabled={!local.treats('camera')}
        onChange={(event) => settings.update({ background: event.currentTarget.value as BackgroundWish })}
      >
        {BACKGROUNDS.map((wish) => (
          <option key={wish} value={wish}>
            {t(`devices.backgrounds.${wish}`)}
          </option>
        ))}
      </SelectField>
      {background === 'own' && <OwnPictureField />}
    </>
  );
}

/** A picture of one's own, which stays in this browser. */
function OwnPictureField() {
  const { t } = useTranslation();
  const { settings } = useParts();
  const own = useMemo(() => new OwnPicture(browserStorage('localStorage')), []);
  const [problem, setProblem] = useState<PictureProblem | null>(null);
  const file = useRef<HTMLInputElement>(null);
  const hasOne = own.key !== null;
  const take = async ({ currentTarget: input }: ChangeEvent<HTMLInputElement>) => {
    const [chosen] = input.files ?? [];
    if (!chosen) return;
    const found = await own.take(chosen);
    // The same file may be chosen again.
    input.value = '';
    setProblem(found);
    if (found === null) settings.update({ background: 'own' });
  };
  const forget = () => {
    own.forget();
    setProblem(null);
    settings.update({ background: 'strong' });
  };
  return (
    <div className={styles.own}>
      <p id="own-picture-hint">{t(hasOne ? 'devices.ownKept' : 'devices.ownNone')}</p>
      <div className={styles.buttons}>
        <Button
          size="small"
          icon={<ImageIcon size={18} aria-hidden />}
          aria-describedby="own-picture-hint"
          onClick={() => file.current?.click()}
        >
          {t(hasOne ? 'devices.ownOther' : 'devices.ownChoose')}
        </Button>
        {hasOne && (
          <Button size="small" look="quiet" icon={<Trash2 size={18} aria-hidden />} onClick={forget}>
            {t('devices.ownForget')}
          </Button>
        )}
      </div>
      <input
        ref={file}
        type="file"
        accept={PICTURE_TYPES.join()}
        aria-label={t('devices.ownChoose')}
        hidden
        onChange={(event) => void take(event)}
      />
      <div role="alert">{problem && <Alert look="warn">{t(`devices.ownProblem.${problem}`)}</Alert>}</div>
    </div>
  );
}
