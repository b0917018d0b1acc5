import type { AttendanceList, CommandInput } from '../../../../src/protocol/index.ts';

type Ask = (name: 'attendance:list', page: CommandInput<'attendance:list'>) => Promise<AttendanceList>;

/** All of its pages; the first is there always. Errors: RequestError. */
export async function askForAttendance(ask: Ask): Promise<readonly [AttendanceList, ...AttendanceList[]]> {
  const first = await ask('attendance:list', {});
  const others: AttendanceList[] = [];
  for (let { next } = first; next !== null; ) {
    const page = await ask('attendance:list', { after: next });
    others.push(page);
    next = page.next;
  }
  return [first, ...others];
}
