import type { TFunction } from 'i18next';
import {
  type CheckedWay,
  type CheckReport,
  type CheckVerdict,
  outcomeOf,
  type WayKind,
} from '../../../../src/protocol/check-report.ts';
import type { CheckPlaces } from '../../../../src/protocol/checks.ts';
import { plannedWays, turnHosts } from './planned-ways.ts';

export interface LetterFacts {
  /** The page's own, with its port where that is an unusual one. */
  readonly host: string;
  readonly date: Date;
  readonly language: string;
  readonly report: CheckReport;
  readonly verdict: CheckVerdict;
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

function triedTable(t: TFunction, { host, report, places }: LetterFacts): LetterBlock {
  const ways = report.ways.map(({ kind, port, outcome }) => [
    t(`check.way.${kind}`),
    turnHostOf(places, { kind, port }) ?? hostName(host),
    `${port}`,
    t(`check.state.${outcome}`),
  ]);
  const webSocket = [t('check.webSocket'), hostName(host), portOf(host), t(`check.state.${report.webSocket}`)];
  return {
    is: 'table',
    head: [t('check.letter.way'), t('check.letter.to'), t('check.letter.port'), t('check.letter.outcome')],
    rows: [webSocket, ...ways],
  };
}

function wantedTable(t: TFunction, { host, report, places }: LetterFacts): LetterBlock {
  const web = [hostName(host), portOf(host), t('check.letter.https'), t('check.letter.needed')];
  return {
    is: 'table',
    head: [t('check.letter.to'), t('check.letter.port'), t('check.letter.protocol'), t('check.letter.weight')],
    rows: [web, ...(places ? mediaRows(t, { host, report, places }) : [])],
  };
}

interface Opened {
  readonly host: string;
  readonly report: CheckReport;
  readonly places: CheckPlaces;
}

/** By the TURN server the least that must be open; without one it is the media ports. */
function mediaRows(t: TFunction, { host, report, places }: Opened): readonly (readonly string[])[] {
  const [turn] = turnHosts(places);
  const portsOf = (kind: WayKind) =>
    plannedWays(places)
      .filter((way) => way.kind === kind)
      .map(({ port }) => port)
      .join(', ');
  const media = ranges(places.mediaPorts);
  const [recommended, needed, enough] = [
    t('check.letter.recommended'),
    t('check.letter.needed'),
    t('check.letter.unlessOpen'),
  ];
  const straight = [hostName(host), media, 'UDP', turn === undefined ? needed : recommended];
  const straightTcp = [hostName(host), media, 'TCP', enough];
  if (turn === undefined) return [straight, straightTcp];
  const has = (kind: WayKind) => outcomeOf(report.ways, kind) !== null;
  return [
    ...(has('turn-tls') ? [[turn, portsOf('turn-tls'), 'TCP (TLS)', needed]] : []),
    straight,
    ...(has('turn-udp') ? [[turn, portsOf('turn-udp'), 'UDP', enough]] : []),
    ...(has('turn-tcp') && !has('turn-tls') ? [[turn, portsOf('turn-tcp'), 'TCP', needed]] : []),
  ];
}

/** Null: straight. */
function turnHostOf(places: CheckPlaces | null, { kind, port }: Pick<CheckedWay, 'kind' | 'port'>): string | null {
  const way = places && plannedWays(places).find((planned) => planned.kind === kind && planned.port === port);
  const url = way?.url ?? null;
  return places && url !== null ? (turnHosts({ ...places, turnUrls: [url] })[0] ?? null) : null;
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
