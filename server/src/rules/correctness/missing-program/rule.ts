import { lazy } from '../../../base/memoize.ts';
import type { CommandFact } from '../../../facts/commands/command.ts';
import { mayFail } from '../../../facts/commands/failure.ts';
import { imageStatesOf } from '../../../facts/image/images.ts';
import { missingProgram } from '../../../facts/image/packages.ts';
import type { MissingProgram } from '../../../facts/image/packages.ts';
import type { ImageState } from '../../../facts/image/state.ts';
import { hasFunctions } from '../../../facts/unread.ts';
import { wrappedCommand } from '../../../facts/start/process.ts';
import { programName } from '../../../knowledge/programs.ts';
import type { Stage } from '../../../model/model.ts';
import { isBase } from '../../../model/sources.ts';
import { innermost } from '../../../model/uses.ts';
import type { Instruction, JsonForm } from '../../../syntax/tree.ts';
import type { Span } from '../../../base/span.ts';
import type { Work } from '../../../base/work.ts';
import { defineRule } from '../../../linter/rule.ts';
import type { RuleContext } from '../../../linter/rule.ts';
import { installFixes } from './install-fixes.ts';
import type { Messages } from './install-fixes.ts';

export const rule = defineRule<Messages>({
  id: 'missing-program',
  category: 'correctness',
  severity: 'error',
  fix: 'suggestion',
  since: '0.1.0',
  aliases: [],
  checks: [],
  summary: 'A command runs a program that the image does not contain.',
  messages: {
    missing: '"{program}" is not in "{image}" and not installed before, so this command fails. Install the package "{package}".',
    unavailable: '"{program}" is not in "{image}", and {distro} has no package with it, so this command fails.',
    'add-package': 'Add {package} to the installed packages',
    'add-run': 'Install {package} in a RUN',
  },
  withinStage: true,
  on: { stage: check },
});

function* check(stage: Stage, context: RuleContext<Messages>): Work<void> {
  const reported = new Set<string>();
  const started = lazy(() => startingInstructions(stage, context));
  for (const use of usesIn(stage, started, context)) {
    if (!use) {
      yield;
      continue;
    }
    const missing = missingProgram(use.state, use.program, context.assets);
    const name = programName(use.program);
    // The first use is enough: what installs the program for it does so for the others.
    if (!missing || reported.has(name) || (use.command && isUncertain(use.command))) continue;
    if (use.instruction.keyword !== 'RUN' && !started().includes(use.instruction)) continue;
    reported.add(name);
    report({ ...use, name, missing }, stage, context);
  }
}

/** A program that an instruction runs. */
interface Use {
  readonly instruction: Instruction;
  readonly program: string;
  readonly at: Span;
  /** The image in which it runs. */
  readonly state: ImageState;
  /** Undefined in exec form. */
  readonly command: CommandFact | undefined;
}

/**
 * The programs that RUN, CMD, ENTRYPOINT and HEALTHCHECK start, in text order, and undefined after each instruction. `started` is only called where it is needed, because it reads
 * the configuration of the image: the caller has to check the uses in other instructions than RUN.
 */
function* usesIn(stage: Stage, started: () => readonly unknown[], context: RuleContext<Messages>): Generator<Use | undefined> {
  const { facts } = context;
  const end = imageStatesOf(facts).atEnd(stage);
  if (!end) return;
  for (const instruction of stage.instructions) {
    yield* usesInInstruction(instruction, stage, end, started, facts);
    yield undefined;
  }
}

function usesInInstruction(
  instruction: Instruction,
  stage: Stage,
  end: ImageState,
  started: () => readonly unknown[],
  facts: RuleContext<Messages>['facts'],
): readonly Use[] {
  if (instruction.keyword === 'RUN') {
    const states = imageStatesOf(facts);
    return facts.commandsOf(instruction).flatMap((command) => usesOf(command, instruction, states.before(command, instruction)));
  }
  if (!startingKeywords.has(instruction.keyword) || isBase(stage)) return [];
  const { json } = innermost(instruction);
  if (json) return usesInExec(json, instruction, end);
  if (instruction.keyword !== 'HEALTHCHECK' && !started().includes(instruction)) return [];
  const certain = facts.commandsOf(instruction).filter((command) => !isUncertain(command));
  return certain.flatMap((command) => usesOf(command, instruction, end));
}

const startingKeywords: ReadonlySet<string> = new Set(['CMD', 'ENTRYPOINT', 'HEALTHCHECK']);

/**
 * The instructions whose first word is a program: none in a stage on which another is based. CMD is not one of them if ENTRYPOINT, or a script of the user, receives it as arguments.
 */
function startingInstructions(stage: Stage, { model, facts }: RuleContext<Messages>): readonly unknown[] {
  if (isBase(stage)) return [];
  const { cmd, entrypoint, healthcheck } = model.configOf(stage);
  const { cmdRole } = facts.startOf(stage);
  const isHandedOver = entrypoint?.from === 'base-image' || (entrypoint && wrappedCommand(entrypoint.value.words) !== undefined);
  const isStarted = cmdRole === 'started' || (cmdRole === 'wrapped' && isHandedOver);
  return [isStarted ? cmd?.from : undefined, entrypoint?.from, healthcheck?.from];
}

/** The program of a command and its wrappers (`sudo`). */
function usesOf(command: CommandFact, instruction: Instruction, state: ImageState | undefined): Use[] {
  if (!state) return [];
  const { nameWord } = command.inner;
  const words = [...command.wrappers.map(({ word }) => word), ...(nameWord?.literal ? [nameWord] : [])];
  return words.map((word) => ({ instruction, program: word.value, at: word, state, command }));
}

/** Whether a command may fail without a failure of the build, or its name may be that of a function. */
function isUncertain(command: CommandFact): boolean {
  return mayFail(command) || hasFunctions(command.script);
}

function usesInExec({ items }: JsonForm, instruction: Instruction, state: ImageState): Use[] {
  const uses: Use[] = [];
  for (let at = 0; at < items.length;) {
    const item = items[at]!;
    uses.push({ instruction, program: item.value, at: item, state, command: undefined });
    const wrapped = wrappedCommand(items.slice(at).map(({ value }) => value));
    if (!wrapped || wrapped.script !== undefined) break;
    at += wrapped.at;
  }
  return uses;
}

interface Finding extends Use {
  readonly name: string;
  readonly missing: MissingProgram;
}

function report({ at, name, missing, state, instruction }: Finding, stage: Stage, context: RuleContext<Messages>): void {
  const { name: image, distro } = state.base;
  if (missing.package === undefined) {
    context.report({ at, message: 'unavailable', data: { program: name, image, distro: distroNames[distro] } });
    return;
  }
  context.report({
    at,
    message: 'missing',
    data: { program: name, image, package: missing.package },
    fixes: installFixes(missing.package, { stage, instruction, at, distro }, context),
  });
}

const distroNames = { debian: 'Debian', ubuntu: 'Ubuntu', alpine: 'Alpine' };
