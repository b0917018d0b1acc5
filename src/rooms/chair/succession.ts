import { consoleOf, isAttended, joinedOf, type Participant } from '../meeting/index.ts';

/**
 * Who chairs now: all moderators while one of them is here (at the table or at a console), else the first deputy in
 * order who is here, with their consoles. 'wait': whoever chairs has dropped and may be back any moment; `isOverdue`
 * when they have been waited for.
 */
export function choosePosts(
  participants: readonly Participant[],
  { isOverdue }: { isOverdue: boolean },
): ReadonlySet<Participant> | 'wait' {
  const posts = participants.filter(({ state }) => joinedOf(state) || consoleOf(state));
  const moderators = posts.filter((post) => roleOf(post) === 'moderator');
  const isHere = (post: Participant) => isPresent(post, participants);
  if (moderators.some(isHere)) return new Set(moderators);
  const chairing = posts.filter(({ isChairing }) => isChairing);
  const isAwaited = !isOverdue && chairing.length > 0 && !chairing.some(isHere);
  if (isAwaited) return 'wait';
  const [first] = posts
    .filter((post) => roleOf(post) === 'deputy' && isHere(post))
    .sort((one, other) => one.rank - other.rank);
  // Without anybody who could stand in, whoever chaired still does when they come back.
  if (!first) return new Set(chairing);
  return new Set(posts.filter((post) => roleOf(post) === 'deputy' && personOf(post) === personOf(first)));
}

/** A console that was forgotten keeps nobody from standing in. */
function isPresent(post: Participant, participants: readonly Participant[]): boolean {
  const { kind } = post.state;
  return kind === 'joined' || (kind === 'console' && isAttended(post, participants));
}

function roleOf({ state }: Participant) {
  return (joinedOf(state) ?? consoleOf(state))?.role;
}

function personOf({ id, state }: Participant): string {
  return consoleOf(state)?.ownerId ?? id;
}
