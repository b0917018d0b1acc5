import { expect, test } from 'vitest';
import { afterSending } from '../../../../../web/src/features/chat/composer/draft.ts';

test('what was changed while a message was under way stays: whom the next is for, and what was typed of it', () => {
  expect(afterSending({ text: 'Guten Morgen', to: 'chair' }, 'Guten Morgen')).toEqual({ text: '', to: 'chair' });
  expect(afterSending({ text: 'Guten Morgen und', to: 'all' }, 'Guten Morgen').text).toBe('und');
  expect(afterSending({ text: 'etwas anderes', to: 'all' }, 'Guten Morgen').text).toBe('etwas anderes');
});
