import pLimit from 'p-limit';
import { tryAllocation } from '../../../../src/cli/doctor/turn/turn-allocation.ts';

// As a program, for a namespace: asks a TURN server for relays with credentials that are none, again and again. Prints as
// JSON how often each answer came.

interface Task {
  readonly address: string;
  readonly port: number;
  readonly name: string;
  readonly times: number;
}

const AT_ONCE = 100;

const { times, ...server } = JSON.parse(process.argv[2] ?? '') as Task;
const limit = pLimit(AT_ONCE);
const answers: Record<string, number> = {};
await Promise.all(
  Array.from({ length: times }, (_, index) =>
    limit(async () => {
      const answer = await tryAllocation({
        ...server,
        transport: 'udp',
        username: `${index}:guesser`,
        credential: 'a guess',
        peers: [],
      }).then(
        (allocation) => (allocation.state === 'refused' ? `${allocation.errorCode}` : allocation.state),
        (error: unknown) => String(error),
      );
      answers[answer] = (answers[answer] ?? 0) + 1;
    }),
  ),
);
process.stdout.write(JSON.stringify(answers));
