import '@fontsource-variable/atkinson-hyperlegible-next/index.css';
import './ui/base.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { browserStorage } from './browser-storage.ts';
import { LateCall } from './call/late-call.ts';
import { restWhileCutOff } from './call/long-cut-off.ts';
import type { OpenMediaLink } from './call/media/ports.ts';
import { ServerClock } from './call/moments.ts';
import { DoorInfo, fetchDoor } from './features/door/door-info.ts';
import { leavePart } from './features/leaving/late-question.ts';
import { learnRest, preloadOther, startI18n } from './i18n/index.ts';
import { Part } from './loading/part.ts';
import { DeviceList } from './media/devices/devices.ts';
import { keepDevices } from './media/devices/keep-devices.ts';
import { LocalMedia } from './media/devices/local-media.ts';
import { tellOpened } from './session/links/opened-link.ts';
import { parseRoomLink, RoomMemory, roomPath } from './session/links/room-link.ts';
import { ownName } from './session/own-name.ts';
import { SettingsStore } from './settings.ts';
import { App } from './ui/app.tsx';
import { insidePart } from './ui/late-inside.ts';
import { tablePart } from './ui/late-table.ts';
import { PartsProvider } from './ui/parts.tsx';

const mediaPart = new Part({ load: () => import('./media/link/media-link.ts') });
const callPart = new Part({ load: () => import('./room-call.ts') });
const treatPart = new Part({ load: () => import('./media/treatment/treat-all.ts') });
const followPart = new Part({ load: () => import('./media/devices/follow-system.ts') });
const startPart = new Part({
  load: async () => {
    const [start] = await Promise.all([import('./ui/start/start.tsx'), learnRest()]);
    return start;
  },
});
const root = createRoot(document.getElementById('root') ?? document.body);
const settings = new SettingsStore(browserStorage('localStorage'));
const link = parseRoomLink(location);
if (link === null) await showStart();
else await showRoom(link.roomId, link.invite);
// Another link to the same room is followed while this page is open: the browser changes only the fragment.
addEventListener('hashchange', () => parseRoomLink(location)?.invite && location.reload());

async function showStart(): Promise<void> {
  await startI18n(settings.get().language);
  const { default: start } = await startPart.load();
  const lost = !/^\/*$/.test(location.pathname);
  const page = await start({ settings, lost, storage: browserStorage('sessionStorage') });
  root.render(<StrictMode>{page}</StrictMode>);
}

async function showRoom(roomId: string, invite: string | null): Promise<void> {
  const memory = new RoomMemory(browserStorage('sessionStorage'), roomId, browserStorage('localStorage'));
  if (invite !== null) {
    memory.invite = invite;
    tellOpened(roomId, invite);
  }
  // The secret must not stay where a screen share or a shoulder shows it, and a link that was mended is shown mended.
  const address = roomPath({ roomId, invite: null });
  if (location.pathname + location.hash !== address) history.replaceState(null, '', address);
  const local = new LocalMedia(settings);
  const call = new LateCall({
    load: async (isWished) => {
      const { roomCall } = await (isWished ? callPart.loadOrReload() : callPart.load());
      return (clock) => roomCall({ roomId, memory, local, openMedia, clock });
    },
    memory,
    clock: new ServerClock(),
  });
  // After a reload it leads straight back to the seat; else it comes with all that is not needed at the door.
  if (memory.resume !== null) callPart.preload();
  const door = new DoorInfo(() => fetchDoor(roomId));
  // The room's rule may change while this page lies behind others.
  const seen = () => {
    call.setPageHidden(document.hidden);
    if (!document.hidden) door.freshen();
  };
  seen();
  document.addEventListener('visibilitychange', seen);
  const followSettings = () => call.setSoundOnly(settings.get().soundOnly);
  followSettings();
  settings.subscribe(followSettings);
  await Promise.all([door.refresh(), startI18n(settings.get().language)]);
  call.subscribe(() => call.getSnapshot().place === 'left' && local.stop());
  const devices = new DeviceList();
  keepDevices({ local, devices, call });
  restWhileCutOff({ call, local });
  call.open(ownName({ settings, memory }, door.getSnapshot().pseudonyms));
  addEventListener('pagehide', () => call.pageGoes());
  root.render(
    <StrictMode>
      <PartsProvider parts={{ roomId, call, memory, local, devices, settings, door }}>
        <App />
      </PartsProvider>
    </StrictMode>,
  );
  // Whoever is in is not changed by what the room wishes of those who come.
  const followRoom = () => call.getSnapshot().place === 'door' && door.getSnapshot().blurred && local.blur();
  followRoom();
  door.subscribe(followRoom);
  void local.start();
  // The rest of the program comes while one types one's name.
  mediaPart.load().then(
    (media) => media.prepareDevice(),
    // It is asked for again on entering.
    () => {},
  );
  treatPart.load().then(
    ({ treatAll }) => treatAll(local, settings, browserStorage('localStorage')),
    // Sound goes out as it is captured, and so does a picture whose background nobody wants hidden.
    () => {
      const refuse = () => settings.get().background === 'none' || local.refuse('camera', 'unsupported');
      refuse();
      settings.subscribe(refuse);
    },
  );
  followPart.load().then(
    ({ followSystem }) => followSystem({ local, devices, call }),
    // A button opens what the system gives after all.
    () => {},
  );
  insidePart.preload();
  tablePart.preload();
  leavePart.preload();
  preloadOther();
}

function openMedia(options: Parameters<OpenMediaLink>[0]): ReturnType<OpenMediaLink> {
  return mediaPart.load().then((module) => module.openMediaLink(options));
}
