import { memoizeWeak } from '../../../base/memoize.ts';
import { absolutePath, isAbsolutePath } from '../../../base/paths.ts';
import { defineRule } from '../../../linter/rule.ts';
import type { Stage } from '../../../model/model.ts';
import { executionOrder } from '../../../model/positions.ts';
import { isPlain } from '../../../syntax/expand.ts';
import { readJsonLikeArray } from '../../../syntax/json-like-array.ts';
import type { Instruction } from '../../../syntax/tree.ts';

export const rule = defineRule({
  id: 'relative-workdir',
  category: 'correctness',
  severity: 'info',
  fix: 'safe',
  mayChange: 'the path that the base image makes of a relative WORKDIR is written out',
  since: '0.1.0',
  aliases: ['WorkdirRelativePath', 'DL3000', 'S7000', 'DS-0009', 'WORKDIR_IS_NOT_ABSOLUTE'],
  checks: [196],
  summary: 'A relative WORKDIR depends on the working directory of the base image.',
  messages: {
    relative: 'This path is relative to the working directory of the base image, and moves if that changes. Use an absolute path.',
    known: 'This path is relative to the working directory of the base image, now {path}, and moves if that changes.',
    change: 'Change to {path}',
  },
  withinStage: true,
  on: {
    WORKDIR(instruction, context) {
      const { bodyText, body } = instruction;
      if (bodyText === '' || bodyText.startsWith('/') || readJsonLikeArray(bodyText)) return;
      const stage = context.stageOf(instruction);
      if (!stage || hasEarlier(instruction, stage)) return;
      const value = isPlain(bodyText) ? bodyText : context.model.scopeAt(instruction).expand(bodyText);
      if (value === undefined || value === '' || isAbsolutePath(value, stage.os)) return;
      const before = context.model.configBefore(instruction);
      const path = before.baseKnown && stage.os === 'linux' ? absolutePath(before.workdir?.value ?? '/', value) : undefined;
      const fixes =
        path !== undefined && context.text.slice(body.start, body.end) === bodyText && isPlain(bodyText)
          ? [{ title: 'change' as const, data: { path }, level: 'safe' as const, edits: [{ ...body, newText: path }] }]
          : [];
      const message = path === undefined ? 'relative' : 'known';
      context.report({ at: { start: body.start, end: body.end }, message, data: path === undefined ? {} : { path }, fixes });
    },
  },
});

/** Whether an earlier WORKDIR of the stage or of its parents sets a directory: then that one is reported if it is relative. */
function hasEarlier(instruction: Instruction, stage: Stage): boolean {
  const first = firstWorkdirOf(stage);
  if (first !== instruction && first !== undefined) return true;
  for (let parent = stage.parent; parent; parent = parent.parent) if (firstWorkdirOf(parent)) return true;
  return false;
}

const firstWorkdirOf = memoizeWeak((stage: Stage) => executionOrder(stage).find(isWorkdir));

function isWorkdir({ keyword, bodyText }: Instruction): boolean {
  return keyword === 'WORKDIR' && bodyText !== '';
}
