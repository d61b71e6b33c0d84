// npm run new:rule <id>
// Writes the folder of a rule (rule.ts, rule.md) and its fixture, and runs the generators.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const [id, ...rest] = process.argv.slice(2);

if (!id || rest.length || !/^[a-z]+(-[a-z0-9]+)*$/.test(id)) {
  stop('usage: npm run new:rule <id>, the id in kebab-case and named for the problem, e.g. consecutive-runs');
}
if (existsSync(join(root, 'server/src/rules', id))) stop(`server/src/rules/${id} is there already`);

const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

write(
  `server/src/rules/correctness/${id}/rule.ts`,
  `import { defineRule } from '../../../linter/rule.ts';

export const rule = defineRule({
  id: '${id}',
  category: 'correctness',
  severity: 'warning',
  fix: 'none',
  since: '${version}',
  aliases: [],
  summary: 'One sentence for lists and settings.',
  messages: {
    found: 'What is wrong with {name}, and what it costs.',
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
  `server/src/rules/correctness/${id}/rule.md`,
  `# ${id}

## What it does

What is reported, and where it stays quiet.

## Why

What it costs whom.

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

Where it is right to ignore this rule.
`,
);
write(
  `server/src/rules/correctness/${id}/cases.txt`,
  `=== is reported at the keyword
FROM alpine:3.22
STOPSIGNAL SIGTERM
~~~~~~~~~~ found name=STOPSIGNAL

=== is silent where there is none
FROM alpine:3.22
`,
);
const { status } = spawnSync(process.execPath, [join(root, 'scripts/generate.mjs')], { stdio: 'inherit' });
console.log(
  `Next: write the rule and its page, then \`npx vitest run test/rules test/property\`. A safe fix also needs a line in test/property/may-change.ts.`,
);
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
