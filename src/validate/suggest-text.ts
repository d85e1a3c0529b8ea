import { isDay } from '../model/day.ts';
import { schemaPattern } from '../model/linear-pattern.ts';
import { isRecord } from '../model/record.ts';

/** Ways to write a text that was meant well, the one that changes least first. */
const ways: readonly ((text: string) => string)[] = [
  (text) => text.replace(/[\s\p{Cc}]+/gu, ' ').trim(),
  (text) => trimmed(text.replace(/[^\w./-]+/g, '-')),
  (text) => text.toLowerCase(),
  (text) => text.split('/').map(asName).filter(Boolean).join('/'),
  asName,
  (text) => text.replace(/\W/g, '_').replace(/^(?=\d)/, '_'),
  asQuantity,
  asDuration,
  asDate,
  (text) => `${text}%`,
];

/** What is longer is not a slip of the pen. */
const longest = 100;

/** A text like the one given that its schema accepts; undefined if none is found, or the schema takes any text. */
export function suggestText(text: string, schema: unknown): string | undefined {
  const wanted = textSchema(schema);
  if (!wanted || text.length > longest || !/[A-Za-z0-9]/.test(text)) return undefined;
  return ways.map((way) => way(text)).find((made) => made !== text && wanted(made));
}

/** Whether a schema of text accepts one; undefined if it says nothing about the form. */
function textSchema(schema: unknown): ((text: string) => boolean) | undefined {
  if (!isRecord(schema)) return undefined;
  if (Array.isArray(schema['anyOf'])) return schema['anyOf'].map(textSchema).find((found) => found !== undefined);
  const { pattern, format, maxLength = Number.POSITIVE_INFINITY } = schema;
  const isShort = (text: string) => text.length <= Number(maxLength);
  if (format === 'date') return isDay;
  if (typeof pattern !== 'string') return undefined;
  const form = schemaPattern(pattern);
  if (typeof form === 'string') return undefined;
  return (text) => text !== '' && isShort(text) && form.test(text);
}

function asName(text: string): string {
  const plain = text
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .toLowerCase();
  return trimmed(plain.replace(/[^a-z0-9]+/g, '-'));
}

function trimmed(text: string): string {
  return text.replace(/^[^A-Za-z0-9]+|[^A-Za-z0-9]+$/g, '');
}

const units: Readonly<Record<string, string>> = {
  ...{ '': '', b: '', bytes: '', cpu: '', cpus: '', vcpu: '', vcpus: '', core: '', cores: '', pods: '' },
  ...{ k: 'k', kb: 'k', mb: 'M', g: 'G', gb: 'G', t: 'T', tb: 'T', p: 'P', pb: 'P' },
  ...{ ki: 'Ki', kib: 'Ki', mi: 'Mi', mib: 'Mi', gi: 'Gi', gib: 'Gi', ti: 'Ti', tib: 'Ti', pi: 'Pi', pib: 'Pi' },
};

/** `12 GiB` as `12Gi`; m and M are not the same. */
function asQuantity(text: string): string {
  const [, amount = '', unit = ''] = /^\s*(\d+(?:[.,]\d+)?)\s*([A-Za-z]*)\s*$/.exec(text) ?? [];
  return (
    amount.replace(',', '.') +
    (/^[mM]$/.test(unit) ? unit : Object.hasOwn(units, unit.toLowerCase()) ? units[unit.toLowerCase()] : '?')
  );
}

/** `3 hours` as `3h`. */
function asDuration(text: string): string {
  return text
    .toLowerCase()
    .replace(/\s+/g, '')
    .replace(/(?<=\d)(s|m|h|d)[a-z]+/g, '$1');
}

/** `26.11.2026` and `2026/11/26` as `2026-11-26`. */
function asDate(text: string): string {
  const parts = text.split(/[./-]/).map((part) => part.padStart(2, '0'));
  return (text.includes('.') && parts[0]?.length === 2 ? parts.reverse() : parts).join('-');
}
