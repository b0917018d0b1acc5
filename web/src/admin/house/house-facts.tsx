import { useTranslation } from 'react-i18next';
import type { OrganisationView } from '../../../../src/protocol/api/organisation.ts';
import { Facts } from '../parts/lists/facts.tsx';
import { Section } from '../parts/section.tsx';
import styles from './house.module.css';

/** For who may read it. */
export function HouseFacts({
  house: { name, senderName, colour, logo, federalState },
}: {
  readonly house: OrganisationView;
}) {
  const { t } = useTranslation();
  return (
    <Section title={t('admin.house.identity')}>
      <Facts
        facts={[
          [
            t('admin.house.name'),
            <bdi key="name" translate="no">
              {name}
            </bdi>,
          ],
          [
            t('admin.house.sender'),
            <bdi key="sender" translate="no">
              {senderName ?? name}
            </bdi>,
          ],
          ...(logo === null
            ? []
            : ([
                [
                  t('admin.house.logo'),
                  <img
                    key="logo"
                    className={styles.logo}
                    src={logo.path}
                    width={logo.width}
                    height={logo.height}
                    alt={t('admin.house.logoOf', { name })}
                  />,
                ],
              ] as const)),
          [
            t('admin.house.colour'),
            <span key="colour" className={styles.swatch} style={{ '--swatch': colour ?? undefined }} translate="no">
              {colour ?? t('admin.house.noColour')}
            </span>,
          ],
          [
            t('admin.house.state'),
            t(federalState === null ? 'admin.house.allStates' : `admin.house.states.${federalState}`),
          ],
        ]}
      />
    </Section>
  );
}
