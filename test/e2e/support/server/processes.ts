import { readdirSync, readFileSync, readlinkSync, statSync } from 'node:fs';

/** Children, their children and so on. */
export function descendantsOf(pid: number): readonly number[] {
  const children = readdirSync(`/proc/${pid}/task`).flatMap((task) =>
    readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8').trim().split(' ').filter(Boolean).map(Number),
  );
  return children.flatMap((child) => [child, ...descendantsOf(child)]);
}

/** The media workers of a server, which may be this process. */
export function mediaWorkersOf(pid: number): readonly number[] {
  return descendantsOf(pid).filter((each) => readFileSync(`/proc/${each}/comm`, 'utf8').startsWith('mediasoup-work'));
}

/** The size of each file that a process has open. */
export function filesOf(pid: number): Readonly<Record<string, number>> {
  const open = readdirSync(`/proc/${pid}/fd`).flatMap((fd) => {
    const path = `/proc/${pid}/fd/${fd}`;
    const file = statSync(path, { throwIfNoEntry: false });
    return file?.isFile() ? [[readlinkSync(path), file.size] as const] : [];
  });
  return Object.fromEntries(open);
}
