import '@fontsource-variable/atkinson-hyperlegible-next/index.css';
import './ui/base.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { browserStorage } from './browser-storage.ts';
import { ConsoleCall } from './call/console/console-call.ts';
import { tellAttending } from './features/console/attending.ts';
import { learnRest, startI18n } from './i18n/index.ts';
import { Part } from './loading/part.ts';
import { SocketSignaling } from './session/connection/socket-signaling.ts';
import { CONSOLE_PATH, ConsoleMemory, parseConsoleLink } from './session/links/console-link.ts';
import { SettingsStore } from './settings.ts';
import { ConsoleApp } from './ui/console/console-app.tsx';
import { ConsoleProvider } from './ui/console/console-parts.tsx';

// The console's page: no camera, no microphone, nothing of the table's media.
const root = createRoot(document.getElementById('root') ?? document.body);
const link = parseConsoleLink(location.pathname + location.hash);
// The code must not stay where a shoulder or a history shows it.
if (location.pathname + location.hash !== CONSOLE_PATH) history.replaceState(null, '', CONSOLE_PATH);

const storage = browserStorage('localStorage');
const settings = new SettingsStore(storage);
const call = new ConsoleCall({ signaling: new SocketSignaling(), memory: new ConsoleMemory(storage), link });
await startI18n(settings.get().language);
await new Part({ load: learnRest }).load();
// Somebody scans a new code while this page is open: the browser changes only the fragment.
addEventListener('hashchange', () => parseConsoleLink(location.pathname + location.hash) && location.reload());
root.render(
  <StrictMode>
    <ConsoleProvider parts={{ call, settings }}>
      <ConsoleApp />
    </ConsoleProvider>
  </StrictMode>,
);
call.open();
tellAttending(window, () => {
  if (call.getSnapshot().place === 'desk') void call.request('console:attend', {}).catch(() => {});
});
