import { systemFolders } from '../../../knowledge/folders.ts';
import { destinationTextOf } from '../../../facts/copy.ts';
import { isForLinux, isFromScratch } from '../../../model/stages.ts';
import type { Instruction } from '../../../syntax/tree.ts';
import { defineRule } from '../../../linter/rule.ts';
import type { RuleContext } from '../../../linter/rule.ts';

type Messages = 'root' | 'absolute';

export const rule = defineRule<Messages>({
  id: 'copy-without-workdir',
  category: 'correctness',
  severity: 'info',
  fix: 'suggestion',
  since: '0.1.0',
  aliases: ['DL3045'],
  checks: [100],
  summary: 'COPY or ADD to a relative path without a WORKDIR copies to the root folder.',
  messages: {
    root: 'There is no WORKDIR, so this copies to "{path}", between the folders of the system. Set a WORKDIR before it.',
    absolute: 'Write "{path}"',
  },
  on: {
    // Only the first one: a WORKDIR before it moves the others, too. In a build stage, only the copied results matter.
    stage(stage, context) {
      if (!stage.isInFinalImage || !isForLinux(stage) || isFromScratch(stage)) return;
      for (const instruction of stage.instructions) if (check(instruction, context)) return;
    },
  },
});

/** Reports an instruction that copies to the root folder by a relative path. Returns whether it does. */
function check(instruction: Instruction, context: RuleContext<Messages>): boolean {
  if (/^(?:[/\\$"']|<<)/.test(destinationTextOf(instruction) ?? '/')) return false;
  const destination = context.facts.copyOf(instruction)?.destination;
  if (destination?.path === undefined || destination.absolute) return false;
  // In an empty image, the root folder belongs to the author. An unknown base image may set WORKDIR.
  if (context.model.configBefore(instruction).workdir?.from !== 'default') return false;
  // `etc/app.conf` is meant to be below the root.
  const { start, end, path, isFolder, text, value } = destination;
  if (systemFolders.has(`/${path.split('/')[1]!}`) && path !== '/') return false;
  const newText = isFolder && path !== '/' ? `${path}/` : path;
  const edits = [{ start, end, newText }];
  context.report({
    at: { start, end },
    message: 'root',
    data: { path: newText },
    fixes: text === value ? [{ title: 'absolute', data: { path: newText }, level: 'suggestion', edits }] : [],
  });
  return true;
}
