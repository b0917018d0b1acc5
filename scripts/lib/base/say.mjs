/** What the user reads. It goes to stderr: stdout belongs to the program that is started in the end. */

/** Why set-up cannot go on: one sentence, and what to run by hand. */
export class Stop extends Error {
  /**
   * @param {string} sentence
   * @param {{command?: string, details?: string[]}} [more] details: the last lines of the tool that failed
   */
  constructor(sentence, { command = '', details = [] } = {}) {
    super(sentence);
    this.command = command;
    this.details = details;
  }
}

/** @param {string} line */
export function say(line) {
  process.stderr.write(`${line}\n`);
}

/** @param {number} milliseconds */
export function seconds(milliseconds) {
  const total = Math.round(milliseconds / 1000);
  return total < 90 ? `${total} s` : `${Math.floor(total / 60)} min ${total % 60} s`;
}

/** @param {Stop} stop */
export function stopText(stop) {
  const lines = [`Tafelrunde: ${stop.message}`];
  if (stop.command) lines.push(`Run by hand:  ${stop.command}`);
  if (stop.details.length > 0) lines.push('What was reported:', ...stop.details.map((line) => `  ${line}`));
  return lines.join('\n');
}

/**
 * Runs a script's main function; its result is the exit code.
 * @param {() => Promise<number>} main
 */
export async function runScript(main) {
  try {
    process.exitCode = await main();
  } catch (error) {
    if (!(error instanceof Stop)) throw error;
    say(stopText(error));
    process.exitCode = 1;
  }
}
