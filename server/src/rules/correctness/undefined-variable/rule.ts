import { hasRole } from '../../../knowledge/programs.ts';
import type { Stage, VariableUse } from '../../../model/model.ts';
import type { ShellScript } from '../../../shell/script.ts';
import type { Instruction } from '../../../syntax/tree.ts';
import { insertLineAbove } from '../../../base/layout.ts';
import type { Span } from '../../../base/span.ts';
import { mostSimilar } from '../../../base/similar.ts';
import { defineRule } from '../../../linter/rule.ts';
import type { Report, RuleContext } from '../../../linter/rule.ts';

type Messages =
  | 'undefined'
  | 'same-env'
  | 'did-you-mean'
  | 'before-from'
  | 'other-stage'
  | 'build-only'
  | 'keep'
  | 'rename'
  | 'declare'
  | 'declared-here';

export const rule = defineRule<Messages>({
  id: 'undefined-variable',
  category: 'correctness',
  severity: 'warning',
  fix: 'suggestion',
  since: '0.1.0',
  aliases: ['UndefinedVar', 'UndefinedArgInFrom', 'DL3044'],
  summary: 'An undefined variable is replaced with an empty string.',
  messages: {
    undefined: '{name} is not defined, so it is replaced with an empty string.',
    'same-env': '{name} is not defined yet: variables in an ENV have their values from before it. Set {name} in a separate ENV above.',
    'did-you-mean': '{name} is not defined, so it is replaced with an empty string. Did you mean {similar}?',
    'before-from': '{name} is empty here: an ARG before the first FROM is only visible in FROM. Add "ARG {name}" to this stage.',
    'other-stage': '{name} is empty here: it is declared in another stage, and stages do not share variables.',
    'build-only': '{name} is empty in the container: an ARG is only visible during the build. Add "ENV {name}=${name}" to keep it.',
    keep: 'Add "ENV {name}=${name}" above',
    rename: 'Change to {similar}',
    declare: 'Add "ARG {name}" above',
    'declared-here': '{name} is declared here',
  },
  onbuild: false,
  on: {
    variable(use, instruction, context) {
      const report = handlesUnset(use) || context.model.resolve(instruction, use) ? undefined : reportOf(use, instruction, context);
      if (report) context.report({ ...report, at: use.nameSpan });
    },
  },
});

/** `${NAME:-x}` and similar modifiers handle an unset variable themselves. */
function handlesUnset({ modifier }: VariableUse): boolean {
  return /[-+=?]/.test(modifier);
}

type ReportWithoutSpan = Omit<Report<Messages>, 'at'> | undefined;

/** The report for a use of an undefined variable. If the base image may define it, only obvious mistakes are reported. */
function reportOf(use: VariableUse, instruction: Instruction, context: RuleContext<Messages>): ReportWithoutSpan {
  const { name } = use;
  const { model } = context;
  const stage = context.stageOf(instruction);
  const byShell = 'quoted' in use;
  if (byShell && mayBeSetByScript(name, model.scriptOf(instruction))) return undefined;
  const global = stage && instruction !== stage.from ? model.globalArgs.find((variable) => variable.name === name) : undefined;
  if (global && !isSetByImage(name, stage)) return beforeFromReport(name, instruction, global.pair, context);
  const argument = model.scopeAt(instruction).lookup(name);
  if (argument?.pair) return buildOnlyReport(name, instruction, argument.pair, context);
  const own =
    instruction.keyword === 'ENV' &&
    instruction.pairs.find((pair) => pair.name === name && !(pair.start <= use.start && use.end <= pair.end));
  if (own && model.scopeAt(instruction).closed) {
    return { message: 'same-env', data: { name }, related: [{ at: own.nameSpan, message: 'declared-here', data: { name } }] };
  }
  const similar = mostSimilar(name, declaredNames(instruction, context));
  if (similar) {
    return {
      message: 'did-you-mean',
      data: { name, similar },
      fixes: [{ title: 'rename', data: { similar }, level: 'suggestion', edits: [{ ...use.nameSpan, newText: similar }] }],
    };
  }
  if (byShell) return undefined;
  const elsewhere = stage && declarationElsewhere(name, stage, context);
  if (elsewhere) return { message: 'other-stage', data: { name }, related: [{ at: elsewhere, message: 'declared-here', data: { name } }] };
  return model.scopeAt(instruction).closed ? { message: 'undefined', data: { name } } : undefined;
}

/** The variable is declared with ARG, but used by a command in the container. */
function buildOnlyReport(name: string, instruction: Instruction, declaration: Span, { text }: RuleContext): ReportWithoutSpan {
  return {
    message: 'build-only',
    data: { name },
    related: [{ at: declaration, message: 'declared-here', data: { name } }],
    fixes: [
      { title: 'keep', data: { name }, level: 'suggestion', edits: [insertLineAbove(text, instruction.start, `ENV ${name}=$${name}`)] },
    ],
  };
}

function beforeFromReport(name: string, instruction: Instruction, declaration: Span | undefined, { text }: RuleContext): ReportWithoutSpan {
  return {
    message: 'before-from',
    data: { name },
    related: declaration ? [{ at: declaration, message: 'declared-here', data: { name } }] : [],
    fixes: [{ title: 'declare', data: { name }, level: 'suggestion', edits: [insertLineAbove(text, instruction.start, `ARG ${name}`)] }],
  };
}

/** `NODE_VERSION` in a stage based on node: official images set the version of their program. */
function isSetByImage(name: string, stage: Stage | undefined): boolean {
  const repository = stage?.image?.repository.split('/').at(-1)?.toUpperCase().replaceAll('-', '_');
  return repository !== undefined && name.startsWith(`${repository}_`);
}

/** Whether the script may set the variable itself, or in a way that cannot be analyzed. */
function mayBeSetByScript(name: string, script: ShellScript | undefined): boolean {
  if (!script || script.opaque || script.assigned.has(name)) return true;
  return script.commands.some(
    (command) => command.name === undefined || command.name === 'set' || hasRole(command.name, 'evaluatingBuiltin'),
  );
}

/** The variables that the file declares and the instruction sees. */
function declaredNames(instruction: Instruction, { model }: RuleContext): string[] {
  return model
    .scopeAt(instruction)
    .all()
    .filter((variable) => variable.pair)
    .map((variable) => variable.name);
}

/** An ARG or ENV with that name in another stage. */
function declarationElsewhere(name: string, stage: Stage, { model }: RuleContext): Span | undefined {
  const pairs = model.stages
    .filter((other) => other !== stage)
    .flatMap((other) => other.instructions)
    .filter(({ keyword }) => keyword === 'ARG' || keyword === 'ENV')
    .flatMap((instruction) => instruction.pairs);
  return pairs.find((pair) => pair.name === name);
}
