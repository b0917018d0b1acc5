import type { CheckVisit } from '../checks/check-visit.ts';
import type { CheckCommandName, Command, CommandReplies } from '../protocol/index.ts';

/** Nothing stands for `{}`. */
type CheckHandlers = {
  readonly [N in CheckCommandName]: (
    visit: CheckVisit,
    command: Command<N>,
  ) => Promise<CommandReplies[N] extends Record<string, never> ? void : CommandReplies[N]>;
};

const handlers: CheckHandlers = {
  'check:begin': (visit) => visit.begin(),
  'check:line': async (visit) => visit.check.openLine(),
  'check:connect': async (visit, command) => visit.check.connect(command),
  'check:send': async (visit, command) => ({ producerId: await visit.check.send(command) }),
  'check:receive': async (visit, command) => ({ consumers: await visit.check.receive(command) }),
  'check:hang-up': async (visit, { lineId }) => visit.check.hangUp(lineId),
  'check:end': async (visit) => visit.check.end(),
  'check:report': async (visit, { report }) => ({ code: await visit.report(report) }),
};

export function isCheckCommand(name: string): name is CheckCommandName {
  return Object.hasOwn(handlers, name);
}

/** One parsed command of somebody who checks. Errors: as the command. */
export async function performCheck<N extends CheckCommandName>(
  visit: CheckVisit,
  name: N,
  command: Command<N>,
): Promise<object> {
  // The schema that parsed it is the one that the handler's type comes from.
  const handler = handlers[name] as (visit: CheckVisit, command: Command<N>) => Promise<object | undefined>;
  return (await handler(visit, command)) ?? {};
}
