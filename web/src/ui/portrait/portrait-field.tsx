import { useTranslation } from 'react-i18next';
import { shownAmong } from '../../media/portrait/own-portrait.ts';
import { CheckField } from '../fields/field.tsx';
import { PictureChooser } from '../fields/picture-chooser.tsx';
import { useDoorView } from '../parts.tsx';
import styles from './portrait-field.module.css';
import { useOwnPortrait } from './use-own-portrait.ts';

interface PortraitFieldProps {
  /** The chair has taken one away: none is shown in this meeting. */
  readonly isBarred?: boolean;
}

/** By what picture one is shown while one's camera is off. */
export function PortraitField({ isBarred = false }: PortraitFieldProps) {
  const { t } = useTranslation();
  const { pseudonyms = false } = useDoorView();
  const [own, portraits] = useOwnPortrait();
  const address = shownAmong(portraits, { pseudonyms });
  const hints = [
    t(isBarred ? 'portrait.barred' : 'portrait.hint'),
    pseudonyms && !isBarred && t('portrait.pseudonyms'),
  ].filter((hint) => hint !== false);
  return (
    <div className={styles.portrait}>
      {address !== null && <img src={address} alt={t('portrait.own')} width={64} height={64} />}
      <div className={styles.choice}>
        <PictureChooser
          hasOne={address !== null}
          words={{ choose: t('portrait.choose'), other: t('portrait.other'), forget: t('portrait.forget') }}
          hint={hints.join(' ')}
          disabled={isBarred}
          onTake={(file) => own.take(file, { pseudonyms })}
          onForget={() => own.forget({ pseudonyms })}
        />
        {address !== null && !pseudonyms && (
          <CheckField
            label={t('portrait.remember')}
            checked={portraits.here === null}
            onChange={(isWanted) => own.remember(isWanted)}
          />
        )}
      </div>
    </div>
  );
}
