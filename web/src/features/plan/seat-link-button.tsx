import { Check, Link2 } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SeatView } from '../../../../src/protocol/index.ts';
import { roomPath } from '../../session/links/room-link.ts';
import { failureOf } from '../../session/signaling.ts';
import { Button } from '../../ui/controls/button.tsx';
import { CopyLink } from '../../ui/controls/links/copy-link.tsx';
import { copyText } from '../../ui/controls/links/copy-text.ts';
import { Dialog } from '../../ui/dialogs/dialog.tsx';
import { useFailureText } from '../../ui/hooks/use-failure-text.ts';
import { useMeeting } from '../../ui/meeting.tsx';
import { announce } from '../../ui/standing/announcer.tsx';
import { Sentence } from '../../ui/text/sentence.tsx';

/** How long the button says that it has copied. */
const COPIED_MS = 4_000;

interface SeatLinkButtonProps {
  readonly seat: SeatView;
  readonly roomId: string;
}

/** Makes an empty chair's own link and copies it; where the browser forbids that, it is shown. */
export function SeatLinkButton({ seat, roomId }: SeatLinkButtonProps) {
  const { t } = useTranslation();
  const failureText = useFailureText();
  const meeting = useMeeting();
  const [state, setState] = useState<'idle' | 'busy' | 'copied'>('idle');
  const [shown, setShown] = useState<{ link: string } | { failure: string } | null>(null);
  const { id: seatId, name } = seat;
  useEffect(() => {
    if (state !== 'copied') return;
    const timer = setTimeout(() => setState('idle'), COPIED_MS);
    return () => clearTimeout(timer);
  }, [state]);

  const make = async () => {
    setState('busy');
    try {
      const { secret } = await meeting.request('plan:invite', { seatId });
      const link = location.origin + roomPath({ roomId, invite: secret });
      const copied = await copyText(link);
      setState(copied ? 'copied' : 'idle');
      if (copied) announce(t('plan.copied', { name }));
      else setShown({ link });
    } catch (error) {
      setState('idle');
      setShown({ failure: failureText(failureOf(error)) });
    }
  };
  return (
    <>
      <Button
        size="small"
        busy={state === 'busy'}
        icon={state === 'copied' ? <Check size={18} aria-hidden /> : <Link2 size={18} aria-hidden />}
        aria-label={t('plan.copyLinkFor', { name })}
        title={t('plan.linkText')}
        onClick={() => void make()}
      >
        <span>{t(state === 'copied' ? 'plan.linkCopied' : 'plan.copyLink')}</span>
      </Button>
      {shown && (
        <Dialog
          title={<Sentence say={(keep) => t('plan.linkTitle', { name: keep(name) })} />}
          onClose={() => setShown(null)}
        >
          {'failure' in shown ? (
            <p role="alert">{shown.failure}</p>
          ) : (
            <CopyLink link={shown.link} hint={t('plan.linkText')} initially="refused" />
          )}
        </Dialog>
      )}
    </>
  );
}
