import { isOfLabelType, licenseNamed } from '../../../facts/label-values.ts';
import { labelTypes } from '../../../knowledge/label-values.ts';
import type { LabelType } from '../../../knowledge/label-values.ts';
import { labels } from '../../../knowledge/labels.ts';
import { defineRule } from '../../../linter/rule.ts';

type Messages = 'empty' | Exclude<LabelType, 'text'> | 'spdx-similar' | 'replace';

const standardTypes: Readonly<Record<string, LabelType>> = Object.fromEntries(labels.map(({ key, type }) => [key, type]));

export const rule = defineRule<Messages, { readonly labels: Readonly<Record<string, unknown>> }>({
  id: 'invalid-label-value',
  category: 'correctness',
  severity: 'info',
  preset: 'strict',
  fix: 'safe',
  mayChange: 'a license is written as its SPDX identifier',
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
        const instead = type === 'spdx' ? licenseNamed(text) : undefined;
        report({
          at: { start: at.start, end: at.end },
          message: text === '' ? 'empty' : instead === undefined ? (type as Exclude<LabelType, 'text'>) : 'spdx-similar',
          data: { key, value: text, ...(instead !== undefined && { instead }) },
          fixes:
            instead === undefined
              ? []
              : [{ title: 'replace', data: { instead }, level: lettersOf(text) === lettersOf(instead) ? 'safe' : 'suggestion', edits: [{ start: at.start, end: at.end, newText: quote + instead + quote }] }], // prettier-ignore
        });
      }
    },
  },
});

/** The letters and digits. A name that only differs in case and punctuation is the same. */
function lettersOf(text: string): string {
  return text.toLowerCase().replaceAll(/[^a-z0-9.]/g, '');
}

function typeOf(key: string, types: Readonly<Record<string, unknown>>): LabelType | undefined {
  if (Object.hasOwn(types, key)) return labelTypes.find((type) => type === types[key]);
  return Object.hasOwn(standardTypes, key) ? standardTypes[key] : undefined;
}
