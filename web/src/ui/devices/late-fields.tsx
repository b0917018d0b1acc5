import { ChevronDown, Settings2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { learnRest } from '../../i18n/index.ts';
import { Part } from '../../loading/part.ts';
import { usePart } from '../../loading/use-part.ts';
import { Button } from '../controls/button.tsx';
import { Spinner } from '../standing/spinner.tsx';
import styles from './late-fields.module.css';

const fieldsPart = new Part({
  load: async () => {
    const [fields] = await Promise.all([import('./door-fields.tsx'), learnRest()]);
    return fields;
  },
});

/** The choice of devices behind a fold: it comes once the door is there. */
export function LateFields() {
  const { t } = useTranslation();
  const fields = usePart(fieldsPart);
  return (
    <details className={styles.details}>
      <summary>
        <Settings2 size={20} aria-hidden />
        {t('devices.summary')}
        <ChevronDown size={20} className={styles.chevron} aria-hidden />
      </summary>
      {fields.is === 'there' ? (
        <fields.part.default />
      ) : fields.is === 'lost' ? (
        <Button onClick={fields.again}>{t('broken.again')}</Button>
      ) : (
        <Spinner />
      )}
    </details>
  );
}
