import { createContext, type ReactNode, useContext, useSyncExternalStore } from 'react';
import type { DoorView, House } from '../../../src/protocol/door.ts';
import type { Call } from '../call/call.ts';
import type { CallState } from '../call/call-state.ts';
import type { DoorInfo } from '../features/door/door-info.ts';
import type { DeviceList, Devices } from '../media/devices/devices.ts';
import type { LocalSources } from '../media/devices/local/local-source.ts';
import type { LocalMedia } from '../media/devices/local-media.ts';
import type { RoomMemory } from '../session/links/room-link.ts';
import type { Settings, SettingsStore } from '../settings.ts';
import { MeetingProvider } from './meeting.tsx';

/** What the page is made of; built once in main.tsx. */
export interface Parts {
  readonly roomId: string;
  readonly call: Pick<Call, keyof Call>;
  readonly memory: RoomMemory;
  readonly local: LocalMedia;
  readonly devices: DeviceList;
  readonly settings: SettingsStore;
  readonly door: DoorInfo;
}

const PartsContext = createContext<Parts | null>(null);

export function PartsProvider({ parts, children }: { readonly parts: Parts; readonly children: ReactNode }) {
  return (
    <PartsContext value={parts}>
      <MeetingProvider meeting={parts.call}>{children}</MeetingProvider>
    </PartsContext>
  );
}

export function useParts(): Parts {
  const parts = useContext(PartsContext);
  if (parts === null) throw new Error('rendered outside of PartsProvider');
  return parts;
}

export function useCallState(): CallState {
  const { call } = useParts();
  return useSyncExternalStore(call.subscribe, call.getSnapshot);
}

/** What the room's door has told last. */
export function useDoorView(): DoorView {
  const { door } = useParts();
  return useSyncExternalStore(door.subscribe, door.getSnapshot);
}

export function usePasswordNeed(): DoorView['password'] {
  return useDoorView().password;
}

/** Whose room it is; null: nobody's but the operator's. */
export function useHouse(): House | null {
  return useDoorView().house;
}

export function useLocalSources(): LocalSources {
  const { local } = useParts();
  return useSyncExternalStore(local.subscribe, local.getSnapshot);
}

export function useDevices(): Devices {
  const { devices } = useParts();
  return useSyncExternalStore(devices.subscribe, devices.getSnapshot);
}

export function useSettings(): Settings {
  const { settings } = useParts();
  return useSyncExternalStore(settings.subscribe, settings.get);
}
