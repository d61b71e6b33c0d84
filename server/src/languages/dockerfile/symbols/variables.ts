import type { DockerfileModel, Stage, Variable, VariableUse } from '../../../model/model.ts';
import { isUnassigned } from '../../../model/scope-at.ts';
import { isShellUse, shellUse } from '../../../model/uses.ts';
import type { Instruction, Pair } from '../../../syntax/tree.ts';
import type { Span } from '../../../base/span.ts';
import type { Work } from '../../../base/work.ts';
import { ScriptAssignments, assignsIfUnset } from './scripts.ts';
import { nameWithin } from './symbol.ts';
import type { Declaration } from '../../results.ts';
import type { Occurrence, VariableSymbol } from './symbol.ts';
import { VariableGroups } from './variable-groups.ts';

/** All variables of the file with their occurrences, in steps. Linear. */
export function* variableSymbols(model: DockerfileModel): Work<readonly VariableSymbol[]> {
  const groups = new VariableGroups();
  for (const instruction of model.tree.instructions) {
    for (let part: Instruction | undefined = instruction; part; part = part.trigger) {
      if (part.keyword === 'ARG' || part.keyword === 'ENV') yield* declare(model, instruction, part, groups);
    }
    yield;
    yield* gatherUses(model, instruction, groups);
  }
  return yield* groups.symbols();
}

/** The name that a pair of ARG or ENV declares. In ENV, it may contain variables. */
export function declaredName(model: DockerfileModel, instruction: Instruction, { name }: Pair): string {
  return instruction.keyword === 'ENV' ? (model.scopeAt(instruction).expand(name) ?? name) : name;
}

/**
 * Adds the declarations of an instruction.
 *
 * @param whole The instruction of the file: an ONBUILD if `part` is its trigger.
 */
function* declare(model: DockerfileModel, whole: Instruction, part: Instruction, groups: VariableGroups): Work<void> {
  const stage = model.stageOf(whole);
  if (!stage && part.keyword !== 'ARG') return;
  for (const pair of part.pairs) {
    yield;
    const name = declaredName(model, part, pair);
    if (name === '') continue;
    const at = nameWithin(model.tree.text, pair.nameSpan, name);
    const span = at ?? { start: pair.nameSpan.start, end: pair.nameSpan.end };
    const hasNoValue = part.keyword === 'ARG' && pair.value === undefined;
    const own = { name: span, whole: { start: part.start, end: part.end } };
    groups.add(groups.ofFile(stage, name), {
      ...span,
      role: 'declaration',
      written: at ? 'name' : 'computed',
      cursorSpan: span,
      instruction: whole,
      definition: (hasNoValue && stage && sourceOfArgument(model, part, stage, name)) || own,
    });
    groups.declare(stage, name, hasNoValue);
  }
}

/** The source of the value of an `ARG NAME` in a stage: the global ARG, or an earlier variable of the stage. */
function sourceOfArgument(model: DockerfileModel, part: Instruction, stage: Stage, name: string): Declaration | undefined {
  const global = model.scopeAt(stage.from).lookup(name);
  const earlier = !global || isUnassigned(global) ? model.scopeAt(part).lookup(name) : undefined;
  return declarationIn(model, earlier ?? global) ?? declarationIn(model, global);
}

function declarationIn(model: DockerfileModel, variable: Variable | undefined): Declaration | undefined {
  const { pair, instruction } = variable ?? {};
  if (!variable || !pair || !instruction) return undefined;
  const { start, end } = pair.nameSpan;
  const name = nameWithin(model.tree.text, pair.nameSpan, variable.name) ?? { start, end };
  return { name, whole: { start: instruction.start, end: instruction.end } };
}

function* gatherUses(model: DockerfileModel, instruction: Instruction, groups: VariableGroups): Work<void> {
  const uses = model.usesIn(instruction);
  const script = model.scriptOf(instruction);
  if (uses.length === 0 && !script?.names.length) return;
  const stage = model.stageOf(instruction);
  const assignments = script && script.assigned.size > 0 ? new ScriptAssignments(script) : undefined;
  for (const use of uses) {
    add(use, isShellUse(use) && assignsIfUnset(use.modifier));
    yield;
  }
  for (const at of script?.names ?? []) {
    add(shellUse(at.name, at), at.sets);
    yield;
  }

  function add(use: VariableUse, sets: boolean): void {
    const { name, start, nameSpan } = use;
    const byShell = isShellUse(use);
    const variable = model.resolve(instruction, use);
    const set = byShell ? assignments?.before(name, start) : undefined;
    const occurrence: Occurrence = {
      start: nameSpan.start,
      end: nameSpan.end,
      role: sets ? 'write' : 'read',
      written: model.tree.text.slice(nameSpan.start, nameSpan.end) === name ? 'name' : 'computed',
      cursorSpan: { start, end: nameSpan.end },
      instruction,
      definition: sets && byShell ? ownAssignment(nameSpan) : (set ?? declarationIn(model, variable)),
    };
    if (variable) groups.add(groups.ofFile(ownerOf(variable), name), occurrence);
    else if (byShell && script?.assigned.has(name)) groups.add(groups.ofScript(instruction, stage, name), occurrence);
    else if (instruction.keyword === 'ONBUILD') groups.addLater(stage, name, occurrence);
    else groups.add(groups.unknown(stage, name), occurrence);
  }

  /** Variables of BuildKit and the base image belong to the stage that uses them. FROM uses the global scope. */
  function ownerOf(variable: Variable): Stage | undefined {
    if (variable.instruction) return model.stageOf(variable.instruction);
    return instruction.keyword === 'FROM' ? undefined : stage;
  }
}

/** An assignment in a script is its own declaration. */
function ownAssignment({ start, end }: Span): Declaration {
  return { name: { start, end }, whole: { start, end } };
}
