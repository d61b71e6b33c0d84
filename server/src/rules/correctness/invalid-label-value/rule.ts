import { isOfLabelType, licenseNamed } from '../../../facts/label-values.ts';
import { labelTypes } from '../../../knowledge/label-values.ts';
import type { LabelType } from '../../../knowledge/label-values.ts';
import { labels } from '../../../knowledge/labels.ts';
import { isHttpsSite } from '../../../knowledge/addresses.ts';
import { defineRule } from '../../../linter/rule.ts';

type Messages = 'empty' | Exclude<LabelType, 'text'> | 'spdx-similar' | 'replace';

const standardTypes: Readonly<Record<string, LabelType>> = Object.fromEntries(labels.map(({ key, type }) => [key, type]));

export const rule = defineRule<Messages, { readonly labels: Readonly<Record<string, unknown>> }>({
  id: 'invalid-label-value',
  category: 'correctness',
  severity: 'info',
  preset: 'strict',
  fix: 'safe',
  mayChange: 'a license is written as its SPDX identifier, a URL of a known site gets its scheme, and a version loses the "v" before it',
  since: '0.1.0',
  aliases: ['DL3051', 'DL3052', 'DL3053', 'DL3054', 'DL3055', 'DL3056', 'DL3058'],
  checks: [221, 222, 223, 224, 225, 226, 227],
  summary: 'The value of a label is empty, or not what the label is for: a URL, a time, a license.',
  messages: {
    empty: 'The label "{key}" has no value. Set it, or remove it.',
    url: '"{value}" is not a URL, as tools expect in "{key}". Write it with its scheme: https://...',
    rfc3339: '"{value}" is not a time in RFC 3339 format, as tools expect in "{key}": 2026-11-30T09:50:29Z.',
    semver: '"{value}" is not a semantic version, as "{key}" should be: 1.2.3, without a "v".',
    spdx: '"{value}" is not an SPDX license expression, as scanners expect in "{key}": MIT, Apache-2.0 OR MIT, LicenseRef-...',
    'spdx-similar': '"{value}" is not an SPDX license identifier, as scanners expect in "{key}": use {instead}.',
    hash: '"{value}" is not a Git commit, as "{key}" should be: 7 to 64 hexadecimal digits.',
    email: '"{value}" is not an email address, as "{key}" should be.',
    digest: '"{value}" is not a digest, as tools expect in "{key}": sha256:...',
    replace: 'Replace with "{instead}"',
  },
  options: { labels: {} },
  optionTexts: {
    labels:
      'Types of the values of labels, by key: `{ "com.example.commit": "hash" }`. A type is `text` (not empty), `url`, `rfc3339`, `semver`, `spdx`, `hash`, `email` or `digest`. The labels of the OCI image specification have types already.',
  },
  onbuild: true,
  on: {
    LABEL({ pairs }, { options, report }) {
      for (const { name: key, value = '', nameSpan, valueSpan } of pairs) {
        const type = typeOf(key, options.labels);
        // A build argument may set another value.
        if (type === undefined || value.includes('$')) continue;
        const [, quote = '', text = ''] = /^(["']?)(.*)\1$/s.exec(value) ?? [];
        if (isOfLabelType(text, type)) continue;
        const at = valueSpan && text !== '' ? valueSpan : nameSpan;
        const instead = insteadOf(text, type);
        report({
          at: { start: at.start, end: at.end },
          message: text === '' ? 'empty' : instead !== undefined && type === 'spdx' ? 'spdx-similar' : (type as Exclude<LabelType, 'text'>),
          data: { key, value: text, ...(instead !== undefined && { instead }) },
          fixes:
            instead === undefined
              ? []
              : [{ title: 'replace', data: { instead }, level: isSameValue(text, instead, type) ? 'safe' : 'suggestion', edits: [{ start: at.start, end: at.end, newText: quote + instead + quote }] }], // prettier-ignore
        });
      }
    },
  },
});

/** What the author meant, if it is clear. */
function insteadOf(text: string, type: LabelType): string | undefined {
  if (type === 'spdx') return licenseNamed(text);
  const instead =
    type === 'url' && /^[\w-]+(?:\.[\w-]+)+(?:[/?#]\S*)?$/.test(text)
      ? `https://${text}`
      : type === 'semver'
        ? text.replace(/^v(?=\d)/i, '')
        : type === 'rfc3339'
          ? timeNamed(text)
          : type === 'email'
            ? /<([^<>\s]+)>$/.exec(text)?.[1]
            : undefined;
  return instead !== undefined && instead !== text && isOfLabelType(instead, type) ? instead : undefined;
}

/** A date is the start of that day. */
function timeNamed(text: string): string {
  return /^\d{4}-\d\d-\d\d$/.test(text) ? `${text}T00:00:00Z` : text.replace(/(?<=:\d\d(?:\.\d+)?[+-]\d\d)(?=\d\d$)/, ':');
}

/** Whether both are the same in two spellings. A date says less than a time, and a name before an email address is lost. */
function isSameValue(text: string, instead: string, type: LabelType): boolean {
  if (type === 'spdx') return lettersOf(text) === lettersOf(instead);
  if (type === 'url') return isHttpsSite(text);
  return type === 'semver' || (type === 'rfc3339' && text.length > 10);
}

/** The letters and digits. A name that only differs in case and punctuation is the same. */
function lettersOf(text: string): string {
  return text.toLowerCase().replaceAll(/[^a-z0-9.]/g, '');
}

function typeOf(key: string, types: Readonly<Record<string, unknown>>): LabelType | undefined {
  if (Object.hasOwn(types, key)) return labelTypes.find((type) => type === types[key]);
  return Object.hasOwn(standardTypes, key) ? standardTypes[key] : undefined;
}
