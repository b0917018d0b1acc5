import '@fontsource-variable/atkinson-hyperlegible-next/index.css';
import './ui/base.css';
// Before any schema is made.
import './admin/server/without-eval.ts';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { AdminApp } from './admin/admin-app.tsx';
import { Router } from './admin/router/router.ts';
import { Account } from './admin/server/account.ts';
import { Server } from './admin/server/server.ts';
import { browserStorage } from './browser-storage.ts';
import { learnAdmin, startI18n } from './i18n/index.ts';
import { Part } from './loading/part.ts';
import { SettingsStore } from './settings.ts';

// The organisers' pages.
const root = createRoot(document.getElementById('root') ?? document.body);
const settings = new SettingsStore(browserStorage('localStorage'));
const router = new Router({ history, location, events: window });
const account = new Account();
const server = new Server({ onSignedOut: () => account.expire(), meant: () => account.meant });
await startI18n(settings.get().language);
await Promise.all([new Part({ load: learnAdmin }).load(), account.load(server)]);
root.render(
  <StrictMode>
    <AdminApp parts={{ settings, router, account, server }} />
  </StrictMode>,
);
