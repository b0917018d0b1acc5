import { useCallback, useEffect, useState } from 'react';
import { z } from 'zod';
import type { PasswordLinkView } from '../../../../src/protocol/accounts/accounts.ts';
import { secretSchema } from '../../../../src/protocol/base/fields.ts';
import { type Failure, failureOf } from '../../session/signaling.ts';
import { useAdmin } from '../admin-parts.tsx';

const linkSchema = z.object({
  for: z.object({ name: z.string(), email: z.string(), organisation: z.string() }),
}) satisfies z.ZodType<{ for: PasswordLinkView }>;

type Link =
  | { readonly is: 'loading' }
  | { readonly is: 'there'; readonly secret: string; readonly holder: PasswordLinkView }
  | { readonly is: 'failed'; readonly why: Failure; readonly again: () => void };

/** The link by which a password is set, and for whom it is. It stays in the address until then: loaded again, the page knows it. */
export function useLink(): Link {
  const { server, router } = useAdmin();
  const [secret] = useState(() => secretSchema.safeParse(secretIn(router.fragment)).data ?? null);
  const [link, setLink] = useState<Link>({ is: 'loading' });
  const [turn, setTurn] = useState(0);
  const again = useCallback(() => setTurn((before) => before + 1), []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked anew with each turn
  useEffect(() => {
    if (secret === null) return setLink({ is: 'failed', why: { code: 'LINK_INVALID' }, again });
    const gone = new AbortController();
    setLink({ is: 'loading' });
    server.ask('POST', '/api/password-link', { body: { secret }, answer: linkSchema, signal: gone.signal }).then(
      ({ for: holder }) => !gone.signal.aborted && setLink({ is: 'there', secret, holder }),
      (error) => !gone.signal.aborted && setLink({ is: 'failed', why: failureOf(error), again }),
    );
    return () => gone.abort();
  }, [server, secret, again, turn]);
  return link;
}

/** As it may have come out of a mail. */
export function secretIn(fragment: string): string {
  return new URLSearchParams(fragment).get('link') ?? '';
}
