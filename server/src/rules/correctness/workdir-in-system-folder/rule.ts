import { absolutePath } from '../../../base/paths.ts';
import { isReservedFolder } from '../../../knowledge/folders.ts';
import { isForLinux } from '../../../model/stages.ts';
import type { Instruction } from '../../../syntax/tree.ts';
import { defineRule } from '../../../linter/rule.ts';
import type { RuleContext } from '../../../linter/rule.ts';

type Messages = 'kernel' | 'system';

export const rule = defineRule<Messages>({
  id: 'workdir-in-system-folder',
  category: 'correctness',
  severity: 'warning',
  preset: 'strict',
  fix: 'none',
  since: '0.1.0',
  aliases: ['DS-0030'],
  checks: [197],
  summary: 'WORKDIR is a folder of the operating system, in which files of the application replace or mix with its own.',
  messages: {
    kernel: '"{path}" belongs to the kernel: the container mounts it anew, so that files which are created here are lost. Use /app.',
    system: '"{path}" contains the files of the system: what is copied or created here mixes with them. Use a folder such as /app.',
  },
  withinStage: true,
  on: { WORKDIR: check },
});

function check(instruction: Instruction, context: RuleContext<Messages>): void {
  const { body, bodyText } = instruction;
  // Most paths are plain and absolute: then nothing else has to be read.
  const plain = bodyText.startsWith('/') && !/[$"'\\]/.test(bodyText);
  if (plain && !isReservedFolder(absolutePath(undefined, bodyText)!)) return;
  const stage = context.stageOf(instruction);
  if (!stage || !isForLinux(stage)) return;
  const value = context.model.scopeAt(instruction).expand(bodyText);
  const path = value === undefined ? undefined : absolutePath(context.model.configBefore(instruction).workdir?.value, value);
  const reserved = path === undefined ? undefined : isReservedFolder(path);
  if (reserved) context.report({ at: { start: body.start, end: body.end }, message: reserved, data: { path: path! } });
}
