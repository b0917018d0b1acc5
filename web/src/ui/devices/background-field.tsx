import { Image as ImageIcon } from 'lucide-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { browserStorage } from '../../browser-storage.ts';
import { OwnPicture } from '../../media/picture/own-picture.ts';
import { goesOnHidden } from '../../media/picture/picture-ways.ts';
import { BACKGROUNDS, type BackgroundWish } from '../../settings.ts';
import { SelectField } from '../fields/field.tsx';
import { PictureChooser } from '../fields/picture-chooser.tsx';
import { useLocalSources, useParts, useSettings } from '../parts.tsx';

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
  const hasOne = own.key !== null;
  const take = async (file: File) => {
    const problem = await own.take(file);
    if (problem === null) settings.update({ background: 'own' });
    return problem;
  };
  const forget = () => {
    own.forget();
    settings.update({ background: 'strong' });
  };
  return (
    <PictureChooser
      hasOne={hasOne}
      words={{ choose: t('devices.ownChoose'), other: t('devices.ownOther'), forget: t('devices.ownForget') }}
      hint={t(hasOne ? 'devices.ownKept' : 'devices.ownNone')}
      onTake={take}
      onForget={forget}
    />
  );
}
