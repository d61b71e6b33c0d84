import { defineRule } from '../../../linter/rule.ts';

export const rule = defineRule<'unexpected', { readonly allowed: readonly string[]; readonly labels: Readonly<Record<string, unknown>> }>({
  id: 'unexpected-label',
  category: 'style',
  severity: 'info',
  preset: 'all',
  fix: 'none',
  since: '0.1.0',
  aliases: ['DL3050'],
  checks: [220],
  summary: 'A label is not among those that the settings allow.',
  messages: { unexpected: 'The label "{key}" is not among the allowed ones. It may be misspelled, so that tools do not find it.' },
  options: { allowed: [], labels: {} },
  optionTexts: {
    allowed:
      'The keys of the labels that an image may have; `org.opencontainers.*` allows all keys with this start. Without any, nothing is reported.',
    labels: 'The labels that the image must have, which are allowed, too.',
  },
  onbuild: true,
  on: {
    LABEL({ pairs }, { options, report }) {
      const all = [...options.allowed, ...Object.keys(options.labels)];
      if (all.length === 0) return;
      for (const { name: key, nameSpan } of pairs) {
        if (key === '' || key.includes('$') || all.some((allowed) => matches(allowed, key))) continue;
        report({ at: { start: nameSpan.start, end: nameSpan.end }, message: 'unexpected', data: { key } });
      }
    },
  },
});

function matches(allowed: string, key: string): boolean {
  return allowed.endsWith('*') ? key.startsWith(allowed.slice(0, -1)) : key === allowed;
}
