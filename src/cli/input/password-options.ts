import { type Command, Option } from 'commander';
import { z } from 'zod';
import { newPassword } from '../../auth/index.ts';
import { passwordSchema } from '../../catalogue/room-input.ts';
import { BadInputError } from '../cli-error.ts';
import type { Context } from '../context.ts';
import { parseInput } from './inputs.ts';

const NAMES = ['password', 'password-stdin', 'generate-password', 'no-password'] as const;

/** How a room's password is given. Values of commander, so unknown until parsed. */
const passwordOptionsSchema = z.object({
  password: z.union([z.string(), z.boolean()]).optional(),
  passwordStdin: z.boolean().optional(),
  generatePassword: z.boolean().optional(),
});

/** Undefined: as it was. What is made here is there to be shown once. */
export type PasswordChoice = { readonly password: string | null; readonly isGenerated: boolean } | undefined;

export function addPasswordOptions(command: Command): Command {
  const given = new Set<string>();
  for (const name of NAMES) {
    // commander keeps one value for --password and --no-password; the later would win in silence.
    command.on(`option:${name}`, () => {
      given.add(`--${name}`);
      if (given.size > 1) throw new BadInputError(`Give only one of: ${[...given].join(', ')}.`);
    });
  }
  return command
    .addOption(new Option('--password <text>', 'set this password (others on this machine can see it while this runs)'))
    .addOption(new Option('--password-stdin', 'read the password from standard input, or ask for it on a terminal'))
    .addOption(new Option('--generate-password', 'make a password and show it once'))
    .addOption(new Option('--no-password', 'no password: the link alone lets in'));
}

/** Errors: BadInputError. */
export async function choosePassword(options: unknown, { io }: Context): Promise<PasswordChoice> {
  const { password, passwordStdin, generatePassword } = parseInput(passwordOptionsSchema, options);
  if (generatePassword) {
    return { password: newPassword(), isGenerated: true };
  }
  if (passwordStdin) return { password: parseInput(passwordSchema, await io.readPassword()), isGenerated: false };
  // commander takes whatever follows, so a forgotten password would be the next option's name.
  if (typeof password === 'string' && password.startsWith('--')) {
    throw new BadInputError('--password needs a password behind it; one that begins with -- goes by --password-stdin.');
  }
  if (typeof password === 'string') return { password: parseInput(passwordSchema, password), isGenerated: false };
  return password === false ? { password: null, isGenerated: false } : undefined;
}
