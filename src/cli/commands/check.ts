import type { Command } from 'commander';
import { readReport } from '../../checks/kept-checks.ts';
import type { KeptCheck } from '../../checks/ports.ts';
import {
  CHECK_CODE_DIGITS,
  CHECK_KEPT_DAYS,
  type CheckReport,
  type CheckVerdict,
  verdictOf,
} from '../../protocol/media/check-report.ts';
import { BadInputError } from '../cli-error.ts';
import type { Context } from '../context.ts';
import { isJson } from '../input/inputs.ts';
import { bandwidthWords, browserWords, findingWords, takingPartWords, wayWords } from '../output/check-words.ts';
import { checkTable, details, print } from '../output/render.ts';
import { formatTime } from '../output/text.ts';

const WHY_UNREADABLE = 'made with another version of the page, or damaged';

interface ReadCheck {
  readonly code: string;
  readonly checkedAt: number;
  readonly report: CheckReport;
  readonly verdict: CheckVerdict;
}

export function addCheckList(parent: Command, context: Context): void {
  parent
    .command('list')
    .description(`show the checks of the last ${CHECK_KEPT_DAYS} days, newest first`)
    .option('--json', 'print JSON')
    .action(async (options: unknown) => listChecks(isJson(options), context));
}

export function addCheckShow(parent: Command, context: Context): void {
  parent
    .command('show <code>')
    .description('show what somebody has found on /check, by the code that the page told them')
    .option('--json', 'print JSON')
    .addHelpText('after', "\nExample:\n  tafelrunde check show '417 203'")
    .action(async (code: string, options: unknown) => showCheck(code, isJson(options), context));
}

async function listChecks(json: boolean, { io, database }: Context): Promise<void> {
  const { checks } = await database();
  const kept = await checks.list();
  const read = kept.flatMap((each) => readCheck(each) ?? []);
  const unreadable = kept.length - read.length;
  const parts = [
    ...(read.length > 0
      ? [checkTable(read.map(({ code, checkedAt, verdict }) => [code, checkedAt, takingPartWords(verdict)]))]
      : []),
    ...(unreadable > 0 ? [`${unreadable} cannot be read: ${WHY_UNREADABLE}.`] : []),
  ];
  print(io, {
    json,
    value: { checks: read.map(viewOf), unreadable },
    text: () => parts.join('\n') || `Nobody has checked their connection within ${CHECK_KEPT_DAYS} days.`,
  });
}

async function showCheck(text: string, json: boolean, { io, database }: Context): Promise<void> {
  const code = text.replace(/[\s.-]/gu, '');
  if (!/^\d+$/.test(code) || code.length !== CHECK_CODE_DIGITS) {
    throw new BadInputError(`A check's code has ${CHECK_CODE_DIGITS} digits.`);
  }
  const { checks } = await database();
  const kept = await checks.find(code);
  if (kept === null) {
    throw new BadInputError(`There is no check with the code ${code}; they are kept for ${CHECK_KEPT_DAYS} days.`);
  }
  const check = readCheck(kept);
  if (check === null) throw new BadInputError(`The check ${code} cannot be read: ${WHY_UNREADABLE}.`);
  print(io, { json, value: { check: viewOf(check) }, text: () => inWords(check) });
}

function readCheck({ code, checkedAt, report: text }: KeptCheck): ReadCheck | null {
  const report = readReport(text);
  return report && { code, checkedAt, report, verdict: verdictOf(report) };
}

function viewOf({ checkedAt, ...check }: ReadCheck) {
  return { ...check, checkedAt: new Date(checkedAt).toISOString() };
}

function inWords({ code, checkedAt, report, verdict }: ReadCheck): string {
  const facts = details([
    ['Code', code],
    ['Checked', formatTime(checkedAt)],
    ['Browser', browserWords(report)],
    ['WebSocket', report.webSocket],
    ...report.ways.map((way) => [wayWords(way), way.outcome] as const),
    ['Bandwidth', bandwidthWords(report)],
    ['Microphone', report.microphone],
    ['Camera', report.camera],
    ['Loudspeaker', report.speaker],
  ]);
  const findings = verdict.network.map((finding) => `\n- ${findingWords(finding)}`).join('');
  return `${takingPartWords(verdict)}${findings}\n\n${facts}`;
}
