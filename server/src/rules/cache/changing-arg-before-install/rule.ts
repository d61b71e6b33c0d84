import { deleteLines, lineBreakOf } from '../../../base/layout.ts';
import type { Facts } from '../../../facts/facts.ts';
import { changesInEveryBuild } from '../../../knowledge/variables.ts';
import { defineRule } from '../../../linter/rule.ts';
import type { ReportedFix, RuleContext } from '../../../linter/rule.ts';
import type { Instruction, Pair } from '../../../syntax/tree.ts';

type Messages = 'found' | 'install' | 'move';

export const rule = defineRule<Messages>({
  id: 'changing-arg-before-install',
  category: 'cache',
  severity: 'warning',
  fix: 'suggestion',
  since: '0.1.0',
  aliases: [],
  checks: [],
  summary: 'A build argument that changes in every build is declared before packages are installed, which then are never cached.',
  messages: {
    found: '{name} changes in every build, and each RUN after it depends on it: packages are installed again every time. Declare it later.',
    install: 'These packages are installed again in every build.',
    move: 'Declare {name} where it is used',
  },
  on: {
    instruction(instruction, context) {
      if (instruction.keyword !== 'ARG' && instruction.keyword !== 'ENV') return;
      const pair = instruction.pairs.find(({ name, value }) => changesInEveryBuild(instruction.keyword === 'ARG' ? name : argIn(value)));
      const stage = pair && context.stageOf(instruction);
      if (!stage) return;
      const name = instruction.keyword === 'ARG' ? pair.name : argIn(pair.value);
      const after = stage.instructions.filter(({ start }) => start > instruction.start);
      const use = after.find((one) => names(one, name, context));
      const install = after.find(
        (one) => (instruction.keyword === 'ENV' || !use || one.start < use.start) && installs(one, name, context.facts),
      );
      if (!install || (instruction.keyword === 'ENV' && context.model.scopeAt(instruction).lookup(name)?.origin === 'env')) return;
      context.report({
        at: pair.nameSpan,
        message: 'found',
        data: { name },
        related: [{ at: install.keywordSpan, message: 'install' }],
        fixes: instruction.keyword === 'ARG' && use ? moved(instruction, pair, use, context) : [],
      });
    },
  },
});

/** The variable whose value an ENV copies: `ENV SHA=$GIT_SHA`, `"${GIT_SHA:-none}"`. Empty if there is none. */
function argIn(value = ''): string {
  return /\$\{?(\w+)/.exec(value)?.[1] ?? '';
}

function names(instruction: Instruction, name: string, { model }: RuleContext<Messages>): boolean {
  return instruction.source.includes(name) && (model.usesIn(instruction).some((use) => use.name === name) || instruction.keyword === 'RUN');
}

/** Whether a RUN installs packages, and does not use the variable itself. */
function installs(run: Instruction, name: string, { commandsOf }: Facts): boolean {
  if (run.keyword !== 'RUN' || run.source.includes(name)) return false;
  return commandsOf(run).some(({ packages }) => packages && ['install', 'download', 'update', 'upgrade'].includes(packages.verb));
}

function moved(arg: Instruction, { name }: Pair, use: Instruction, { text }: RuleContext<Messages>): readonly ReportedFix<Messages>[] {
  if (arg.pairs.length > 1 || arg.comments.length > 0) return [];
  const newText = text.slice(arg.start, arg.end).trimEnd() + lineBreakOf(text);
  return [
    { title: 'move', data: { name }, level: 'suggestion', edits: [deleteLines(text, arg), { start: use.start, end: use.start, newText }] },
  ];
}
