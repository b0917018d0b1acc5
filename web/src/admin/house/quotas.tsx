import { useTranslation } from 'react-i18next';
import type { OrganisationView } from '../../../../src/protocol/api/organisation.ts';
import { Facts } from '../parts/lists/facts.tsx';
import { Section } from '../parts/section.tsx';

/** How much the house may have; set by who runs the server. */
export function Quotas({ house: { maxRooms, maxSeats } }: { readonly house: OrganisationView }) {
  const { t, i18n } = useTranslation();
  const number = new Intl.NumberFormat(i18n.language);
  const said = (most: number | null) => (most === null ? t('admin.house.unlimited') : number.format(most));
  return (
    <Section title={t('admin.house.quotas')} lead={t('admin.house.quotasLead')}>
      <Facts
        facts={[
          [t('admin.house.maxRooms'), said(maxRooms)],
          [t('admin.house.maxSeats'), said(maxSeats)],
        ]}
      />
    </Section>
  );
}
