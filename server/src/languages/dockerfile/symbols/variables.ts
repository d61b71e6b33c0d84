import type { DockerfileModel, Stage, Variable, VariableUse } from '../../../model/model.ts';
import { isUnassigned } from '../../../model/scope-at.ts';
import { isShellUse, shellUse } from '../../../model/uses.ts';
import type { Instruction, Pair } from '../../../syntax/tree.ts';
import type { Span } from '../../../base/span.ts';
import { ScriptSettings, setsWhereUnset } from './scripts.ts';
import { nameWithin } from './symbol.ts';
import type { Declaration } from '../../results.ts';
import type { Occurrence, VariableSymbol } from './symbol.ts';
import { VariableGroups } from './variable-groups.ts';

/** Every variable of the file with all its places. Linear in the text. */
export function variableSymbols(model: DockerfileModel): readonly VariableSymbol[] {
  const groups = new VariableGroups();
  for (const instruction of model.tree.instructions) {
    for (let part: Instruction | undefined = instruction; part; part = part.trigger) {
      if (part.keyword === 'ARG' || part.keyword === 'ENV') declare(model, instruction, part, groups);
    }
    gatherUses(model, instruction, groups);
  }
  return groups.symbols();
}

/** The name that a pair of ARG or ENV declares; that of an ENV may come from a variable. */
export function declaredName(model: DockerfileModel, instruction: Instruction, { name }: Pair): string {
  return instruction.keyword === 'ENV' ? (model.scopeAt(instruction).expand(name) ?? name) : name;
}

/** `whole`: the instruction of the file, an ONBUILD where `part` is what it triggers. */
function declare(model: DockerfileModel, whole: Instruction, part: Instruction, groups: VariableGroups): void {
  const stage = model.stageOf(whole);
  if (!stage && part.keyword !== 'ARG') return;
  for (const pair of part.pairs) {
    const name = declaredName(model, part, pair);
    if (name === '') continue;
    const at = nameWithin(model.tree.text, pair.nameSpan, name);
    const span = at ?? { start: pair.nameSpan.start, end: pair.nameSpan.end };
    const unvalued = part.keyword === 'ARG' && pair.value === undefined;
    const own = { name: span, whole: { start: part.start, end: part.end } };
    groups.add(groups.ofFile(stage, name), {
      ...span,
      role: 'declaration',
      written: at ? 'name' : 'computed',
      reach: span,
      instruction: whole,
      means: (unvalued && stage && sourceOfArgument(model, part, stage, name)) || own,
    });
    groups.declare(stage, name, unvalued);
  }
}

/** Where the value of an `ARG NAME` in a stage comes from: the global ARG, else what the stage has of that name. */
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

function gatherUses(model: DockerfileModel, instruction: Instruction, groups: VariableGroups): void {
  const uses = model.usesIn(instruction);
  const script = model.scriptOf(instruction);
  if (uses.length === 0 && !script?.names.length) return;
  const stage = model.stageOf(instruction);
  const settings = script && script.assigned.size > 0 ? new ScriptSettings(script) : undefined;
  for (const use of uses) add(use, isShellUse(use) && setsWhereUnset(use.modifier));
  for (const at of script?.names ?? []) add(shellUse(at.name, at), at.sets);

  function add(use: VariableUse, sets: boolean): void {
    const { name, start, nameSpan } = use;
    const byShell = isShellUse(use);
    const variable = model.resolve(instruction, use);
    const set = byShell ? settings?.before(name, start) : undefined;
    const occurrence: Occurrence = {
      start: nameSpan.start,
      end: nameSpan.end,
      role: sets ? 'write' : 'read',
      written: model.tree.text.slice(nameSpan.start, nameSpan.end) === name ? 'name' : 'computed',
      reach: { start, end: nameSpan.end },
      instruction,
      means: sets && byShell ? ownSetting(nameSpan) : (set ?? declarationIn(model, variable)),
    };
    if (variable) groups.add(groups.ofFile(ownerOf(variable), name), occurrence);
    else if (byShell && script?.assigned.has(name)) groups.add(groups.ofScript(instruction, stage, name), occurrence);
    else if (instruction.keyword === 'ONBUILD') groups.addLater(stage, name, occurrence);
    else groups.add(groups.unknown(stage, name), occurrence);
  }

  /** What BuildKit or the base image sets belongs to the stage that uses it; FROM uses the global scope. */
  function ownerOf(variable: Variable): Stage | undefined {
    if (variable.instruction) return model.stageOf(variable.instruction);
    return instruction.keyword === 'FROM' ? undefined : stage;
  }
}

/** A place of a script that sets a variable is where it is declared, as far as the cursor on it is concerned. */
function ownSetting({ start, end }: Span): Declaration {
  return { name: { start, end }, whole: { start, end } };
}
