import { z } from 'zod';
import { type MeView, ORGANISER_ROLES } from '../../../../src/protocol/accounts/accounts.ts';
import { type Failure, failureOf } from '../../session/signaling.ts';
import type { Server } from './server.ts';

export const meSchema: z.ZodType<MeView> = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  role: z.enum(ORGANISER_ROLES),
  hasSecondFactor: z.boolean(),
  sendsMail: z.boolean(),
  organisation: z.object({ id: z.string(), name: z.string(), colour: z.string().nullable() }),
});

/** Who is signed in in this browser, as far as this page knows. */
export type Who =
  /** It is being asked, or could not be. */
  | { readonly is: 'unknown'; readonly why: Failure | null }
  | { readonly is: 'nobody' }
  | { readonly is: 'signed-in'; readonly me: MeView }
  /** They were, and their time is over or they have ended it elsewhere: what they were doing is still here. */
  | { readonly is: 'expired'; readonly me: MeView };

export class Account {
  readonly #listeners = new Set<() => void>();
  #who: Who = { is: 'unknown', why: null };

  getSnapshot = (): Who => this.#who;

  /** For whom this page is; null: nobody has come yet. */
  get meant(): string | null {
    return 'me' in this.#who ? this.#who.me.id : null;
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  async load(server: Pick<Server, 'ask'>): Promise<void> {
    try {
      const { me } = await server.ask('GET', '/api/me', { answer: z.object({ me: meSchema.nullable() }) });
      if (me !== null) this.signedIn(me);
      else if (this.#who.is === 'signed-in') this.expire();
      else if (this.#who.is === 'unknown') this.#set({ is: 'nobody' });
    } catch (error) {
      // What was known goes on.
      if (this.#who.is === 'unknown') this.#set({ is: 'unknown', why: failureOf(error) });
    }
  }

  /** Or something of them has changed. */
  signedIn(me: MeView): void {
    this.#set({ is: 'signed-in', me });
  }

  signedOut(): void {
    this.#set({ is: 'nobody' });
  }

  /** The server does not know them any more. */
  expire(): void {
    if (this.#who.is === 'signed-in') this.#set({ is: 'expired', me: this.#who.me });
    else if (this.#who.is === 'unknown') this.#set({ is: 'nobody' });
  }

  #set(who: Who): void {
    this.#who = who;
    for (const listener of this.#listeners) listener();
  }
}
