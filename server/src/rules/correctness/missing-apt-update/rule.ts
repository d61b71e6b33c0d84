import type { CommandFact } from '../../../facts/commands/command.ts';
import { mayFail } from '../../../facts/commands/failure.ts';
import { imageStatesOf } from '../../../facts/image/images.ts';
import { isNotInstalled } from '../../../facts/image/packages.ts';
import type { ImageState } from '../../../facts/image/state.ts';
import type { Stage } from '../../../model/model.ts';
import type { Instruction } from '../../../syntax/tree.ts';
import { isSimulated } from '../../../shell/tools/packages.ts';
import type { Work } from '../../../base/work.ts';
import { defineRule } from '../../../linter/rule.ts';
import type { PackageFact, ReportedFix, RuleContext } from '../../../linter/rule.ts';

type Messages = 'no-lists' | 'lists-deleted' | 'update';

export const rule = defineRule<Messages>({
  id: 'missing-apt-update',
  category: 'correctness',
  severity: 'error',
  fix: 'suggestion',
  since: '0.1.0',
  aliases: [],
  checks: [],
  summary: 'apt installs packages without package lists, so it finds none of them.',
  messages: {
    'no-lists': '"{image}" has no package lists, so {tool} cannot find "{name}". Run apt-get update before it, in the same RUN.',
    'lists-deleted': 'The package lists were deleted before, so {tool} cannot find "{name}". Run apt-get update in the same RUN.',
    update: 'Add apt-get update',
  },
  withinStage: true,
  on: { stage: check },
});

function* check(stage: Stage, context: RuleContext<Messages>): Work<void> {
  for (const run of stage.instructions) {
    const command = run.keyword === 'RUN' ? context.facts.commandsOf(run).find((one) => isMissing(one, run, context)) : undefined;
    // The build stops at the first one.
    if (command) {
      report(command as PackageFact, run, stage, context);
      return;
    }
    yield;
  }
}

function isMissing(command: CommandFact, run: Instruction, context: RuleContext): boolean {
  const { packages } = command;
  if (packages?.verb !== 'install' || packages.verbText !== 'install' || (packages.tool !== 'apt-get' && packages.tool !== 'apt'))
    return false;
  if (packages.updatesLists || isSimulated(packages)) return false;
  const state = imageStatesOf(context.facts).before(command, run);
  return (
    state !== undefined && state.listsAreMissing && !mayFail(command) && missingName(command as PackageFact, state, context) !== undefined
  );
}

/** The first package that apt would have to look up. An installed one does not need the lists. */
function missingName({ packages: { packages } }: PackageFact, state: ImageState, { assets }: RuleContext): string | undefined {
  return packages.find(({ source, word, name }) => source === 'repository' && word.literal && isNotInstalled(state, name, assets))?.name;
}

function report(command: PackageFact, run: Instruction, stage: Stage, context: RuleContext<Messages>): void {
  const state = imageStatesOf(context.facts).before(command, run)!;
  const { tool, toolWord } = command.packages;
  const wereUpdated = stage.instructions.some(
    (other) =>
      other.keyword === 'RUN' &&
      context.facts.commandsOf(other).some((one) => one.packages?.updatesLists && one.command.start < command.command.start),
  );
  context.report({
    at: toolWord,
    message: wereUpdated ? 'lists-deleted' : 'no-lists',
    data: { image: state.base.name, tool, name: missingName(command, state, context)! },
    fixes: fixes(command),
  });
}

/** The wrappers (`sudo`) apply to both commands. */
function fixes({ command, wrappers, packages }: PackageFact): ReportedFix<Messages>[] {
  const isPlain = command.containers.every((container) => container === 'group' || container === 'subshell') && command.operator !== '|';
  if (!isPlain || wrappers.some(({ args }) => args.some(({ value }) => value === '-c'))) return [];
  const before = wrappers.flatMap(({ word, args }) => [word, ...args]).map(({ raw }) => `${raw} `);
  const newText = `${before.join('')}${packages.toolWord.raw} update && `;
  return [{ title: 'update', level: 'suggestion', edits: [{ start: command.start, end: command.start, newText }] }];
}
