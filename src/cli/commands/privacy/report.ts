import type { Command } from 'commander';
import { OPERATOR } from '../../../catalogue/access/rights.ts';
import type { PrivacyReport } from '../../../catalogue/privacy/privacy.ts';
import type { Context } from '../../context.ts';
import { isJson } from '../../input/inputs.ts';
import { reportText } from '../../output/privacy.ts';
import { print } from '../../output/render.ts';

export function addPrivacyReport(parent: Command, context: Context): void {
  parent
    .command('report')
    .description('what is kept of people, of how many, since when and until when; no names')
    .option('--json', 'print JSON')
    .action(async (options: unknown) => {
      const { config } = context;
      const { privacy } = await context.catalogue();
      const report = await privacy.report(OPERATOR, config);
      print(context.io, { json: isJson(options), value: viewOf(report), text: () => reportText(report) });
    });
}

function viewOf({ kinds, copies }: PrivacyReport) {
  const iso = (epochMs: number) => new Date(epochMs).toISOString();
  return {
    kinds: kinds.map(({ id, name, what, why, until, counts }) => ({
      id,
      name: name.en,
      what: what.en,
      why: why.en,
      until: until.en,
      tables: counts.map(({ table, rows, oldest }) => ({ table, rows, oldest: oldest === null ? null : iso(oldest) })),
    })),
    copies: copies.map(({ file, madeAt, until, isThere }) => ({
      file,
      madeAt: iso(madeAt),
      until: iso(until),
      isThere,
    })),
  };
}
