import { useTranslation } from 'react-i18next';
import { isRefused } from '../../devices/show-plain.tsx';
import {
  failureTextOf,
  SHOWN_SOURCES,
  type ShownSource,
  useCaptureFailures,
  useSaidBefore,
} from '../../hooks/use-capture-failures.ts';
import { useNoticeBoard } from '../../notices/use-board.tsx';

const keyOf = (source: ShownSource) => `capture-${source}`;

export interface CaptureTrouble {
  readonly source: ShownSource;
  readonly key: string;
  readonly text: string;
  /** What is behind somebody could not be hidden. */
  readonly isRefused: boolean;
}

/** Why a device that was wanted is not there, each in a sentence of its own, shown again with every press that fails. */
export function useCaptureNotices(): readonly CaptureTrouble[] {
  const { t } = useTranslation();
  const board = useNoticeBoard();
  const captures = useCaptureFailures((source) => board.reopen(keyOf(source)));
  const isSaidBefore = useSaidBefore(captures);
  return SHOWN_SOURCES.flatMap((source) => {
    const text = failureTextOf(source, captures[source]);
    // What was said at the door already needs no second time.
    if (text === null || isSaidBefore(source)) return [];
    return [{ source, key: keyOf(source), text: t(text), isRefused: isRefused(captures[source]) }];
  });
}
