import { shellPath } from '../../../base/paths.ts';
import { unpacksByName } from '../../../context/archive.ts';
import { defineRule } from '../../../linter/rule.ts';
import type { RuleContext } from '../../../linter/rule.ts';
import { executionOrder } from '../../../model/positions.ts';
import { isForLinux } from '../../../model/stages.ts';
import type { Stage } from '../../../model/model.ts';
import type { Instruction } from '../../../syntax/tree.ts';

type Messages = 'unpacked' | 'command';

export const rule = defineRule<Messages>({
  id: 'archive-unpacked-later',
  category: 'size',
  severity: 'info',
  preset: 'strict',
  fix: 'none',
  since: '0.1.0',
  aliases: ['DL3010'],
  checks: [95],
  summary: 'COPY adds an archive to the image that a RUN unpacks.',
  messages: {
    unpacked: 'The image contains "{name}" and what tar unpacks from it. ADD unpacks a local archive and does not keep it.',
    command: 'Unpacked here',
  },
  withinStage: true,
  on: {
    stage(stage, context) {
      if (stage.isInFinalImage && isForLinux(stage)) check(stage, context);
    },
  },
});

function check(stage: Stage, { facts, report }: RuleContext<Messages>): void {
  const archives = new Map<string, Instruction>();
  for (const instruction of executionOrder(stage)) {
    if (instruction.keyword === 'COPY') {
      const copy = facts.copyOf(instruction);
      const isArchive = copy?.fromContext && copy.sources.length === 1 && unpacksByName(copy.sources[0]!.value ?? '') === 'yes';
      if (isArchive) for (const { path, kind } of facts.filesOf(instruction).added) if (kind === 'file') archives.set(path, instruction);
    }
    if (instruction.keyword !== 'RUN' || archives.size === 0) continue;
    for (const { extraction, folder, inner } of facts.commandsOf(instruction)) {
      const path = extraction?.tool === 'tar' && extraction.archive !== undefined ? shellPath(folder, extraction.archive) : undefined;
      const copy = path === undefined ? undefined : archives.get(path);
      if (path === undefined || !copy) continue;
      archives.delete(path);
      report({ at: copy.keywordSpan, message: 'unpacked', data: { name: path }, related: [{ at: inner, message: 'command' }] });
    }
  }
}
