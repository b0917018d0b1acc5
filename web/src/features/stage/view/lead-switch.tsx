import { useTranslation } from 'react-i18next';
import { RemoteSwitch } from '../../../ui/controls/remote-fields.tsx';
import { useMeeting } from '../../../ui/meeting.tsx';
import { useView } from './use-view.tsx';

/** The chair's view for all. Who is pinned and which screen is chosen follows from the stage. */
export function LeadSwitch() {
  const { t } = useTranslation();
  const meeting = useMeeting();
  const { wish, isLeading } = useView();
  const { layout, strip } = wish;
  return (
    <RemoteSwitch
      label={t('led.lead')}
      hint={t('led.leadHint')}
      checked={isLeading}
      onChange={(wanted) =>
        meeting.act('view:lead', { view: wanted ? { layout, strip, pinned: [], screen: null } : null })
      }
    />
  );
}
