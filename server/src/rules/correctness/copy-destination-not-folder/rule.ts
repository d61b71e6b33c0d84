import { baseName } from '../../../base/paths.ts';
import { destinationTextOf } from '../../../facts/copy.ts';
import { isFileName } from '../../../knowledge/file-names.ts';
import type { CopyFact, CopySource } from '../../../facts/copy.ts';
import type { Instruction } from '../../../syntax/tree.ts';
import { defineRule } from '../../../linter/rule.ts';
import type { RuleContext } from '../../../linter/rule.ts';
import { lineageOf } from '../../../model/stages.ts';

type Messages = 'one-file' | 'add-slash';

export const rule = defineRule<Messages>({
  id: 'copy-destination-not-folder',
  category: 'correctness',
  severity: 'warning',
  fix: 'suggestion',
  since: '0.1.0',
  aliases: ['DL3021', 'DS-0011'],
  checks: [99],
  summary: 'Several files are copied to a path without a slash at its end, so that only the last one may remain.',
  messages: {
    'one-file': 'Several files need a folder as destination: if "{path}" is not a folder, only the last file remains. Use "{path}/".',
    'add-slash': 'Change to "{path}/"',
  },
  onbuild: true,
  withinStage: true,
  on: { COPY: check, ADD: check },
});

function check(instruction: Instruction, context: RuleContext<Messages>): void {
  // The cheap checks come first: whether the destination is a folder depends on all earlier instructions.
  if (/[./\\]$/.test(destinationTextOf(instruction) ?? '/')) return;
  const copy = context.facts.copyOf(instruction);
  if (!copy || copy.flags.parents || !copiesSeveralFiles(copy)) return;
  const { destination } = copy;
  // What a variable is replaced with may end in a slash.
  if (!destination?.value || !/[^./\\]$/.test(destination.value) || context.facts.copiesIntoFolder(instruction)) return;
  if (isUsedAsFolder(destination.value, instruction, context)) return;
  const { start, end, text, value: path } = destination;
  // Inside quotes of its own the slash would have to stand before them.
  const edits = /["']$/.test(text) ? undefined : [{ start: end, end, newText: '/' }];
  context.report({
    at: { start, end },
    message: 'one-file',
    data: { path },
    fixes: edits && [{ title: 'add-slash', data: { path }, level: 'suggestion', edits }],
  });
}

/** Whether an earlier RUN of the stage names a file in the destination (`mv LICENSE /opt/app/LICENSE`): then it is a folder. */
function isUsedAsFolder(path: string, copy: Instruction, { stageOf }: RuleContext): boolean {
  const stage = stageOf(copy);
  if (!stage || !path.startsWith('/')) return false;
  const earlier = lineageOf(stage).flatMap(({ instructions }) => instructions.filter(({ start }) => start < copy.start));
  // A word of the script that continues after the slash.
  return earlier.some(
    ({ keyword, source }) =>
      keyword === 'RUN' && source.split(/[\s"'=]+/).some((word) => word.startsWith(`${path}/`) && word.length > path.length + 1),
  );
}

/** Whether at least two files, and no folder, have the destination as their name. A folder among the sources makes it a folder. */
function copiesSeveralFiles({ sources }: CopyFact): boolean {
  const counts = sources.map(filesOf);
  return !counts.includes(undefined) && counts.reduce((sum: number, count) => sum + (count ?? 0), 0) > 1;
}

/** The number of files that a source is; undefined if it is a folder, or may be one. */
function filesOf({ kind, value, match, files }: CopySource): number | undefined {
  if (kind === 'heredoc' || kind === 'http') return 1;
  if (files && match && files.length > 0) return files.every(({ named }) => named) ? files.length : undefined;
  return kind !== 'glob' && value !== undefined && isFileName(baseName(value)) ? 1 : undefined;
}
