import { useEffect, useState } from 'react';
import { I18nProvider } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { TableState } from '../../call/call-state.ts';
import { ChatPanel } from '../../features/chat/chat-panel.tsx';
import { ChatVoice } from '../../features/chat/chat-voice.tsx';
import { useChat } from '../../features/chat/use-chat.ts';
import { answerOffer } from '../../features/clinic/answer-offer.ts';
import { OfferedQuestion } from '../../features/clinic/offered-question.tsx';
import { CountdownVoice } from '../../features/ending/countdown-notices.tsx';
import { AskedQuestion } from '../../features/floor/asked-question.tsx';
import { Reactions } from '../../features/hands/reactions/reactions.tsx';
import { useKnockNotifier } from '../../features/lobby/chair/knock-notifications.ts';
import { PollVoice } from '../../features/polls/poll-voice.tsx';
import { PollsPanel } from '../../features/polls/polls-panel.tsx';
import { usePolls } from '../../features/polls/use-polls.ts';
import { ReservedVoice } from '../../features/reserved/reserved-notice.tsx';
import { ViewProvider } from '../../features/stage/view/use-view.tsx';
import { Bar } from '../bar/bar.tsx';
import type { PanelName } from '../bar/panel-toggles.tsx';
import { useSeenHeight } from '../layout/use-seen-height.ts';
import { NoticeColumn } from '../notices/notice-column.tsx';
import { useParts } from '../parts.tsx';
import { PeoplePanel } from '../people/people-panel.tsx';
import { PipStage } from '../pip/pip-stage.tsx';
import { PipProvider, usePip } from '../pip/use-pip.tsx';
import { Stage } from '../stage/stage.tsx';
import { PartBoundary, QuietBoundary } from '../standing/broken.tsx';
import { useMedia } from '../video/use-media.ts';
import styles from './table.module.css';
import { TableTop } from './table-top.tsx';
import { useStanding } from './use-standing.tsx';

/** Screens where a panel takes the place of the pictures. */
const SMALL = '(max-width: 900px), (max-height: 500px)';

/**
 * The meeting itself. Each part of it that draws or says something has a boundary of its own: pictures, microphone and
 * the way out stand, whatever else breaks.
 */
export default function Table({ table }: { readonly table: TableState }) {
  return (
    <ViewProvider led={table.room.led} selfId={table.self.participantId}>
      <PipProvider>
        <Parts table={table} />
      </PipProvider>
    </ViewProvider>
  );
}

function Parts({ table }: { readonly table: TableState }) {
  const { i18n } = useTranslation();
  const { call, local } = useParts();
  const { room, self } = table;
  const pip = usePip();
  const observing = self.role === 'observer';
  const [panel, setPanel] = useState<PanelName | null>(null);
  // The chair may switch the chat off while somebody writes.
  if (panel === 'chat' && !room.chat) setPanel(null);
  const chat = useChat(table, panel === 'chat');
  const polls = usePolls(table, panel === 'polls');
  const standing = useStanding(table, polls);
  // An open panel and a poll do not both have room there.
  const compact = useMedia(SMALL) && panel !== null;
  const toggle = (name: PanelName) => setPanel((open) => (open === name ? null : name));
  const close = () => setPanel(null);
  const readHere = () => {
    // Only while the press counts, and before what was pressed is gone.
    window.focus();
    pip.close();
    setPanel('chat');
  };
  useKnockNotifier(room.name);
  useSeenHeight();
  useEffect(() => {
    // Whoever only listens keeps no device open.
    if (observing) local.stop();
  }, [local, observing]);

  return (
    <I18nProvider locale={i18n.language}>
      <div className={styles.table}>
        <PartBoundary className={styles.top}>
          <TableTop
            table={table}
            panel={panel}
            standing={standing}
            compact={compact}
            onOpen={() => compact && close()}
          />
        </PartBoundary>
        <PartBoundary>
          <NoticeColumn standing={standing} table={table} hideKnocks={panel === 'people'} compact={compact} />
        </PartBoundary>
        <QuietBoundary next={table.chat}>
          <ChatVoice table={table} heard={chat.heard} />
        </QuietBoundary>
        <QuietBoundary next={table.polls}>
          <PollVoice polls={table.polls} heard={polls.heard} />
        </QuietBoundary>
        {room.closesAt !== null && (
          <QuietBoundary next={room.closesAt}>
            <CountdownVoice until={room.closesAt} text={room.closesForNext ? 'closing.forNext' : 'closing.banner'} />
          </QuietBoundary>
        )}
        {room.reserved !== null && room.closesAt === null && (
          <QuietBoundary next={room.reserved}>
            <ReservedVoice reserved={room.reserved} />
          </QuietBoundary>
        )}
        {room.restartsAt !== null && table.connection === 'connected' && (
          <QuietBoundary next={room.restartsAt}>
            <CountdownVoice until={room.restartsAt} text="restart.banner" />
          </QuietBoundary>
        )}
        <PartBoundary>
          {pip.window === null ? (
            <Stage table={table} />
          ) : (
            <PipStage
              table={table}
              standing={standing}
              window={pip.window}
              unread={room.chat ? chat.unread : 0}
              onRead={readHere}
            />
          )}
        </PartBoundary>
        <QuietBoundary next={table.reactions}>
          <Reactions table={table} />
        </QuietBoundary>
        {table.asked !== null && (
          <PartBoundary key={table.asked} onClose={() => call.seat.settle({ asked: null })}>
            <AskedQuestion table={table} source={table.asked} />
          </PartBoundary>
        )}
        {table.isOffered && (
          <PartBoundary onClose={() => answerOffer({ call, local }, false)}>
            <OfferedQuestion />
          </PartBoundary>
        )}
        {panel !== null && (
          <PartBoundary key={panel} onClose={close}>
            {panel === 'people' && <PeoplePanel table={table} onClose={close} />}
            {panel === 'chat' && <ChatPanel table={table} desk={chat} onClose={close} />}
            {panel === 'polls' && <PollsPanel table={table} onClose={close} />}
          </PartBoundary>
        )}
        <Bar table={table} panel={panel} onPanel={toggle} unread={chat.unread} pollWaits={polls.waits} />
      </div>
    </I18nProvider>
  );
}
