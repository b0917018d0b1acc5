import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newPublicId, newRoomId, Passwords, secrets } from '../../../src/auth/index.ts';
import type { LobbyMode } from '../../../src/protocol/index.ts';
import { openDatabase } from '../../../src/storage/index.ts';
import { mountDisk, unmountDisk } from '../../helpers/disk.ts';
import { storedRoom } from '../../helpers/meetings/rooms.ts';
import { atExit } from './at-exit.ts';
import { Child } from './child.ts';
import { type Call, callerOf } from './rpc.ts';
import type { ProbeMethods } from './server-probe.ts';

const ROOM_NAME = 'Lasttest';
const ROOM_PASSWORD = 'zwölf Stühle und ein Tisch';

const READY = /is ready: (\S+)/;
const ON_FREE_PORTS = { PORT: '0', HOST: '127.0.0.1', MEDIA_PORT: '0', MEDIA_HOST: '127.0.0.1' };

function settingsAt(address: string) {
  return {
    PORT: '3000',
    HOST: address,
    MEDIA_PORT: '40000',
    MEDIA_HOST: address,
    PUBLIC_URL: `http://${address}:3000`,
  };
}

export interface RoomAccess {
  readonly url: string;
  readonly roomId: string;
  readonly password: string;
  /** Opens the room any number of times. */
  readonly moderatorInvite: string;
}

interface RoomOptions {
  readonly maxParticipants: number;
  readonly lobby?: LobbyMode;
  /** Names of those who are expected. */
  readonly plan?: readonly string[];
}

interface StartOptions extends RoomOptions {
  /** What clients say of their address in `X-Forwarded-For` is believed, as behind a proxy on this machine. */
  readonly behindProxy?: boolean;
  readonly workers?: number;
  /** Its data are on a disk of their own of this size, which takes root. */
  readonly diskMegabytes?: number;
  /** How many more rooms. */
  readonly moreRooms?: number;
  /** In a network of its own, at the usual ports of this address. */
  readonly place?: { readonly namespace: string; readonly address: string };
}

/** The product as it is started: `node src/main.ts` with a database of its own, which holds two rooms with a password. */
export class TafelrundeServer {
  readonly room: RoomAccess;
  /** For people who have nothing to do with what goes on in the first. */
  readonly otherRoom: RoomAccess;
  readonly moreRooms: readonly RoomAccess[];
  readonly dataDir: string;
  readonly probe: Call<ProbeMethods>;
  readonly #start: () => Child;
  readonly #removeData: () => void;
  #child: Child;

  private constructor(
    [child, start]: readonly [Child, () => Child],
    [room, otherRoom, ...moreRooms]: readonly [RoomAccess, RoomAccess, ...RoomAccess[]],
    data: { readonly dir: string; remove(): void },
  ) {
    this.#child = child;
    this.#start = start;
    this.room = room;
    this.otherRoom = otherRoom;
    this.moreRooms = moreRooms;
    this.dataDir = data.dir;
    this.#removeData = () => data.remove();
    this.probe = callerOf<ProbeMethods>(child.process);
  }

  static async start({
    maxParticipants,
    lobby = 'off',
    plan = [],
    behindProxy = false,
    workers = 1,
    moreRooms = 0,
    diskMegabytes,
    place,
  }: StartOptions): Promise<TafelrundeServer> {
    const dataDir = mkdtempSync(join(tmpdir(), 'tafelrunde-bench-'));
    if (diskMegabytes !== undefined && !mountDisk(dataDir, diskMegabytes)) throw new Error('no disk could be mounted');
    const removeData = () => {
      if (diskMegabytes !== undefined) unmountDisk(dataDir);
      rmSync(dataDir, { recursive: true, force: true });
    };
    const forget = atExit(removeData);
    const access = await createRoom(dataDir, { maxParticipants, lobby, plan });
    const otherAccess = await createRoom(dataDir, { maxParticipants, lobby: 'off', plan: [] });
    const more: Awaited<ReturnType<typeof createRoom>>[] = [];
    for (let room = 0; room < moreRooms; room += 1) {
      more.push(await createRoom(dataDir, { maxParticipants, lobby: 'off', plan: [] }));
    }
    const start = () =>
      new Child({
        script: 'src/main.ts',
        nodeOptions: ['--expose-gc', '--import', join(import.meta.dirname, 'server-probe.ts')],
        env: {
          WORKERS: `${workers}`,
          DATA_DIR: dataDir,
          LOG_LEVEL: 'warn',
          ...(place ? settingsAt(place.address) : ON_FREE_PORTS),
          ...(behindProxy ? { TRUST_PROXY: '127.0.0.1' } : {}),
        },
        ...(place ? { namespace: place.namespace } : {}),
      });
    const child = start();
    const url = await child.printed(READY);
    const rooms = [{ url, ...access }, { url, ...otherAccess }, ...more.map((access) => ({ url, ...access }))] as const;
    const remove = () => {
      removeData();
      forget();
    };
    return new TafelrundeServer([child, start], rooms, { dir: dataDir, remove });
  }

  get pid(): number {
    return this.#child.pid;
  }

  /** As when the power fails, and the machine starts again; it needs a place with ports of its own. */
  async crashAndRestart(): Promise<void> {
    await this.#child.crash();
    this.#child = this.#start();
    await this.#child.printed(READY);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#child.stop();
    this.#removeData();
  }
}

async function createRoom(
  dataDir: string,
  { maxParticipants, lobby, plan }: Required<RoomOptions>,
): Promise<Omit<RoomAccess, 'url'>> {
  const [database, passwords] = await Promise.all([openDatabase({ dataDir }), Passwords.create()]);
  const { createdAt: _, updatedAt: __, ...room } = storedRoom({ name: ROOM_NAME, maxParticipants, lobby });
  const { id } = await database.rooms.create({
    ...room,
    id: newRoomId(ROOM_NAME),
    passwordHash: await passwords.hash(ROOM_PASSWORD),
  });
  const seats = plan.map((seat) => ({ id: newPublicId(), name: seat }));
  await database.plans.exchangePlan(id, () => true, { seats, quorum: null });
  const { secret, hash } = secrets.create();
  await database.invites.create({
    id: newPublicId(),
    roomId: id,
    role: 'moderator',
    secretHash: hash,
    label: null,
    maxUses: null,
    expiresAt: null,
    trusted: false,
    seatId: null,
  });
  await database.close();
  return { roomId: id, password: ROOM_PASSWORD, moderatorInvite: secret };
}
