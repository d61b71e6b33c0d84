import { absolutePath, foldersAbove, isWithin } from '../../../base/paths.ts';
import { insertLineAbove } from '../../../base/layout.ts';
import type { CommandFact } from '../../../facts/commands/command.ts';
import { systemFolders } from '../../../knowledge/folders.ts';
import { hasRole } from '../../../knowledge/programs.ts';
import { knownBase } from '../../../facts/image/known-base.ts';
import { hasOnlySystemFolders } from '../../../knowledge/official-images.ts';
import { writesInWorkdir } from '../../../knowledge/workdir-writers.ts';
import { defineRule } from '../../../linter/rule.ts';
import type { ReportedFix, RuleContext } from '../../../linter/rule.ts';
import type { Stage } from '../../../model/model.ts';
import { isForLinux, rootStage } from '../../../model/stages.ts';
import type { Instruction } from '../../../syntax/tree.ts';
import type { Span } from '../../../base/span.ts';

type Messages = 'volume' | 'workdir' | 'own';

export const rule = defineRule<Messages>({
  id: 'volume-not-writable',
  category: 'runtime',
  severity: 'warning',
  preset: 'strict',
  fix: 'suggestion',
  since: '0.1.0',
  aliases: [],
  checks: [],
  summary: 'The user of the container cannot write to its volume or working directory, which root owns.',
  messages: {
    volume: 'Root owns "{path}", and the container runs as "{user}", which cannot write to this volume. Change the owner before VOLUME.',
    workdir: 'Root owns "{path}", and {program}, which runs as "{user}", writes to its working directory. Change the owner.',
    own: 'Create {path} for {user}',
  },
  withinStage: true,
  on: {
    stage(stage, context) {
      if (!stage.isFinal || !isForLinux(stage)) return;
      const config = context.model.configOf(stage);
      const { user } = config;
      if (!user || typeof user.from === 'string' || /^(?:root|0)(?::|$)|\$/.test(user.value) || !hasPlainBase(stage)) return;
      for (const { value, from } of config.volumes) {
        if (typeof from === 'string') continue;
        const path = absolutePath('/', value);
        if (path === undefined || !isOwnedByRoot(path, from, stage, context)) continue;
        const at = wordOf(from, value);
        context.report({ at, message: 'volume', data: { path, user: user.value }, fixes: ownFix(path, user.value, from, context) });
      }
      const workdir = config.workdir;
      const program = writesInWorkdir(context.facts.startOf(stage).argv.join(' '));
      if (!program || !workdir || typeof workdir.from === 'string' || !isOwnedByRoot(workdir.value, workdir.from, stage, context)) return;
      const { from } = workdir;
      context.report({
        at: from.body,
        message: 'workdir',
        data: { path: workdir.value, user: user.value, program },
        fixes: [],
      });
    },
  },
});

function wordOf({ words, json, body }: Instruction, value: string): Span {
  const word = json?.items.find((item) => item.value === value) ?? words.find(({ text }) => text === value) ?? body;
  return { start: word.start, end: word.end };
}

/**
 * Whether a folder certainly belongs to root: nothing in the file gives it, or a folder above it, to somebody else, and it is not one of the
 * base image. Anything that is not known counts as giving it away.
 */
function isOwnedByRoot(path: string, last: Instruction, stage: Stage, { model, facts, scriptOf }: RuleContext<Messages>): boolean {
  if (mayBelongToOthers(path)) return false;
  const names = [path, ...foldersAbove(path).filter((folder) => !systemFolders.has(folder))];
  const stages: Stage[] = [];
  for (let one: Stage | undefined = stage; one; one = one.parent) stages.push(one);
  return stages.every(({ instructions, inherited }) =>
    [...inherited, ...instructions].every((instruction) => {
      const { keyword, source } = instruction;
      const isRoot = /^(?:root|0)?(?::|$)/.test(model.configBefore(instruction).user?.value ?? '');
      if (keyword === 'WORKDIR') return isRoot || !source.includes(path);
      if (keyword === 'COPY' || keyword === 'ADD')
        return (
          !instruction.flags.some(({ name }) => name === 'chown' || name === 'chmod') ||
          !mentions(source, names, facts.copyOf(instruction)?.destination?.path)
        );
      if (keyword !== 'RUN') return true;
      const script = scriptOf(instruction);
      if (!script || script.opaque || script.errors.length > 0) return false;
      // After VOLUME, changes are lost.
      if (instruction.start > last.start && last.keyword === 'VOLUME' && model.stageOf(last) === stage) return true;
      if (!isRoot && names.some((name) => source.includes(name))) return false;
      return !facts.commandsOf(instruction).some((command) => mayGiveAway(command, names));
    }),
  );
}

/** Whether the base image is known to have no folders of its own. */
function hasPlainBase(stage: Stage): boolean {
  const root = rootStage(stage);
  return knownBase(root) !== undefined && hasOnlySystemFolders(root.image?.repository ?? '');
}

/** Whether a folder may come from the base image or a package, which may give it to a user: it is below a folder of the distribution. */
function mayBelongToOthers(path: string): boolean {
  return systemFolders.has(`/${path.split('/')[1]}`);
}

/** Whether a command may change the owner of one of these folders: a script, a task, or a file command whose operands are not known. */
function mayGiveAway({ program, inner, args }: CommandFact, names: readonly string[]): boolean {
  if (program === undefined || /\/|\.sh$/.test(inner.name ?? '') || hasRole(program, 'taskRunner', 'shell', 'interpreter')) return true;
  if (!hasRole(program, 'fileOwnership', 'accountTool', 'fileTransfer', 'archive')) return false;
  return args.some(({ value, literal }) => !literal || /^(?:\.{0,2}\/?)$|\*/.test(value) || names.some((name) => value.includes(name)));
}

function mentions(source: string, names: readonly string[], destination: string | undefined): boolean {
  return destination === undefined || names.some((name) => source.includes(name) || isWithin(name, destination));
}

/** A RUN before VOLUME, if root runs it. */
function ownFix(path: string, user: string, volume: Instruction, { model, text }: RuleContext<Messages>): readonly ReportedFix<Messages>[] {
  const before = model.configBefore(volume).user?.value ?? 'root';
  if (!/^(?:root|0)(?::|$)/.test(before) || !/^[\w:.-]+$/.test(user) || !/^[\w/.-]+$/.test(path)) return [];
  const edits = [insertLineAbove(text, volume.start, `RUN mkdir -p ${path} && chown ${user} ${path}`)];
  return [{ title: 'own', data: { path, user }, level: 'suggestion', edits }];
}
