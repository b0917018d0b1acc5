import type { Outbox } from '../../mail/outbox.ts';
import type { NewMail } from '../../mail/ports.ts';

interface Prepared {
  readonly mail: Omit<NewMail, 'id'>;
}

/** What was prepared, with the mail as it goes. */
export type Posted<T extends Prepared> = Omit<T, 'mail'> & { readonly mail: NewMail };

/** Posts mails with what was prepared beside each: `keep` takes them in one step. Errors: as `Outbox.post` and `keep`. */
export async function postPrepared<T extends Prepared>(
  outbox: Outbox,
  prepared: readonly T[],
  keep: (posted: readonly Posted<T>[], maxWaiting: number) => Promise<void>,
): Promise<void> {
  await outbox.post(
    prepared.map(({ mail }) => mail),
    (mails, maxWaiting) => {
      // In the order in which they were prepared.
      const posted = mails.flatMap((mail, at) => {
        const beside = prepared[at];
        return beside === undefined ? [] : [{ ...beside, mail }];
      });
      return keep(posted, maxWaiting);
    },
  );
}
