import { createContext, type ReactNode, useContext, useSyncExternalStore } from 'react';
import type { MeView } from '../../../src/protocol/accounts/accounts.ts';
import type { SettingsStore } from '../settings.ts';
import type { Router } from './router/router.ts';
import type { Account, Who } from './server/account.ts';
import type { Server } from './server/server.ts';

/** What the organisers' pages are made of; built once in admin.tsx. */
export interface AdminParts {
  readonly settings: SettingsStore;
  readonly router: Router;
  readonly account: Account;
  readonly server: Server;
}

const PartsContext = createContext<AdminParts | null>(null);

export function AdminPartsProvider({ parts, children }: { readonly parts: AdminParts; readonly children: ReactNode }) {
  return <PartsContext value={parts}>{children}</PartsContext>;
}

export function useAdmin(): AdminParts {
  const parts = useContext(PartsContext);
  if (parts === null) throw new Error('rendered outside of AdminPartsProvider');
  return parts;
}

export function useWho(): Who {
  const { account } = useAdmin();
  return useSyncExternalStore(account.subscribe, account.getSnapshot);
}

const MeContext = createContext<MeView | null>(null);

export function MeProvider({ me, children }: { readonly me: MeView; readonly children: ReactNode }) {
  return <MeContext value={me}>{children}</MeContext>;
}

/** Who is at these pages. */
export function useMe(): MeView {
  const me = useContext(MeContext);
  if (me === null) throw new Error('rendered outside of MeProvider');
  return me;
}
