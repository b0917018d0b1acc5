import { useMemo } from 'react';
import { type CheckReport, type CheckVerdict, verdictOf } from '../../../../../src/protocol/media/check-report.ts';
import { browserOf } from '../browser-of.ts';
import { type CheckState, reportOf } from '../check-state.ts';

/** A check that is over, whether it has reached the server or not. */
export type Ended = Extract<CheckState, { phase: 'done' | 'unreachable' }>;

/** What the operator is told of it, and what follows from that. */
export function useReport(state: Ended): { readonly report: CheckReport; readonly verdict: CheckVerdict } {
  return useMemo(() => {
    const report = reportOf(state, browserOf(navigator.userAgent));
    return { report, verdict: verdictOf(report) };
  }, [state]);
}
