import { wellKnownVariable } from '../../../knowledge/variables.ts';
import { knownVariables } from '../../../model/base-image.ts';
import type { Stage } from '../../../model/model.ts';
import { rootImage } from '../../../model/stages.ts';
import { innermost, shellUse } from '../../../model/uses.ts';
import type { Instruction } from '../../../syntax/tree.ts';
import { message } from '../../../base/message.ts';
import type { DockerfileDocument } from '../document.ts';
import type { VariableSymbol } from '../symbols/symbol.ts';
import { symbolsOf } from '../symbols/table.ts';
import { unparsedUse } from './unparsed-uses.ts';
import { lineOf, refuseComputed, refuseReserved } from './refusal.ts';
import type { Refusal } from '../../results.ts';

const variableName = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** The reason why the variable cannot be renamed. Undefined if it can. */
export function refuseVariable(document: DockerfileDocument, symbol: VariableSymbol): Refusal | undefined {
  const { name, declared, occurrences } = symbol;
  const reserved = refuseReserved(name, wellKnownVariable(name) !== undefined);
  if (reserved) return reserved;
  if (!declared) return { refused: message('{name} is not declared in this file.', { name }) };
  return refuseOfBase(symbol, name) ?? refuseComputed(document, occurrences) ?? refuseUnparsed(document, symbol);
}

/** The reason why the variable cannot have the new name. Undefined if it can. */
export function refuseVariableName(document: DockerfileDocument, symbol: VariableSymbol, newName: string): Refusal | undefined {
  if (!variableName.test(newName)) {
    const text = '"{name}" is not a valid variable name: use a letter or "_", followed by letters, digits or "_".';
    return { refused: message(text, { name: newName }) };
  }
  const refusal = refuseReserved(newName, wellKnownVariable(newName) !== undefined) ?? refuseOfBase(symbol, newName);
  return refusal ?? (symbol.scope === 'script' ? refuseInScript(document, symbol, newName) : refuseInFile(document, symbol, newName));
}

/** Refuses names that the base image sets, because programs of the image use them. */
function refuseOfBase({ stages }: VariableSymbol, name: string): Refusal | undefined {
  for (const stage of stages) {
    const image = stage && rootImage(stage);
    if (image && Object.hasOwn(knownVariables(image), name)) {
      return { refused: message('{name} is set by the image {image}.', { image: image.repository, name }) };
    }
  }
  return undefined;
}

/** Refuses a rename if text that is not parsed may use the variable. */
function refuseUnparsed(document: DockerfileDocument, symbol: VariableSymbol): Refusal | undefined {
  const offset = firstUnparsedUse(document, symbol, symbol.name);
  if (offset === undefined) return undefined;
  const line = lineOf(document, offset);
  return { refused: message('Line {line} contains {name} in text that cannot be renamed.', { line, name: symbol.name }) };
}

function refuseInScript(document: DockerfileDocument, symbol: VariableSymbol, newName: string): Refusal | undefined {
  const { model } = document;
  const { instruction } = symbol.occurrences[0]!;
  const same = symbolsOf(model)
    .variablesNamed(newName)
    .flatMap(({ occurrences }) => occurrences);
  const used = same.find((occurrence) => occurrence.instruction === instruction);
  if (used) return refuseUsed(document, newName, used.start);
  const seen = model.resolve(instruction, shellUse(newName, symbol.occurrences[0]!));
  if (seen?.pair) return refuseUsed(document, newName, seen.pair.start);
  const unparsed = unparsedUse(document, instruction, newName);
  return unparsed === undefined ? undefined : refuseUsed(document, newName, unparsed);
}

/** Refuses a new name that is already used in a stage that sees the variable, or in one of its base stages. */
function refuseInFile(document: DockerfileDocument, symbol: VariableSymbol, newName: string): Refusal | undefined {
  const affected = stagesThatSee(document, symbol);
  const around = new Set(affected);
  for (const stage of affected) for (let base = stage?.parent; base && !around.has(base); base = base.parent) around.add(base);
  for (const { scope, stages, occurrences } of symbolsOf(document.model).variablesNamed(newName)) {
    const where = scope === 'script' ? affected : around;
    if ([...stages].some((stage) => where.has(stage))) return refuseUsed(document, newName, occurrences[0]!.start);
  }
  const unparsed = firstUnparsedUse(document, symbol, newName);
  return unparsed === undefined ? undefined : refuseUsed(document, newName, unparsed);
}

function refuseUsed(document: DockerfileDocument, name: string, offset: number): Refusal {
  return { refused: message('{name} is already used in line {line}.', { name, line: lineOf(document, offset) }) };
}

/** The stages with occurrences, and the stages based on them. */
function stagesThatSee({ model }: DockerfileDocument, { stages }: VariableSymbol): ReadonlySet<Stage | undefined> {
  const seeingStages = new Set(stages);
  for (const stage of model.stages) if (stage.parent && seeingStages.has(stage.parent)) seeingStages.add(stage);
  return seeingStages;
}

/** The offset of the first use in text that is not parsed, in an instruction that sees the variable. */
function firstUnparsedUse(document: DockerfileDocument, symbol: VariableSymbol, name: string): number | undefined {
  for (const instruction of instructionsThatSee(document, symbol)) {
    const offset = unparsedUse(document, instruction, name);
    if (offset !== undefined) return offset;
  }
  return undefined;
}

function instructionsThatSee(document: DockerfileDocument, symbol: VariableSymbol): readonly Instruction[] {
  if (symbol.scope === 'script') return [symbol.occurrences[0]!.instruction];
  const { model } = document;
  const stages = stagesThatSee(document, symbol);
  const inContainer = symbol.occurrences.some(
    ({ role, instruction }) => role === 'declaration' && innermost(instruction).keyword === 'ENV',
  );
  return model.tree.instructions.filter((instruction) => {
    const stage = model.stageOf(instruction);
    const { keyword } = innermost(instruction);
    return stage && stages.has(stage) && (keyword === 'RUN' || (inContainer && containerKeywords.has(keyword)));
  });
}

/** Instructions with text for programs in the running container, where ARG is not available: its command, and copied files. */
const containerKeywords: ReadonlySet<string> = new Set(['CMD', 'ENTRYPOINT', 'COPY', 'ADD']);
