import { COMMAND_NAMES, type CommandName } from '../protocol/index.ts';

export function isCommandName(name: unknown): name is CommandName {
  return COMMAND_NAMES.includes(name as CommandName);
}
