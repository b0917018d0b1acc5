import { useTranslation } from 'react-i18next';
import { LinkButton } from '../parts/link-button.tsx';
import { Section } from '../parts/section.tsx';
import { paths } from '../router/places.ts';

/** On the house's page: the way to what is kept of it. */
export function KeptSection() {
  const { t } = useTranslation();
  return (
    <Section title={t('admin.kept.title')} lead={t('admin.kept.sectionLead')}>
      <div>
        <LinkButton to={paths.kept}>{t('admin.kept.show')}</LinkButton>
      </div>
    </Section>
  );
}
