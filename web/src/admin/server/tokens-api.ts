import { API_PATH } from '../../../../src/protocol/api/base.ts';
import { madeTokenSchema, type NewToken, tokenPageSchema } from '../../../../src/protocol/api/tokens.ts';
import { allPages } from './all-pages.ts';
import { nothing, type Server } from './server.ts';

const TOKENS = `${API_PATH}/tokens`;

/** By what one's own programs come in. */
export function tokensApi(server: Pick<Server, 'ask'>) {
  return {
    list: (signal: AbortSignal) => allPages(server, TOKENS, tokenPageSchema, signal),
    make: (body: NewToken) => server.ask('POST', TOKENS, { body, answer: madeTokenSchema }),
    revoke: (tokenId: string) => server.ask('DELETE', `${TOKENS}/${tokenId}`, { answer: nothing }),
  };
}
