import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { MAX_ORGANISATION_NAME_LENGTH } from '../../../../src/protocol/accounts/accounts.ts';
import type { OrganisationView } from '../../../../src/protocol/api/organisation.ts';
import { Button } from '../../ui/controls/button.tsx';
import { TextField } from '../../ui/fields/field.tsx';
import { useAdmin, useMe } from '../admin-parts.tsx';
import { FailureAlert } from '../parts/answers/failure.tsx';
import { Saved } from '../parts/answers/saved.tsx';
import form from '../parts/form.module.css';
import { Form } from '../parts/form.tsx';
import { Section } from '../parts/section.tsx';
import { Unsaved } from '../parts/unsaved.tsx';
import { AdmissionFields, TableFields } from '../room-settings/settings-fields.tsx';
import { houseApi } from '../server/house-api.ts';
import { useDoing } from '../server/use-doing.ts';
import { ColourField } from './colour-field.tsx';
import { changesOf, draftOf, type HouseProblem } from './house-draft.ts';
import { StateField } from './state-field.tsx';

interface HouseFormProps {
  readonly house: OrganisationView;
  readonly onSaved: (house: OrganisationView) => void;
}

/** What the house is called, looks like, and sets its new rooms to. */
export function HouseForm({ house, onSaved }: HouseFormProps) {
  const { t } = useTranslation();
  const { server, account } = useAdmin();
  const me = useMe();
  const { isBusy, failure, run } = useDoing();
  const [before, setBefore] = useState(() => draftOf(house));
  const [draft, setDraft] = useState(before);
  const [problem, setProblem] = useState<HouseProblem | null>(null);
  const [isSaved, setSaved] = useState(false);
  const change = (patch: Partial<typeof draft>) => {
    setDraft({ ...draft, ...patch });
    setProblem(null);
    setSaved(false);
  };
  const submit = () => {
    const changes = changesOf(draft, before);
    if (typeof changes === 'string') return setProblem(changes);
    if (Object.keys(changes).length === 0) return setSaved(true);
    void run(
      () => houseApi(server).change(changes),
      (saved) => {
        const { name, colour } = saved;
        account.signedIn({ ...me, organisation: { ...me.organisation, name, colour } });
        setBefore(draftOf(saved));
        setDraft(draftOf(saved));
        setSaved(true);
        onSaved(saved);
      },
    );
  };
  return (
    <Form look="sections" onSubmit={submit}>
      <Section title={t('admin.house.identity')}>
        <TextField
          label={t('admin.house.name')}
          name="house-name"
          value={draft.name}
          onChange={(event) => change({ name: event.currentTarget.value })}
          autoComplete="off"
          maxLength={MAX_ORGANISATION_NAME_LENGTH}
          required
          error={problem === 'nameMissing' ? t('admin.person.nameMissing') : null}
        />
        <TextField
          label={t('admin.house.sender')}
          hint={t('admin.house.senderHint')}
          name="sender-name"
          value={draft.senderName}
          onChange={(event) => change({ senderName: event.currentTarget.value })}
          autoComplete="off"
          maxLength={MAX_ORGANISATION_NAME_LENGTH}
        />
        <ColourField
          isRefused={problem === 'colourFaint' || problem === 'noColour'}
          value={draft.colour}
          onChange={(colour) => change({ colour })}
        />
        <StateField value={draft.federalState} onChange={(federalState) => change({ federalState })} />
      </Section>
      <Section title={t('admin.house.defaults')} lead={t('admin.house.defaultsLead')}>
        <AdmissionFields draft={draft.defaults} onChange={(defaults) => change({ defaults })} />
        <TableFields
          draft={draft.defaults}
          onChange={(defaults) => change({ defaults })}
          problem={problem === 'seatsInvalid' || problem === 'daysInvalid' ? problem : null}
        />
      </Section>
      <FailureAlert failure={failure} />
      <div className={form.buttons}>
        <Button type="submit" look="primary" busy={isBusy}>
          {t('admin.save')}
        </Button>
        <Saved isShown={isSaved} />
      </div>
      <Unsaved isUnsaved={JSON.stringify(draft) !== JSON.stringify(before)} />
    </Form>
  );
}
