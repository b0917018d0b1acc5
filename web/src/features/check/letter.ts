import type { TFunction } from 'i18next';
import type { CheckReport, CheckVerdict, WayKind } from '../../../../src/protocol/media/check-report.ts';
import type { CheckPlaces } from '../../../../src/protocol/media/checks.ts';
import { type PlannedWay, turnHosts, turnWays } from './planned-ways.ts';

export interface LetterFacts {
  /** The page's own, with its port where that is an unusual one. */
  readonly host: string;
  readonly date: Date;
  readonly language: string;
  readonly report: CheckReport;
  readonly verdict: CheckVerdict;
  /** Those of the report, in its order. */
  readonly ways: readonly PlannedWay[];
  /** Null where the server was not heard. */
  readonly places: CheckPlaces | null;
  /** By which the operator finds it; null where it could not be kept. */
  readonly code: string | null;
}

export type LetterBlock =
  | { readonly is: 'heading' | 'text'; readonly text: string }
  | { readonly is: 'table'; readonly head: readonly string[]; readonly rows: readonly (readonly string[])[] };

export interface Letter {
  readonly subject: string;
  readonly blocks: readonly LetterBlock[];
}

/** What a hospital's IT must know to let people in: what was tried, and what to open. Nothing of whoever has checked. */
export function letterOf(t: TFunction, facts: LetterFacts): Letter {
  const { host, places, code, report, verdict } = facts;
  const isIntercepted = verdict.network.includes('intercepted');
  const names = [host, ...(places ? turnHosts(places) : [])];
  const text = (said: string): LetterBlock => ({ is: 'text', text: said });
  const heading = (said: string): LetterBlock => ({ is: 'heading', text: said });
  return {
    subject: t('check.letter.subject', { host }),
    blocks: [
      text(t('check.letter.greeting')),
      text(t('check.letter.intro', { host, date: dateText(facts) })),
      text(t(`check.letter.result.${places ? verdict.takingPart : 'unreachable'}`)),
      heading(t('check.letter.tried')),
      triedTable(t, facts),
      heading(t('check.letter.wanted')),
      wantedTable(t, facts),
      ...(places && places.addresses.length > 0
        ? [text(t('check.letter.addresses', { addresses: places.addresses.join(', ') }))]
        : []),
      text(t('check.letter.outward')),
      heading(t('check.letter.inspection')),
      ...(isIntercepted ? [text(t('check.letter.intercepted'))] : []),
      text(t('check.letter.except', { names: names.join(', ') })),
      ...(names.length > 1 ? [text(t('check.letter.notHttp', { name: names.slice(1).join(', ') }))] : []),
      text(t('check.letter.webSocket', { host })),
      ...(code === null ? [] : [text(t('check.letter.code', { code: readableCode(code) }))]),
      text(t('check.letter.browser', { browser: browserText(t, report) })),
      text(t('check.letter.closing')),
    ],
  };
}

/** For a mail. */
export function letterText({ subject, blocks }: Letter): string {
  const parts = blocks.map(blockText);
  return `${subject}\n\n${parts.join('\n\n').replace(/\n{3,}/g, '\n\n')}\n`;
}

function blockText(block: LetterBlock): string {
  switch (block.is) {
    case 'heading':
      return `\n${block.text}\n${'-'.repeat([...block.text].length)}`;
    case 'text':
      return block.text;
    case 'table':
      return block.rows.map((row) => `- ${row.filter((cell) => cell !== '').join(', ')}`).join('\n');
  }
}

/** In two groups, as one reads it out. */
export function readableCode(code: string): string {
  return code.replace(/^(\d{3})(\d{3})$/, '$1 $2');
}

function triedTable(t: TFunction, { host, report, ways }: LetterFacts): LetterBlock {
  const tried = report.ways.map(({ kind, port, outcome }, index) => [
    t(`check.way.${kind}`),
    ways[index]?.host ?? hostName(host),
    `${port}`,
    t(`check.state.${outcome}`),
  ]);
  const webSocket = [t('check.webSocket'), hostName(host), portOf(host), t(`check.state.${report.webSocket}`)];
  return {
    is: 'table',
    head: [t('check.letter.way'), t('check.letter.to'), t('check.letter.port'), t('check.letter.outcome')],
    rows: [webSocket, ...tried],
  };
}

function wantedTable(t: TFunction, { host, places }: LetterFacts): LetterBlock {
  const web = [hostName(host), portOf(host), t('check.letter.https'), t('check.letter.needed')];
  return {
    is: 'table',
    head: [t('check.letter.to'), t('check.letter.port'), t('check.letter.protocol'), t('check.letter.weight')],
    rows: [web, ...(places ? mediaRows(t, host, places) : [])],
  };
}

/** By the TURN server the least that must be open, by each where there are several; without one it is the media ports. */
function mediaRows(t: TFunction, host: string, places: CheckPlaces): readonly (readonly string[])[] {
  const [recommended, needed, enough] = [
    t('check.letter.recommended'),
    t('check.letter.needed'),
    t('check.letter.unlessOpen'),
  ];
  const media = ranges(places.mediaPorts);
  const byTurn = turnWays(places);
  const rowsOf = (kind: WayKind, protocol: string, weight: string) =>
    turnHosts(places).flatMap((turn) => {
      const ports = byTurn.filter((way) => way.host === turn && way.kind === kind).map(({ port }) => port);
      return ports.length > 0 ? [[turn, [...new Set(ports)].join(', '), protocol, weight]] : [];
    });
  const straight = (protocol: string, weight: string) => [hostName(host), media, protocol, weight];
  if (byTurn.length === 0) return [straight('UDP', needed), straight('TCP', enough)];
  const tls = rowsOf('turn-tls', 'TCP (TLS)', needed);
  return [
    ...tls,
    straight('UDP', recommended),
    ...rowsOf('turn-udp', 'UDP', enough),
    ...(tls.length > 0 ? [] : rowsOf('turn-tcp', 'TCP', needed)),
  ];
}

/** Neighbours as one range. */
export function ranges(ports: readonly number[]): string {
  const sorted = [...new Set(ports)].sort((one, other) => one - other);
  const found: [first: number, last: number][] = [];
  for (const port of sorted) {
    const range = found.at(-1);
    if (range && range[1] === port - 1) range[1] = port;
    else found.push([port, port]);
  }
  return found.map(([first, last]) => (first === last ? `${first}` : `${first}–${last}`)).join(', ');
}

function portOf(host: string): string {
  return /:(\d+)$/.exec(host)?.[1] ?? '443';
}

function hostName(host: string): string {
  return host.replace(/:\d+$/, '');
}

function browserText(t: TFunction, { browser: { family, major } }: CheckReport): string {
  if (family === 'other') return t('check.letter.otherBrowser');
  return major === 0 ? family : `${family} ${major}`;
}

function dateText({ date, language }: LetterFacts): string {
  return date.toLocaleString(language === 'en' ? 'en-GB' : 'de-DE', { dateStyle: 'long', timeStyle: 'short' });
}
