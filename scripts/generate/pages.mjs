// docs/rules/: a page for each rule, and the index.
import { cell, markdownNotice } from './text.mjs';

const fixWords = { safe: 'safe', suggestion: 'suggestion', none: '' };
const code = (text) => `\`${text}\``;

export function pages(rules) {
  const index = [markdownNotice, '', '# Rules', '', ...table(rules), ''].join('\n');
  return {
    ...Object.fromEntries(rules.map((rule) => [`docs/rules/${rule.id}.md`, page(rule)])),
    'docs/rules/README.md': index,
  };
}

/** The same as `isInPreset` in server/src/linter/presets.ts, which needs TypeScript. */
function presetsOf({ category, preset = 'recommended' }) {
  const general = ['recommended', 'strict', 'all'];
  const own = ['security', 'size', 'cache', 'style'].filter((name) => preset === 'recommended' || name === category);
  return [...general.slice(general.indexOf(preset)), ...own];
}

function page(rule) {
  const facts = [
    ['Category', rule.category],
    ['Severity', rule.severity],
    ['In the presets', presetsOf(rule).map(code).join(', ')],
    ['Fix', fixWords[rule.fix] || 'none'],
    ...(rule.mayChange ? [['Effect of the safe fix', rule.mayChange]] : []),
    ['Since', rule.since],
    ['Aliases', rule.aliases.map(code).join(', ') || '-'],
    ['Setting', code(`"layerwise.rules": { "${rule.id}": "${rule.severity}" }`)],
  ];
  const options = Object.entries(rule.options ?? {}).map(
    ([name, value]) => `| ${code(name)} | ${code(JSON.stringify(value))} | ${cell(rule.optionTexts[name])} |`,
  );
  return [
    markdownNotice,
    '',
    `# ${rule.id}`,
    '',
    rule.summary,
    '',
    '| | |',
    '|--|--|',
    ...facts.map(([name, value]) => `| ${name} | ${value} |`),
    '',
    rule.page.replace(/^# .*\n+/, '').trim(),
    '',
    ...(options.length
      ? [
          '## Options',
          '',
          code(`"layerwise.rules": { "${rule.id}": ["${rule.severity}", { "<option>": value }] }`),
          '',
          '| Option | Default | Description |',
          '|--|--|--|',
          ...options,
          '',
        ]
      : []),
    '## How to suppress',
    '',
    `Set ${code(`"layerwise.rules": { "${rule.id}": "off" }`)}, or add this comment above the ${rule.on.ignoreFile ? 'line' : 'instruction'}:`,
    '',
    rule.on.ignoreFile ? '```dockerignore' : '```dockerfile',
    `# layerwise ignore=${rule.id}`,
    '```',
    '',
  ].join('\n');
}

function table(rules) {
  return [
    '| Rule | Summary | Severity | On by default | Fix | Aliases |',
    '|--|--|--|--|--|--|',
    ...rules.map((rule) => {
      const cells = [
        `[${rule.id}](./${rule.id}.md)`,
        cell(rule.summary),
        rule.severity,
        presetsOf(rule).includes('recommended') ? 'yes' : '',
        fixWords[rule.fix],
        rule.aliases.map(code).join(' '),
      ];
      return `| ${cells.join(' | ')} |`;
    }),
  ];
}
