import type { Handlers } from './handler.ts';

export const attendanceHandlers: Handlers<'attendance:list'> = {
  'attendance:list': ({ attendance }, membership, command) => attendance.list(membership, command),
};
