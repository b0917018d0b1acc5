import type { Command } from 'commander';
import { z } from 'zod';
import { cleanLine } from '../../protocol/base/text.ts';
import type { Context } from '../context.ts';
import type { Finding } from '../doctor/finding.ts';
import { isJson, parseInput } from '../input/inputs.ts';
import { print } from '../output/render.ts';
import { AdminClient } from '../server/admin-client.ts';

const optionsSchema = z.object({ timeServer: z.array(z.string().min(1).max(300)).default([]) });

const MARKS: Readonly<Record<Finding['state'], string>> = { ok: 'ok', wrong: 'WRONG', unseen: '?' };

export function addDoctor(parent: Command, context: Context): void {
  parent
    .command('doctor')
    .description('look at the whole installation, and say what is wrong and what to do')
    .option('--time-server <name...>', 'whom to ask for the time, beside those that this machine knows')
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      `
Settings, names, addresses, ports, certificates, the TURN server (by a relay that is asked for and given back), mail
server, disk, database, media worker and clock. It works while the server runs and while it does not, and changes nothing. What
cannot be seen from here has a question mark. Give it the server's own settings.
Exit code: 0 nothing is wrong, 1 something is.`,
    )
    .action(async (options: unknown) => {
      const { timeServer } = parseInput(optionsSchema, options);
      const { world } = context;
      const asked = { ...world, timeServers: [...timeServer, ...world.timeServers] };
      // It knows the media workers, which is a third of what a command would otherwise read before it begins.
      const { examine } = await import('../doctor/doctor.ts');
      const findings = await examine(asked, (dataDir) => new AdminClient({ dataDir }));
      const wrong = findings.filter(({ state }) => state === 'wrong').length;
      print(context.io, {
        json: isJson(options),
        value: { wrong, findings },
        text: () => `${findings.map(lineOf).join('\n')}\n\n${verdict(wrong)}`,
      });
      if (wrong > 0) context.fail();
    });
}

function lineOf({ subject, state, says, todo }: Finding): string {
  const line = `${MARKS[state].padEnd(5)}  ${subject.padEnd(11)}  ${cleanLine(says)}`;
  return todo === null ? line : `${line}\n${' '.repeat(20)}${cleanLine(todo)}`;
}

function verdict(wrong: number): string {
  if (wrong === 0) return 'Nothing is wrong as far as can be seen from here.';
  return wrong === 1 ? 'One thing is wrong.' : `${wrong} things are wrong.`;
}
