export { backUp } from './backup.ts';
export { DATABASE_FILE, type Database, openDatabase } from './database.ts';
export { inspectDatabase } from './inspect.ts';
export type { InviteRepository, NewInvite, StoredInvite } from './invite-repository.ts';
export { restore } from './restore.ts';
export type { NewRoom, RoomChanges } from './room-repository.ts';
export { StorageError } from './storage-error.ts';
