import { useEffect, useState } from 'react';
import { fetchDoor } from '../../features/door/door-info.ts';

/** What can be read out of a room that was just made; null: it has none, or it is not known yet. */
export function useRoomCode(roomId: string | null): string | null {
  const [code, setCode] = useState<string | null>(null);
  useEffect(() => {
    setCode(null);
    if (roomId === null) return;
    let isGone = false;
    void fetchDoor(roomId).then((door) => isGone || setCode(door?.code ?? null));
    return () => {
      isGone = true;
    };
  }, [roomId]);
  return code;
}
