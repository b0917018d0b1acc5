import { useTranslation } from 'react-i18next';
import type { OrganiserView } from '../../../../src/protocol/api/organisers.ts';
import { useAdmin } from '../admin-parts.tsx';
import { organisersApi } from '../server/organisers-api.ts';
import { useDoing } from '../server/use-doing.ts';
import type { ShownLink } from './link-dialog.tsx';
import type { PersonDeed } from './person-deeds.ts';

interface Reports {
  readonly onChanged: () => void;
  /** One is on its way. */
  readonly onMailed: () => void;
  readonly onLink: (link: ShownLink) => void;
}

/** Does what was chosen for somebody's account. */
export function usePersonDeeds({ id, name }: OrganiserView, { onChanged, onMailed, onLink }: Reports) {
  const { server } = useAdmin();
  const { i18n } = useTranslation();
  const { failure, run } = useDoing();
  const api = organisersApi(server);
  const perform = (deed: PersonDeed): void => {
    switch (deed) {
      case 'mailLink':
        return void run(() => api.mailLink(id, i18n.language === 'en' ? 'en' : 'de'), onMailed);
      case 'newLink':
        return void run(
          () => api.newLink(id),
          ({ link, linkExpiresAt }) => onLink({ name, link, until: linkExpiresAt }),
        );
      case 'makeAdmin':
        return void run(() => api.change(id, { role: 'admin' }), onChanged);
      case 'makeOrganiser':
        return void run(() => api.change(id, { role: 'organiser' }), onChanged);
      case 'disable':
        return void run(() => api.change(id, { isDisabled: true }), onChanged);
      case 'enable':
        return void run(() => api.change(id, { isDisabled: false }), onChanged);
      case 'removeSecondFactor':
        return void run(() => api.removeSecondFactor(id), onChanged);
      case 'delete':
        return void run(() => api.delete(id), onChanged);
    }
  };
  return { failure, perform };
}
