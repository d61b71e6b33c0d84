import { isWithin } from '../../../base/paths.ts';
import type { Facts } from '../../../facts/facts.ts';
import { hasNoShell } from '../../../model/no-shell.ts';
import type { Stage } from '../../../model/model.ts';
import { rootStage } from '../../../model/stages.ts';
import type { Instruction } from '../../../syntax/tree.ts';
import { defineRule } from '../../../linter/rule.ts';

export const rule = defineRule({
  id: 'run-without-shell',
  category: 'correctness',
  severity: 'error',
  fix: 'none',
  since: '0.1.0',
  preset: 'recommended',
  aliases: ['shell-run-in-scratch'],
  checks: [177],
  summary: 'RUN needs a shell, and the image has none.',
  messages: {
    missing: '"{image}" has no /bin/sh, so this RUN fails. Run it in another stage and copy the result, or use the exec form.',
  },
  withinStage: true,
  on: {
    stage(stage, { model, facts, report }) {
      if (stage.os !== 'linux' || !hasNoShell(stage)) return;
      for (const instruction of stage.instructions) {
        if (instruction.keyword === 'SHELL' || mayBringShell(instruction, facts)) return;
        if (instruction.keyword !== 'RUN' || instruction.json || instruction.bodyText === '') continue;
        if (
          parentsBringShell(stage, facts) ||
          facts.mountsOf(instruction).some((mount) => (mount.target === undefined ? mount.source !== undefined : mount.covers('/bin/sh')))
        )
          return;
        const { image } = rootStage(stage);
        return report({
          at: instruction.keywordSpan,
          message: 'missing',
          data: { image: model.tree.text.slice(image!.start, image!.end) },
        });
      }
    },
  },
});

function parentsBringShell({ parent }: Stage, facts: Facts): boolean {
  for (let next = parent; next; next = next.parent)
    if (next.instructions.some((instruction) => instruction.keyword === 'SHELL' || mayBringShell(instruction, facts))) return true;
  return false;
}

/** Whether an instruction may add /bin/sh: a copy to a folder that contains it or to the file itself, an archive, or a program that ran. */
function mayBringShell(instruction: Instruction, facts: Facts): boolean {
  if (instruction.keyword === 'RUN') return instruction.json !== undefined;
  if (instruction.keyword !== 'COPY' && instruction.keyword !== 'ADD') return false;
  const path = facts.copyOf(instruction)?.destination?.path;
  return path === undefined || path === '/' || ['/bin', '/usr'].some((folder) => isWithin(folder, path));
}
