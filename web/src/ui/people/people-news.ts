import type { TFunction } from 'i18next';
import type { RoomView } from '../../../../src/protocol/index.ts';
import type { TableState } from '../../call/call-state.ts';

/** What waits for the chair behind 'People', counted and in words; null: nothing, or nothing for this person. */
export function peopleNews(
  t: TFunction,
  { lobby, room: { hands }, self }: Pick<TableState, 'lobby' | 'self'> & { readonly room: Pick<RoomView, 'hands'> },
): { readonly count: number; readonly text: string } | null {
  const raised = self.isChairing ? hands.length : 0;
  const count = lobby.length + raised;
  if (count === 0) return null;
  const text = [
    lobby.length > 0 && t('bar.waiting', { count: lobby.length }),
    raised > 0 && t('hands.count', { count: raised }),
  ];
  return { count, text: text.filter((part) => part !== false).join(', ') };
}
