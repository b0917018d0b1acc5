import { AudioLines, Mic, Video, Volume2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { canChooseSpeaker, type DeviceChoice } from '../../media/devices/devices.ts';
import type { LocalSource, UsedDevice } from '../../media/devices/local/local-source.ts';
import { SOUND_WISHES, type SoundWish } from '../../settings.ts';
import { Button } from '../controls/button.tsx';
import { SelectField, SwitchField } from '../fields/field.tsx';
import { useDevices, useLocalSources, useParts, useSettings } from '../parts.tsx';
import { playChime } from '../standing/chime.ts';
import { BackgroundField } from './background-field.tsx';
import styles from './device-fields.module.css';
import { soundHint } from './sound-hint.ts';

interface DeviceFieldsProps {
  /** What belongs to them in this place alone. */
  readonly children?: React.ReactNode;
}

/** Which camera, microphone and speaker to use, and how picture and sound are treated. */
export function DeviceFields({ children }: DeviceFieldsProps) {
  const { t } = useTranslation();
  const { local, settings } = useParts();
  const { cameras, speakers } = useDevices();
  const { cameraId, speakerId, sound, soundOnly } = useSettings();
  const { microphone, camera } = useLocalSources();
  return (
    <div className={styles.fields}>
      <DeviceSelect
        label={t('devices.camera')}
        icon={<Video size={18} aria-hidden />}
        devices={cameras}
        chosen={cameraId}
        used={usedBy(camera)}
        none={t('devices.noCamera')}
        unnamed={(number) => t('devices.unnamedCamera', { number })}
        onChoose={(id) => {
          settings.update({ cameraId: id });
          local.retake('camera');
        }}
      />
      <BackgroundField />
      <MicrophoneField />
      <SelectField
        label={t('devices.sound')}
        icon={<AudioLines size={18} aria-hidden />}
        hint={t(`devices.${soundHint(sound, microphone)}`)}
        value={sound}
        onChange={(event) => {
          const wish = event.currentTarget.value as SoundWish;
          settings.update({ sound: wish });
          // What is done to a voice changes while it is captured; music is captured another way.
          if (sound === 'original' || wish === 'original') local.reprocess();
        }}
      >
        {SOUND_WISHES.map((wish) => (
          <option key={wish} value={wish}>
            {t(`devices.${wish}`)}
          </option>
        ))}
      </SelectField>
      {canChooseSpeaker() && (
        <DeviceSelect
          label={t('devices.speaker')}
          icon={<Volume2 size={18} aria-hidden />}
          devices={speakers}
          chosen={speakerId}
          none={t('devices.default')}
          unnamed={(number) => t('devices.unnamedSpeaker', { number })}
          onChoose={(id) => settings.update({ speakerId: id })}
        />
      )}
      <Button size="small" icon={<AudioLines size={18} aria-hidden />} onClick={() => playChime('test', speakerId)}>
        {t('devices.testSpeaker')}
      </Button>
      <SwitchField
        label={t('devices.soundOnly')}
        hint={t('devices.soundOnlyHint')}
        checked={soundOnly}
        onChange={(checked) => settings.update({ soundOnly: checked })}
      />
      {children}
    </div>
  );
}

/** Which microphone to use. */
export function MicrophoneField() {
  const { t } = useTranslation();
  const { local, settings } = useParts();
  const { microphones } = useDevices();
  return (
    <DeviceSelect
      label={t('devices.microphone')}
      icon={<Mic size={18} aria-hidden />}
      devices={microphones}
      chosen={useSettings().microphoneId}
      used={usedBy(useLocalSources().microphone)}
      none={t('devices.noMicrophone')}
      unnamed={(number) => t('devices.unnamedMicrophone', { number })}
      onChoose={(id) => {
        settings.update({ microphoneId: id });
        local.retake('microphone');
      }}
    />
  );
}

function usedBy({ capture }: LocalSource): UsedDevice | null {
  return capture.is === 'live' ? capture.device : null;
}

interface DeviceSelectProps {
  readonly label: string;
  readonly icon: React.ReactNode;
  readonly devices: readonly DeviceChoice[];
  readonly chosen: string | null;
  /** What is used now, which may be another than was chosen. */
  readonly used?: UsedDevice | null;
  readonly none: string;
  readonly unnamed: (number: number) => string;
  readonly onChoose: (id: string | null) => void;
}

function DeviceSelect({ label, icon, devices, chosen, used = null, none, unnamed, onChoose }: DeviceSelectProps) {
  const { t } = useTranslation();
  // Chromium lists the system's choice twice: as itself and as 'default'.
  const listed = devices.filter(({ id }) => id !== 'default' && id !== 'communications');
  const shown = used?.id || chosen;
  const value = listed.some(({ id }) => id === shown) && (chosen !== null || used === null) ? (shown ?? '') : '';
  const standard = used !== null && value === '' && used.label !== '' ? ` (${used.label})` : '';
  return (
    <SelectField
      label={label}
      icon={icon}
      value={value}
      disabled={listed.length === 0}
      onChange={(event) => onChoose(event.currentTarget.value || null)}
    >
      <option value="">{listed.length === 0 ? none : `${t('devices.default')}${standard}`}</option>
      {listed.map((device, index) => (
        <option key={device.id} value={device.id} translate={device.label ? 'no' : undefined}>
          {device.label || unnamed(index + 1)}
        </option>
      ))}
    </SelectField>
  );
}
