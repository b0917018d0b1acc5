import { readdirSync, readFileSync } from 'node:fs';

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
