import type { PrivacyReport } from '../../catalogue/privacy/privacy.ts';
import type { Receipt, SignedReceipt } from '../../catalogue/privacy/receipt.ts';
import { table } from './render.ts';
import { formatTime } from './text.ts';

const LOG_NOTE = 'The log holds no names, no e-mail addresses and no IP addresses; its keeping is the system’s matter.';

export function reportText({ kinds, copies }: PrivacyReport): string {
  const rows = kinds.flatMap(({ counts, until }) =>
    counts.map(({ table: name, rows: count, oldest }) => [
      name,
      String(count),
      oldest === null ? '-' : formatTime(oldest),
      until.en,
    ]),
  );
  const files = copies.map(({ file, madeAt, until, isThere }) => [
    file,
    formatTime(madeAt),
    isThere ? formatTime(until) : `moved or deleted; would be kept until ${formatTime(until)}`,
  ]);
  return [
    table(['Table', 'Rows', 'Oldest', 'Kept for'], rows),
    files.length === 0 ? 'Copies of the database: none that is known.' : table(['Copy', 'Made', 'Kept until'], files),
    LOG_NOTE,
  ].join('\n\n');
}

interface Words {
  readonly title: string;
  readonly erased: (erased: Receipt['erased']) => string;
  readonly at: (time: string) => string;
  readonly deleted: string;
  readonly nothing: string;
  readonly rewritten: (isRewritten: boolean) => string;
  readonly remaining: string;
  readonly copies: string;
  readonly noCopies: string;
  readonly copy: (file: string, madeAt: string, until: string) => string;
  readonly digest: string;
}

const WORDS: Readonly<Record<'de' | 'en', Words>> = {
  en: {
    title: 'Receipt for an erasure',
    erased: (erased) => (erased.kind === 'room' ? `Room ${erased.id}` : `All by the address ${erased.address}`),
    at: (time) => `Erased at ${time}`,
    deleted: 'Deleted, rows of each table:',
    nothing: 'No table had anything of it.',
    rewritten: (is) =>
      is
        ? 'The files of the database were written anew; nothing of it is left in them.'
        : 'The files of the database could not be written anew, because somebody read all the time: run this again.',
    remaining: 'The address stands still in texts of others, such as the name of a room; change these by hand:',
    copies: 'Copies of the database from before, which may still hold it:',
    noCopies: 'There is no copy of the database that is known.',
    copy: (file, madeAt, until) => `${file}, made ${madeAt}, kept until ${until}`,
    digest: 'SHA-256 of this receipt (see: tafelrunde privacy erase --help)',
  },
  de: {
    title: 'Löschbeleg',
    erased: (erased) =>
      erased.kind === 'room' ? `Raum ${erased.id}` : `Alles zu der E-Mail-Adresse ${erased.address}`,
    at: (time) => `Gelöscht am ${time}`,
    deleted: 'Gelöscht, Zeilen je Tabelle:',
    nothing: 'In keiner Tabelle stand etwas davon.',
    rewritten: (is) =>
      is
        ? 'Die Dateien der Datenbank wurden neu geschrieben; es ist nichts davon mehr in ihnen.'
        : 'Die Dateien der Datenbank konnten nicht neu geschrieben werden, weil ständig jemand las: bitte wiederholen.',
    remaining: 'In Texten anderer, etwa im Namen eines Raums, steht die Adresse noch; bitte von Hand ändern:',
    copies: 'Kopien der Datenbank von vorher, die es noch enthalten können:',
    noCopies: 'Es ist keine Kopie der Datenbank bekannt.',
    copy: (file, madeAt, until) => `${file}, gemacht ${madeAt}, aufgehoben bis ${until}`,
    digest: 'SHA-256 dieses Belegs (siehe: tafelrunde privacy erase --help)',
  },
};

export function receiptText({ receipt, sha256 }: SignedReceipt, language: 'de' | 'en'): string {
  const words = WORDS[language];
  const time = (iso: string) => formatTime(Date.parse(iso));
  const { deleted, remaining, copies } = receipt;
  const list = (title: string, lines: readonly string[]) => [title, ...lines.map((line) => `  ${line}`)].join('\n');
  return [
    `${words.title} · Tafelrunde ${receipt.version}`,
    `${words.erased(receipt.erased)}\n${words.at(receipt.at)}`,
    deleted.length === 0
      ? words.nothing
      : list(
          words.deleted,
          deleted.map(({ table: name, rows }) => `${name} ${rows}`),
        ),
    words.rewritten(receipt.filesRewritten),
    ...(remaining.length === 0
      ? []
      : [
          list(
            words.remaining,
            remaining.map(({ table: name, column, rows }) => `${name}.${column} ${rows}`),
          ),
        ]),
    copies.length === 0
      ? words.noCopies
      : list(
          words.copies,
          copies.map(({ file, madeAt, until }) => words.copy(file, time(madeAt), time(until))),
        ),
    `${words.digest}\n  ${sha256}`,
  ].join('\n\n');
}
