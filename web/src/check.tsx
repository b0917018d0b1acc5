import '@fontsource-variable/atkinson-hyperlegible-next/index.css';
import './ui/base.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { browserStorage } from './browser-storage.ts';
import { browserOf } from './features/check/browser-of.ts';
import { CheckRun } from './features/check/check-run.ts';
import { doorOf } from './features/check/door-of.ts';
import { CheckApp } from './features/check/page/check-app.tsx';
import { learnCheck, startI18n } from './i18n/index.ts';
import { Part } from './loading/part.ts';
import { checkMedia } from './media/check-media.ts';
import { prepareDevice } from './media/link/prepared-device.ts';
import { SocketSignaling } from './session/connection/socket-signaling.ts';
import { SettingsStore } from './settings.ts';

// The page on which one checks one's connection, with no room.
const root = createRoot(document.getElementById('root') ?? document.body);
const settings = new SettingsStore(browserStorage('localStorage'));
const check = new CheckRun({
  signaling: new SocketSignaling(),
  media: checkMedia(settings),
  browser: browserOf(navigator.userAgent),
});
await startI18n(settings.get().language);
await new Part({ load: learnCheck }).load();
addEventListener('pagehide', () => check.close());
// From the browser's memory of pages it comes back without what it had opened.
addEventListener('pageshow', ({ persisted }) => persisted && location.reload());
root.render(
  <StrictMode>
    <CheckApp check={check} settings={settings} door={doorOf(location.hash)} />
  </StrictMode>,
);
prepareDevice();
