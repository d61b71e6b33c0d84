// npm run new:rule <id> [category]
// Creates the folder of a rule (rule.ts, rule.md, cases.txt) and runs the generators. No other file has to be edited by hand.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { categories, root, ruleFolders, rulesFolder } from './generate/rules.mjs';

const [id, category = 'correctness', ...rest] = process.argv.slice(2);

if (!id || rest.length > 0 || !/^[a-z]+(-[a-z0-9]+)*$/.test(id)) {
  stop('usage: npm run new:rule <id> [category], with an id in kebab-case that names the problem, for example consecutive-runs');
}
if (!categories.includes(category)) stop(`unknown category "${category}"; use one of: ${categories.join(', ')}`);
const existing = ruleFolders().find((rule) => rule.id === id);
if (existing) stop(`${existing.folder} already exists`);

const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const folder = `${rulesFolder}/${category}/${id}`;

write(
  `${folder}/rule.ts`,
  `import { defineRule } from '../../../linter/rule.ts';

export const rule = defineRule({
  id: '${id}',
  category: '${category}',
  severity: 'warning',
  fix: 'none',
  since: '${version}',
  preset: 'recommended',
  aliases: [],
  checks: [],
  summary: 'One sentence for lists and settings.',
  messages: {
    found: 'What is wrong with "{name}", what it costs, and what to do.',
  },
  on: {
    STOPSIGNAL(instruction, context) {
      context.report({ at: instruction.keywordSpan, message: 'found', data: { name: instruction.keyword } });
    },
  },
});
`,
);
write(
  `${folder}/rule.md`,
  `# ${id}

## What it does

What is reported exactly, and what is not.

## Why

What the problem costs: bytes, cache, security, a failed build.

## Bad

\`\`\`dockerfile
FROM alpine:3.22
STOPSIGNAL SIGTERM
\`\`\`

## Fixed

_No automatic fix._

## Good

\`\`\`dockerfile
FROM alpine:3.22
\`\`\`

## When not to

When it is right to ignore the finding.
`,
);
write(
  `${folder}/cases.txt`,
  `=== reported at the keyword
FROM alpine:3.22
STOPSIGNAL SIGTERM
~~~~~~~~~~ found name=STOPSIGNAL

=== no finding: without the instruction
FROM alpine:3.22
`,
);
const { status } = spawnSync(process.execPath, [join(root, 'scripts/generate.mjs')], { stdio: 'inherit' });
console.log(`Next: write the rule, its page and its cases (${rulesFolder}/README.md), then \`npx vitest run test/rules test/property\`.`);
process.exitCode = status ?? 1;

function write(path, text) {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
  console.log(`wrote ${path}`);
}

function stop(reason) {
  console.error(reason);
  process.exit(2);
}
