import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { createContext } from '../../src/cli/context.ts';
import { realWorld } from '../../src/cli/doctor/world.ts';
import { buildProgram } from '../../src/cli/program.ts';

const ROOT = new URL('../../', import.meta.url);
const GUIDES = [
  'README.md',
  ...readdirSync(new URL('docs/', ROOT)).flatMap((name) => (name.endsWith('.md') ? `docs/${name}` : [])),
];
/** Whoever types it: in a clone, in the container, as the service's user. */
const COMMAND = /(?:^|npx |docker compose (?:exec|run) .*?\bapp |src\/cli\/)tafelrunde(?:\.mjs)? +([a-z].*)$/;

interface Written {
  readonly guide: string;
  readonly text: string;
}

/** Lines of blocks, long ones in one piece, and what stands between backticks in a sentence. */
const written: readonly Written[] = GUIDES.flatMap((guide) => {
  const parts = readFileSync(new URL(guide, ROOT), 'utf8').split(/^```.*$/m);
  const lines = parts.flatMap((part, index) =>
    index % 2 === 1
      ? part.replaceAll('\\\n', ' ').split('\n')
      : [...part.matchAll(/`([^`]+)`/g)].map(([, text = '']) => text.replaceAll('\n', ' ')),
  );
  return lines.map((text) => ({ guide, text: text.trim() }));
});

const commands = written.flatMap(({ guide, text }) => {
  const [, typed] = COMMAND.exec(text) ?? [];
  return typed === undefined ? [] : [{ guide, typed }];
});

/** Which command it is, without doing it. Errors: CommanderError, as for whoever types it. */
async function parse(args: readonly string[]): Promise<string> {
  const io = { out() {}, err() {}, interactive: false, ask: async () => '', readPassword: async () => '' };
  const config = () => {
    throw new Error('nothing is to be done');
  };
  const program = buildProgram(createContext({ io, loadConfig: config, world: realWorld({}) }));
  let parsed = '';
  const doNothing = (command: Command, path: string) => {
    if (command.commands.length === 0) {
      command.action(() => {
        parsed = path;
      });
    }
    for (const below of command.commands) doNothing(below, `${path} ${below.name()}`.trim());
  };
  doNothing(program, '');
  await program.parseAsync([...args], { from: 'user' });
  return parsed;
}

describe('the guides and the README', () => {
  it('write whole commands as the program takes them', async () => {
    const quoted = commands.map(({ typed }) => `printf '%s\\0' ${typed}; printf '\\1'`).join('\n');
    const words = execFileSync('sh', ['-c', quoted]).toString().split('\u0001').slice(0, -1);
    expect(words.length).toBeGreaterThan(40);
    const refused: string[] = [];
    for (const [index, { guide, typed }] of commands.entries()) {
      const args = words[index]?.split('\0').slice(0, -1) ?? [];
      const said = await parse(args).catch((error: Error) => `refused: ${error.message}`);
      if (said === '' || said.startsWith('refused')) refused.push(`${guide}: ${typed}: ${said}`);
    }
    expect(refused).toEqual([]);
  });

  it('name no command and no option that is not there, where they speak of one without what it is done to', () => {
    const io = { out() {}, err() {}, interactive: false, ask: async () => '', readPassword: async () => '' };
    const loadConfig = () => {
      throw new Error('nothing is to be done');
    };
    const program = buildProgram(createContext({ io, loadConfig, world: realWorld({}) }));
    const groups = new Map(program.commands.map((command) => [command.name(), command]));
    let seen = 0;
    const unknown = written.flatMap(({ guide, text }) => {
      const [first = '', second = '', ...rest] = text.split(/\s+/);
      const group = groups.get(first);
      if (!group || group.commands.length === 0 || !/^[a-z-]+$/.test(second)) return [];
      seen += 1;
      const command = group.commands.find((each) => each.name() === second);
      const options = rest.filter((word) => word.startsWith('--')).map((word) => word.split('=', 1).join(''));
      const known = command?.options.map(({ long }) => long) ?? [];
      return command && options.every((option) => known.includes(option)) ? [] : [`${guide}: ${text}`];
    });
    expect(seen).toBeGreaterThan(20);
    expect(unknown).toEqual([]);
  });
});
