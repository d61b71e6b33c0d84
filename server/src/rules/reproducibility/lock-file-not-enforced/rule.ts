import { contextPath, joinPath } from '../../../base/paths.ts';
import type { TextEdit } from '../../../base/edit.ts';
import { lockedInstalls } from '../../../knowledge/locked-installs.ts';
import type { LockedInstall } from '../../../knowledge/locked-installs.ts';
import { mayBeModernYarn } from '../../../facts/yarn.ts';
import { hasRole } from '../../../knowledge/programs.ts';
import type { Stage } from '../../../model/model.ts';
import { isForLinux } from '../../../model/stages.ts';
import { hasOption } from '../../../shell/tools/options.ts';
import { isSimulated } from '../../../shell/tools/packages.ts';
import type { Instruction } from '../../../syntax/tree.ts';
import { defineRule } from '../../../linter/rule.ts';
import type { PackageFact, ReportedFix, RuleContext } from '../../../linter/rule.ts';

type Messages = 'unlocked' | 'use';

export const rule = defineRule<Messages>({
  id: 'lock-file-not-enforced',
  category: 'reproducibility',
  severity: 'info',
  preset: 'strict',
  fix: 'suggestion',
  since: '0.1.0',
  aliases: ['tally/missing-bundle-deployment'],
  checks: [142, 268],
  summary: 'An install may ignore the lock file that is in the build context.',
  messages: {
    unlocked: '{tool} {verb} can install other versions than {lock}, and changes the file instead of failing. Use {remedy}.',
    use: 'Use {remedy}',
  },
  withinStage: true,
  on: {
    package(command, instruction, context) {
      const { packages } = command;
      if (!Object.hasOwn(lockedInstalls, packages.tool)) return;
      const { tool, verbText, verbWord, toolWord } = packages;
      const install = lockedInstalls[tool]!;
      if (!install.verbs.includes(verbText) || packages.packages.length > 0 || !packages.project || isSimulated(packages)) return;
      if (isLocked(command, install, instruction, context)) return;
      const lock = lockBefore(command, install, instruction, context);
      if (lock === undefined) return;
      const remedy = remedyFor(command, install, context.stageOf(instruction)!, context);
      context.report({
        at: verbWord ?? toolWord,
        message: 'unlocked',
        data: { tool: tool === 'bundler' ? 'bundle' : tool, verb: verbText || 'install', lock, remedy: remedy.name },
        fixes: remedy.fixes,
      });
    },
  },
});

/** Whether an option, a variable or an earlier command of the stage makes the install keep to the lock file. */
function isLocked(command: PackageFact, { options, variables }: LockedInstall, run: Instruction, context: RuleContext): boolean {
  const { args, tool } = command.packages;
  if (hasOption(args, ...options, '--prefix', '-C', '--cwd', '--dir', '--directory', '--project', '--gemfile')) return true;
  if (variables.some((name) => command.environment(name) !== undefined)) return true;
  const stage = context.stageOf(run);
  const configures =
    tool === 'bundler'
      ? /\bconfig\b[^&;\n]*\b(?:deployment|frozen)\b|\.bundle\/config/
      : tool === 'npm'
        ? /package-lock\s*[= ]\s*false/
        : undefined;
  return (
    configures !== undefined &&
    stage !== undefined &&
    stage.instructions.some(({ source, start }) => start <= run.start && configures.test(source))
  );
}

/** The name of the lock file in the folder of the command, if the build context certainly provides it. */
function lockBefore(command: PackageFact, { locks }: LockedInstall, run: Instruction, context: RuleContext): string | undefined {
  const { build, facts } = context;
  const { folder } = command;
  const stage = context.stageOf(run);
  if (build.snapshot.state !== 'known' || folder === undefined || !stage || !isForLinux(stage)) return undefined;
  const added = new Set<string>();
  for (let here: Stage | undefined = stage; here; here = here.parent) {
    for (const instruction of here.instructions) {
      if (instruction.start >= run.start || (instruction.keyword !== 'COPY' && instruction.keyword !== 'ADD')) continue;
      for (const { path, kind, certain } of facts.filesOf(instruction).added) if (kind === 'file' && certain) added.add(path);
    }
  }
  const isMounted = (name: string): boolean =>
    facts.mountsOf(run).some(({ fromContext, target, source }) => {
      if (!fromContext) return false;
      return target === joinPath(folder, name) || (target === folder && build.has(contextPath(joinPath(source ?? '', name))) === true);
    });
  const found = locks.find((name) => added.has(joinPath(folder, name)) || isMounted(name));
  // A RUN that deletes or writes the file knows what it does.
  return found !== undefined && !run.source.slice(run.body.start - run.start).includes(found) ? found : undefined;
}

interface Remedy {
  readonly name: string;
  readonly fixes: ReportedFix<Messages>[];
}

function remedyFor(command: PackageFact, { remedy }: LockedInstall, stage: Stage, { facts }: RuleContext): Remedy {
  const { packages, wrappers } = command;
  const { tool, toolWord, verbWord } = packages;
  const fix = (name: string, edit: TextEdit | undefined): Remedy => ({
    name,
    fixes: edit ? [{ title: 'use', data: { remedy: name }, level: 'suggestion', edits: [edit] }] : [],
  });
  if ('verb' in remedy)
    return fix(`${tool} ${remedy.verb}`, verbWord && { start: verbWord.start, end: verbWord.end, newText: remedy.verb });
  if ('option' in remedy) {
    const option = tool === 'yarn' && mayBeModernYarn(packages, stage, facts) ? '--immutable' : remedy.option;
    return fix(option, { ...packages.optionPlace, newText: ` ${option}` });
  }
  // A variable before the program, which a wrapper may take for the name of a program.
  const isPlain = wrappers.every(({ name }) => hasRole(name, 'userSwitch'));
  return fix(remedy.variable, isPlain ? { start: toolWord.start, end: toolWord.start, newText: `${remedy.variable} ` } : undefined);
}
