import { useTranslation } from 'react-i18next';
import { PortraitField } from '../portrait/portrait-field.tsx';
import { DeviceFields } from './device-fields.tsx';
import styles from './door-fields.module.css';

/** What one may choose before one goes in. */
export default function DoorFields() {
  const { t } = useTranslation();
  return (
    <DeviceFields>
      <fieldset className={styles.portrait}>
        <legend>{t('portrait.title')}</legend>
        <PortraitField />
      </fieldset>
    </DeviceFields>
  );
}
