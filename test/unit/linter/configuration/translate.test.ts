import { expect, it } from 'vitest';
import { english } from '../../../../server/src/base/message.ts';
import { translateConfiguration } from '../../../../server/src/linter/configuration/files.ts';
import type { AnyRule } from '../../../../server/src/linter/rule.ts';
import { ruleOf } from '../../../support/rules.ts';

const rules: readonly AnyRule[] = [
  { ...ruleOf('latest-tag'), aliases: ['DL3007'] },
  { ...ruleOf('latest-tag'), id: 'labels', aliases: ['DL3050'] },
  { ...ruleOf('latest-tag'), id: 'stage-case', aliases: ['StageNameCasing'], severity: 'info' },
];

it.each<[name: string, file: string, text: string, configuration: object, without: readonly string[]]>([
  [
    'hadolint: everything',
    '.hadolint.yaml',
    `failure-threshold: info
ignored: [DL3007, DL4999]
label-schema:
  author: text
  created: RFC3339
strict-labels: true
trustedRegistries: [docker.io]
format: tty
disable-ignore-pragma: true
`,
    {
      rules: { DL3050: 'warning', DL3007: 'off' },
      trustedRegistries: ['docker.io'],
      labels: { author: 'text', created: 'rfc3339' },
      failLevel: 'info',
    },
    ['The rule DL4999 does not exist here.', '"disable-ignore-pragma" has no counterpart.'],
  ],
  ['hadolint: nothing', 'hadolint.yml', '', {}, []],
  [
    'tally: rules by name',
    '.tally.toml',
    `[output]
fail-level = "style"
[rules]
include = ["buildkit/StageNameCasing", "hadolint/*"]
exclude = ["hadolint/DL3007", "tally/max-lines"]
[rules.buildkit.StageNameCasing]
severity = "error"
[rules.hadolint.DL3026]
trusted-registries = ["ghcr.io"]
`,
    { rules: { StageNameCasing: 'error', DL3007: 'off' }, trustedRegistries: ['ghcr.io'], failLevel: 'hint' },
    [
      '"hadolint/*" selects a group of rules. Choose a "preset" instead.',
      'The rule tally/max-lines does not exist here.',
      'The rule hadolint/DL3026 does not exist here.',
    ],
  ],
  [
    'tally: options and sections without a counterpart',
    'tally.toml',
    '[rules]\nexclude = ["buildkit/*"]\n[rules.hadolint.DL3007]\nmax = 3\n[ai]\nenabled = true\n',
    {},
    [
      '"buildkit/*" selects a group of rules. Set each of its rules to "off".',
      'The option "max" of DL3007 has no counterpart.',
      '"ai" has no counterpart.',
    ],
  ],
])('%s', (_, file, text, configuration, without) => {
  const result = translateConfiguration(file, text, rules)!;
  expect(result.configuration).toEqual(configuration);
  expect(result.without.map(english)).toEqual(without);
});

it.each([
  ['another tool', 'package.json', '{}'],
  ['a syntax error in TOML', '.tally.toml', '[rules\n'],
  ['a syntax error in YAML', '.hadolint.yaml', 'ignored: [a\n'],
])('nothing for %s', (_, file, text) => {
  expect(translateConfiguration(file, text, rules)).toBeUndefined();
});
