import { ArrowRight } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { RoomView } from '../../../../../src/protocol/api/rooms/rooms.ts';
import { Button } from '../../../ui/controls/button.tsx';
import { useAdmin, useMe } from '../../admin-parts.tsx';
import { FailureAlert } from '../../parts/answers/failure.tsx';
import { roomsApi } from '../../server/rooms-api.ts';
import { useDoing } from '../../server/use-doing.ts';

/** The link is used at once, and once; who takes longer at the door makes another. */
const LINK_MS = 60 * 60_000;

/** As its chair, by a link that is for this step alone. */
export function EnterRoom({ room }: { readonly room: RoomView }) {
  const { t } = useTranslation();
  const { server } = useAdmin();
  const { name } = useMe();
  const { isBusy, failure, run } = useDoing();
  const enter = () => {
    const expiresAt = new Date(Date.now() + LINK_MS).toISOString();
    const invite = { role: 'moderator', label: name, maxUses: 1, expiresAt } as const;
    void run(
      () => roomsApi(server).invite(room.id, invite),
      ({ link }) => location.assign(link),
    );
  };
  return (
    <div>
      <Button look="primary" busy={isBusy} icon={<ArrowRight size={20} aria-hidden />} onClick={enter}>
        {t('admin.live.enter')}
      </Button>
      <FailureAlert failure={failure} />
    </div>
  );
}
