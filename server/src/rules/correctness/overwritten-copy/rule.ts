import { overwrittenFiles } from '../../../facts/overwritten-files.ts';
import type { OverwrittenFile } from '../../../facts/overwritten-files.ts';
import type { Instruction } from '../../../syntax/tree.ts';
import { hasWildcard } from '../../../context/glob.ts';
import { defineRule } from '../../../linter/rule.ts';
import type { RuleContext } from '../../../linter/rule.ts';

type MessageId = 'one' | 'several';

export const rule = defineRule<MessageId>({
  id: 'overwritten-copy',
  category: 'correctness',
  severity: 'info',
  fix: 'none',
  since: '0.1.0',
  aliases: [],
  checks: [],
  summary: 'Two sources of a COPY or ADD contain a file with the same path, and only the last one remains.',
  messages: {
    one: '"{file}" is overwritten by "{by}": Docker copies the contents of folders. Use a destination for each.',
    several:
      '"{file}" is overwritten by "{by}", and so are {count} others: Docker copies the contents of folders. Use a destination for each.',
  },
  withinStage: true,
  on: { COPY: check, ADD: check },
});

function check(instruction: Instruction, context: RuleContext<MessageId>): void {
  // One file or folder has each path once.
  if (instruction.words.length < 3 && !hasWildcard(instruction.bodyText)) return;
  const copy = context.build.snapshot.state === 'known' ? context.facts.copyOf(instruction) : undefined;
  if (!copy) return;
  const found = overwrittenFiles(copy);
  for (const source of copy.sources)
    report(
      found.filter((each) => each.source === source),
      context,
    );
}

function report([first, ...others]: readonly OverwrittenFile[], context: RuleContext<MessageId>): void {
  if (!first) return;
  const { start, end } = first.source;
  const data = { file: first.file.entry.path, by: first.by.entry.path, count: others.length };
  context.report({ at: { start, end }, message: others.length > 0 ? 'several' : 'one', data });
}
