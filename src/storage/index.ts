export { DATABASE_FILE, type Database, openDatabase } from './database.ts';
export type { InviteRefusal, InviteRepository, NewInvite, Redemption, StoredInvite } from './invite-repository.ts';
export type { NewRoom, RoomChanges, RoomRepository } from './room-repository.ts';
export { StorageError } from './storage-error.ts';
