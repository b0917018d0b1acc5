import { Ellipsis } from 'lucide-react';
import { useState } from 'react';
import { Menu, MenuTrigger, Popover, Button as PressButton } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { OrganiserView } from '../../../../src/protocol/api/organisers.ts';
import { Confirm } from '../../ui/dialogs/dialog.tsx';
import menu from '../../ui/dialogs/menu.module.css';
import { Item } from '../../ui/dialogs/menu.tsx';
import { Sentence } from '../../ui/text/sentence.tsx';
import { useMe } from '../admin-parts.tsx';
import { FailureAlert } from '../parts/answers/failure.tsx';
import form from '../parts/form.module.css';
import { Badge, Row } from '../parts/lists/rows.tsx';
import type { ShownLink } from './link-dialog.tsx';
import { LinkMail } from './link-mail.tsx';
import styles from './people.module.css';
import { type AskedDeed, deedsFor, isAsked } from './person-deeds.ts';
import { usePersonDeeds } from './use-person-deeds.ts';

interface PersonRowProps {
  readonly person: OrganiserView;
  readonly onChanged: () => void;
  readonly onLink: (link: ShownLink) => void;
}

/** Somebody with an account, and what an admin may do with it. */
export function PersonRow({ person, onChanged, onLink }: PersonRowProps) {
  const { t } = useTranslation();
  const me = useMe();
  const [mailed, setMailed] = useState(0);
  const { failure, perform } = usePersonDeeds(person, {
    onChanged,
    onLink,
    onMailed: () => setMailed((count) => count + 1),
  });
  const [asked, setAsked] = useState<AskedDeed | null>(null);
  const { name, email, role, isDisabled, hasPassword, hasSecondFactor } = person;
  const deeds = deedsFor(person, me);
  return (
    <Row
      title={<bdi translate="no">{name}</bdi>}
      badge={
        <>
          {person.id === me.id && <Badge look="accent">{t('common.you')}</Badge>}
          {role === 'admin' && <Badge>{t('admin.people.admin')}</Badge>}
          {isDisabled && <Badge look="warn">{t('admin.people.disabled')}</Badge>}
          {!hasPassword && !isDisabled && <Badge look="warn">{t('admin.people.invited')}</Badge>}
          {hasSecondFactor && <Badge look="good">{t('admin.secondFactor.title')}</Badge>}
        </>
      }
      detail={<bdi translate="no">{email}</bdi>}
      action={
        deeds.length > 0 && (
          <MenuTrigger>
            <PressButton className={styles.more ?? ''} aria-label={t('admin.people.actions', { name })}>
              <Ellipsis size={22} aria-hidden />
            </PressButton>
            <Popover className={menu.popover ?? ''} placement="bottom end">
              <Menu className={menu.menu ?? ''} aria-label={t('admin.people.actions', { name })}>
                {deeds.map(({ deed, Icon }) => (
                  <Item
                    key={deed}
                    icon={<Icon size={20} aria-hidden />}
                    danger={deed === 'delete'}
                    onAction={() => (isAsked(deed) ? setAsked(deed) : perform(deed))}
                  >
                    {t(`admin.people.do.${deed}`)}
                  </Item>
                ))}
              </Menu>
            </Popover>
          </MenuTrigger>
        )
      }
    >
      <FailureAlert failure={failure} />
      <div role="status" className={form.said}>
        {mailed > 0 && <LinkMail key={mailed} person={person} />}
      </div>
      {asked !== null && (
        <Confirm
          title={<Sentence say={(keep) => t(`admin.people.ask.${asked}.title`, { name: keep(name) })} />}
          text={<Sentence say={(keep) => t(`admin.people.ask.${asked}.text`, { email: keep(email) })} />}
          confirm={t(`admin.people.do.${asked}`)}
          onConfirm={() => {
            setAsked(null);
            perform(asked);
          }}
          onCancel={() => setAsked(null)}
        />
      )}
    </Row>
  );
}
