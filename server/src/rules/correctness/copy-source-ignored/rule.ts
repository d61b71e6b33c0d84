import { hasWildcard } from '../../../context/glob.ts';
import type { Instruction } from '../../../syntax/tree.ts';
import { defineRule } from '../../../linter/rule.ts';
import type { RuleContext } from '../../../linter/rule.ts';
import { lookedUpSources } from '../../../facts/context-lookup.ts';

type MessageId = 'path' | 'pattern';

export const rule = defineRule({
  id: 'copy-source-ignored',
  category: 'correctness',
  severity: 'warning',
  fix: 'none',
  since: '0.1.0',
  aliases: ['CopyIgnoredFile'],
  summary: 'COPY names a file that .dockerignore leaves out, so that it does not get to the builder.',
  messages: {
    path: '{path} is there, but {file} leaves it out (line {line}: {pattern}), so the build stops here.',
    pattern: 'All that fits {path} is left out by {file} (line {line}: {pattern}), so nothing is copied.',
  },
  on: { COPY: reportIgnored, ADD: reportIgnored },
});

function reportIgnored(instruction: Instruction, context: RuleContext<MessageId>): void {
  const { build, facts, report } = context;
  const copy = facts.copyOf(instruction);
  for (const { start, end, value, match } of (copy && lookedUpSources(copy, build)) ?? []) {
    const [hidden] = match.hidden;
    const by = hidden && match.files.length === 0 ? build.ignoredBy(hidden.path) : undefined;
    if (!by || build.snapshot.state !== 'known') continue;
    const file = build.snapshot.value.ignore?.path ?? '.dockerignore';
    const data = { path: value, file, line: by.line + 1, pattern: by.pattern };
    report({ at: { start, end }, message: hasWildcard(value) ? 'pattern' : 'path', data });
  }
}
