import { systemFolders } from '../../../knowledge/folders.ts';
import { destinationTextOf } from '../../../facts/copy.ts';
import { isForLinux, isFromScratch } from '../../../model/stages.ts';
import type { Instruction } from '../../../syntax/tree.ts';
import { defineRule } from '../../../linter/rule.ts';
import type { Report, RuleContext } from '../../../linter/rule.ts';

type Messages = 'root' | 'absolute';

export const rule = defineRule<Messages>({
  id: 'copy-without-workdir',
  category: 'correctness',
  severity: 'info',
  fix: 'safe',
  mayChange: 'the path in the root folder is written out',
  since: '0.1.0',
  aliases: ['DL3045'],
  checks: [100],
  summary: 'COPY or ADD to a relative path without a WORKDIR copies to the root folder.',
  messages: {
    root: 'There is no WORKDIR, so this copies to "{path}", between the folders of the system. Set a WORKDIR before it.',
    absolute: 'Write "{path}"',
  },
  withinStage: true,
  on: {
    // Only the first one: a WORKDIR before it moves the others, too. In a build stage, only the copied results matter.
    stage(stage, context) {
      if (!stage.isInFinalImage || !isForLinux(stage) || isFromScratch(stage)) return;
      let first: Report<Messages> | undefined;
      for (const instruction of stage.instructions) {
        const report = reportOf(instruction, context);
        if (!report) continue;
        if (first) {
          // The fix of the first would leave the others.
          context.report({ ...first, fixes: first.fixes?.map((fix) => ({ ...fix, level: 'suggestion' as const })) });
          return;
        }
        first = report;
      }
      if (first) context.report(first);
    },
  },
});

/** The report for an instruction that copies to the root folder by a relative path. */
function reportOf(instruction: Instruction, context: RuleContext<Messages>): Report<Messages> | undefined {
  if (/^(?:[/\\$"']|<<)/.test(destinationTextOf(instruction) ?? '/')) return undefined;
  const destination = context.facts.copyOf(instruction)?.destination;
  if (destination?.path === undefined || destination.absolute) return undefined;
  // In an empty image, the root folder belongs to the author. An unknown base image may set WORKDIR.
  if (context.model.configBefore(instruction).workdir?.from !== 'default') return undefined;
  // `etc/app.conf` is meant to be below the root.
  const { start, end, path, isFolder, text, value } = destination;
  if (systemFolders.has(`/${path.split('/')[1]!}`) && path !== '/') return undefined;
  const newText = isFolder && path !== '/' ? `${path}/` : path;
  // Not a word of a comment or of a broken array.
  const isSamePath = /^[\w./-]+$/.test(text) && newText.slice(1) === text.replace(/^\.\/?(?=.|$)/, '') && !instruction.source.includes('#');
  const edits = [{ start, end, newText }];
  return {
    at: { start, end },
    message: 'root',
    data: { path: newText },
    fixes: text === value ? [{ title: 'absolute', data: { path: newText }, level: isSamePath ? 'safe' : 'suggestion', edits }] : [],
  };
}
