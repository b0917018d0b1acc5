import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { MAX_LOBBY_TEXT_LENGTH } from '../../../../../src/protocol/limits.ts';
import type { ReceivedWord, WaitingPerson } from '../../../call/meeting/received.ts';
import { TextDialog } from '../../../ui/dialogs/text-dialog.tsx';
import { useMeeting } from '../../../ui/meeting.tsx';
import { Name } from '../../../ui/text/name.tsx';
import { nameText } from '../../../ui/text/name-text.ts';
import { Sentence } from '../../../ui/text/sentence.tsx';
import { Time } from '../../../ui/text/time.tsx';
import styles from './words.module.css';

interface WordsDialogProps {
  readonly entry: WaitingPerson;
  readonly onClose: () => void;
}

/** All that was said between the chair and one who waits, and one word more. */
export function WordsDialog({ entry, onClose }: WordsDialogProps) {
  const { t } = useTranslation();
  const meeting = useMeeting();
  const { words } = entry;
  const name = nameText(t, entry);
  const list = useRef<HTMLOListElement>(null);
  // The latest is what one answers to.
  // biome-ignore lint/correctness/useExhaustiveDependencies: with each word
  useEffect(() => {
    list.current?.scrollTo({ top: list.current.scrollHeight });
  }, [words]);
  return (
    <TextDialog
      title={<Sentence say={(keep) => t('people.messageName', { name: nameText(t, entry, keep) })} />}
      {...(entry.fromMarkedNetwork && { text: t('people.fromMarkedNetwork') })}
      before={
        words.length > 0 && (
          <ol ref={list} className={styles.words} aria-label={t('people.words', { name })} aria-live="polite">
            {words.map((word) => (
              <Word key={word.id} word={word} entry={entry} />
            ))}
          </ol>
        )
      }
      label={t('people.messageLabel')}
      confirm={t('people.messageSend')}
      maxLength={MAX_LOBBY_TEXT_LENGTH}
      onCancel={onClose}
      onConfirm={(text) => {
        onClose();
        void meeting.act('lobby:message', { participantId: entry.id, text });
      }}
    />
  );
}

function Word({ word: { text, at, by }, entry }: { readonly word: ReceivedWord; readonly entry: WaitingPerson }) {
  return (
    <li data-by={by === null ? 'waiting' : 'chair'}>
      <p className={styles.by}>
        <b>{by === null ? <Name of={entry} /> : <bdi translate="no">{by}</bdi>}</b> <Time at={at} />
      </p>
      <p dir="auto">{text}</p>
    </li>
  );
}

/** Who spoke last and what, in one line that is kept free for it: nothing moves when a word comes. */
export function LastWord({ entry }: { readonly entry: WaitingPerson }) {
  const { t } = useTranslation();
  const last = entry.words.at(-1);
  if (!last) return null;
  const { by, text } = last;
  return (
    <span className={styles.last} title={text} dir="auto">
      {by === null ? (
        t('people.said', { text })
      ) : (
        <Sentence say={(keep) => t('people.saidBy', { name: keep(by), text })} />
      )}
    </span>
  );
}
