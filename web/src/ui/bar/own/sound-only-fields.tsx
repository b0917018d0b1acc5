import { useTranslation } from 'react-i18next';
import type { TableState } from '../../../call/call-state.ts';
import { lockedFor } from '../../../call/meeting/own-view.ts';
import { SwitchField } from '../../fields/field.tsx';
import { useLocalSources, useParts, useSettings } from '../../parts.tsx';

/** What saves a weak line, and data, in one place: the pictures of the others, and one's own. */
export function SoundOnlyFields({ table }: { readonly table: TableState }) {
  const { t } = useTranslation();
  const { local, settings } = useParts();
  const { soundOnly } = useSettings();
  const { camera } = useLocalSources();
  const mayShowCamera = table.self.role !== 'observer' && (camera.wanted || !lockedFor(table).camera);
  return (
    <>
      <SwitchField
        label={t('devices.soundOnly')}
        hint={t('devices.soundOnlyHint')}
        checked={soundOnly}
        onChange={(checked) => settings.update({ soundOnly: checked })}
      />
      {mayShowCamera && (
        <SwitchField
          label={t('soundOnly.camera')}
          hint={t('soundOnly.cameraHint')}
          checked={camera.wanted}
          onChange={(checked) => local.setWanted('camera', checked)}
        />
      )}
    </>
  );
}
