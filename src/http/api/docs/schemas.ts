import { idOf, type Schema } from './document.ts';
import { code, escaped, inline } from './words.ts';

/** What a longer one says is said by the format or the description beside it, or by nothing that people read. */
const MAX_PATTERN_LENGTH = 60;

export function schemaId(name: string): string {
  return idOf('schema', name);
}

/** What it is, within a line. */
export function inWords(schema: Schema): string {
  const { $ref, anyOf, oneOf, items } = schema;
  if ($ref !== undefined) return reference($ref);
  if (schema.const !== undefined) return literal(schema.const);
  if (schema.enum !== undefined) return oneOfThese(schema.enum.map(literal));
  const choices = anyOf ?? oneOf;
  if (choices !== undefined) return oneOfThese(choices.map(inWords));
  if (items !== undefined) return `list${bounds(schema.minItems, schema.maxItems, 'entries')} of ${inWords(items)}`;
  return oneOfThese([schema.type ?? 'anything'].flat().map((type) => plain(type, schema)));
}

/** What is in it, as a list; nothing where it has no parts of its own. */
export function partsOf({ properties, required = [], items, anyOf, oneOf }: Schema): string {
  if (items !== undefined) return partsOf(items);
  const choices = anyOf ?? oneOf;
  if (choices !== undefined) return choices.map(partsOf).join('');
  if (properties === undefined) return '';
  const rows = Object.entries(properties).map(([name, schema]) => field(name, schema, required.includes(name)));
  return `<ul class="fields">${rows.join('')}</ul>`;
}

/** One part of something by its name. `more`: said behind what it is. */
export function field(name: string, schema: Schema, isRequired: boolean, more = schema.description): string {
  const standard = schema.default === undefined ? '' : `, ${literal(schema.default)} unless said`;
  const optional = isRequired || standard !== '' ? '' : ', may be left out';
  const said = more === undefined ? '' : ` <span class="said">${inline(more)}</span>`;
  return `<li>${code(name)} <span class="what">${inWords(schema)}${standard}${optional}</span>${said}${partsOf(schema)}</li>`;
}

function reference(ref: string): string {
  const name = ref.split('/').at(-1) ?? ref;
  return `<a href="#${schemaId(name)}">${escaped(name)}</a>`;
}

function literal(value: unknown): string {
  return code(JSON.stringify(value));
}

function oneOfThese(choices: readonly string[]): string {
  return [...new Set(choices)].join(' or ');
}

function plain(type: string, { format, pattern, minLength, maxLength, minimum, maximum }: Schema): string {
  if (type === 'null') return code('null');
  if (type === 'integer' || type === 'number') return `${type}${bounds(known(minimum), known(maximum))}`;
  if (type !== 'string') return type;
  if (format !== undefined) return `text (${escaped(format)})`;
  const shape = pattern !== undefined && pattern.length <= MAX_PATTERN_LENGTH ? ` like ${code(pattern)}` : '';
  return `text${bounds(minLength, maxLength, 'characters')}${shape}`;
}

/** What no number goes beyond is no bound. */
function known(bound: number | undefined): number | undefined {
  return bound !== undefined && Number.isSafeInteger(bound) && Math.abs(bound) < Number.MAX_SAFE_INTEGER
    ? bound
    : undefined;
}

function bounds(from: number | undefined, to: number | undefined, unit = ''): string {
  const of = unit === '' ? '' : ` ${unit}`;
  if (from !== undefined && to !== undefined) return ` (${from} to ${to}${of})`;
  if (to !== undefined) return ` (at most ${to}${of})`;
  return from === undefined ? '' : ` (at least ${from}${of})`;
}
