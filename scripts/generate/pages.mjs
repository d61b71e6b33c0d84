// docs/rules/: a page a rule, and the index; the table of rules in README.md.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './rules.mjs';
import { cell, markdownNotice } from './text.mjs';

const fixWords = { safe: 'safe', suggestion: 'suggestion', none: '' };
const code = (text) => `\`${text}\``;

export function pages(rules) {
  const index = [markdownNotice, '', '# Rules', '', ...table(rules, './'), ''].join('\n');
  return {
    ...Object.fromEntries(rules.map((rule) => [`docs/rules/${rule.id}.md`, page(rule)])),
    'docs/rules/README.md': index,
    ...readme(rules),
  };
}

function page(rule) {
  const facts = [
    ['Category', rule.category],
    ['Severity', rule.severity],
    ['Fix', fixWords[rule.fix] || 'none'],
    ['Since', rule.since],
    ['Also known as', rule.aliases.map(code).join(', ') || '-'],
    ['Setting', code(`layerwise.rules.${rule.id}`)],
  ];
  const options = Object.entries(rule.options ?? {}).map(
    ([name, value]) =>
      `| ${code(`layerwise.options.${rule.id}.${name}`)} | ${code(JSON.stringify(value))} | ${cell(rule.optionTexts[name])} |`,
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
    ...(options.length ? ['## Options', '', '| setting | default | |', '|--|--|--|', ...options, ''] : []),
    '## Silence it',
    '',
    `Set ${code(`layerwise.rules.${rule.id}`)} to \`off\`, or write above the ${rule.on.ignoreFile ? 'line' : 'instruction'}:`,
    '',
    rule.on.ignoreFile ? '```dockerignore' : '```dockerfile',
    `# layerwise ignore=${rule.id}`,
    '```',
    '',
  ].join('\n');
}

function table(rules, folder) {
  return [
    '| rule | finds | severity | fix | also known as |',
    '|--|--|--|--|--|',
    ...rules.map((rule) => {
      const cells = [
        `[${rule.id}](${folder}${rule.id}.md)`,
        cell(rule.summary),
        rule.severity,
        fixWords[rule.fix],
        rule.aliases.map(code).join(' '),
      ];
      return `| ${cells.join(' | ')} |`;
    }),
  ];
}

/** README.md with its table between the two markers renewed; nothing while there are no markers. */
function readme(rules) {
  const path = join(root, 'README.md');
  if (!existsSync(path)) return {};
  const text = readFileSync(path, 'utf8');
  const marked = /(<!-- rules:start.*?-->\n)[\s\S]*?(<!-- rules:end -->)/;
  if (!marked.test(text)) return {};
  return { 'README.md': text.replace(marked, (_, start, end) => `${start}${table(rules, 'docs/rules/').join('\n')}\n${end}`) };
}
