import type { ChatAudience } from '../../../../../src/protocol/index.ts';

/** A message that is being written. */
export interface Draft {
  readonly text: string;
  readonly to: ChatAudience;
}

/** The draft as it is now, without what was sent of it. */
export function afterSending(draft: Draft, sent: string): Draft {
  return { ...draft, text: draft.text.startsWith(sent) ? draft.text.slice(sent.length).trimStart() : draft.text };
}
