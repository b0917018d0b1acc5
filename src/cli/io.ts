import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { BadInputError } from './cli-error.ts';

/** The person, or the script, at the other end. */
export interface Io {
  out(text: string): void;
  err(text: string): void;
  /** Whether somebody can be asked. */
  readonly interactive: boolean;
  ask(question: string): Promise<string>;
  /** One line; from a terminal it is asked for and not shown. Errors: BadInputError. */
  readPassword(): Promise<string>;
}

/** Far more than a password may have, and little enough to read. */
const MAX_STDIN_BYTES = 4_096;

export const processIo: Io = {
  out: (text) => void process.stdout.write(`${text}\n`),
  err: (text) => void process.stderr.write(`${text}\n`),
  interactive: process.stdin.isTTY === true && process.stdout.isTTY === true,
  ask: (question) => askOnTerminal(question, process.stdout),
  readPassword: () => (process.stdin.isTTY === true ? askHidden('Password: ') : readOneLine(process.stdin)),
};

async function askOnTerminal(question: string, output: NodeJS.WritableStream): Promise<string> {
  const terminal = createInterface({ input: process.stdin, output, terminal: true });
  try {
    return await terminal.question(question);
  } finally {
    terminal.close();
  }
}

async function askHidden(question: string): Promise<string> {
  process.stderr.write(question);
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const answer = await askOnTerminal('', nowhere);
  process.stderr.write('\n');
  return answer;
}

/** All that comes of a file or another program, which is one line. Errors: BadInputError. */
export async function readOneLine(input: AsyncIterable<Buffer>): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of input) {
    chunks.push(chunk);
    bytes += chunk.length;
    if (bytes > MAX_STDIN_BYTES) throw new BadInputError('The password on standard input is too long.');
  }
  const text = Buffer.concat(chunks).toString('utf8');
  const line = text.endsWith('\n') ? text.slice(0, -1) : text;
  return line.endsWith('\r') ? line.slice(0, -1) : line;
}
