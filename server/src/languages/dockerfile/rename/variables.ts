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
import { unreadMention } from './mentions.ts';
import { lineOf, refuseComputed, refuseReserved } from './refusal.ts';
import type { Refusal } from '../../results.ts';

const variableName = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** Why the variable cannot be renamed, whatever its new name; undefined where it can. */
export function refuseVariable(document: DockerfileDocument, symbol: VariableSymbol): Refusal | undefined {
  const { name, declared, occurrences } = symbol;
  const reserved = refuseReserved(name, wellKnownVariable(name) !== undefined);
  if (reserved) return reserved;
  if (!declared) return { refused: message('{name} is not declared in this file.', { name }) };
  return refuseOfBase(symbol, name) ?? refuseComputed(document, occurrences) ?? refuseUnread(document, symbol);
}

/** Why the variable cannot have that name; undefined where nothing is in its way. */
export function refuseVariableName(document: DockerfileDocument, symbol: VariableSymbol, newName: string): Refusal | undefined {
  if (!variableName.test(newName)) {
    const text = '"{name}" is not a valid variable name: use a letter or "_", followed by letters, digits or "_".';
    return { refused: message(text, { name: newName }) };
  }
  const refusal = refuseReserved(newName, wellKnownVariable(newName) !== undefined) ?? refuseOfBase(symbol, newName);
  return refusal ?? (symbol.scope === 'script' ? refuseInScript(document, symbol, newName) : refuseInFile(document, symbol, newName));
}

/** A name that the base image sets: it is there without the file, and programs of the image read it. */
function refuseOfBase({ stages }: VariableSymbol, name: string): Refusal | undefined {
  for (const stage of stages) {
    const image = stage && rootImage(stage);
    if (image && Object.hasOwn(knownVariables(image), name)) {
      return { refused: message('{name} is set by the image {image}.', { image: image.repository, name }) };
    }
  }
  return undefined;
}

/** Text that a rename cannot reach, and that may ask for the variable. */
function refuseUnread(document: DockerfileDocument, symbol: VariableSymbol): Refusal | undefined {
  const offset = firstMention(document, symbol, symbol.name);
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
  if (used) return refuseTaken(document, newName, used.start);
  const seen = model.resolve(instruction, shellUse(newName, symbol.occurrences[0]!));
  if (seen?.pair) return refuseTaken(document, newName, seen.pair.start);
  const mentioned = unreadMention(document, instruction, newName);
  return mentioned === undefined ? undefined : refuseTaken(document, newName, mentioned);
}

/** The new name must not be known wherever the variable is seen, nor where the stages that see it come from. */
function refuseInFile(document: DockerfileDocument, symbol: VariableSymbol, newName: string): Refusal | undefined {
  const affected = stagesThatSee(document, symbol);
  const around = new Set(affected);
  for (const stage of affected) for (let base = stage?.parent; base && !around.has(base); base = base.parent) around.add(base);
  for (const { scope, stages, occurrences } of symbolsOf(document.model).variablesNamed(newName)) {
    const where = scope === 'script' ? affected : around;
    if ([...stages].some((stage) => where.has(stage))) return refuseTaken(document, newName, occurrences[0]!.start);
  }
  const mentioned = firstMention(document, symbol, newName);
  return mentioned === undefined ? undefined : refuseTaken(document, newName, mentioned);
}

function refuseTaken(document: DockerfileDocument, name: string, offset: number): Refusal {
  return { refused: message('{name} is already used in line {line}.', { name, line: lineOf(document, offset) }) };
}

/** The stages of its places, and those that build on them. */
function stagesThatSee({ model }: DockerfileDocument, { stages }: VariableSymbol): ReadonlySet<Stage | undefined> {
  const seeing = new Set(stages);
  for (const stage of model.stages) if (stage.parent && seeing.has(stage.parent)) seeing.add(stage);
  return seeing;
}

/** Where the name stands in a text that is not read, in an instruction that sees the variable. */
function firstMention(document: DockerfileDocument, symbol: VariableSymbol, name: string): number | undefined {
  for (const instruction of instructionsThatSee(document, symbol)) {
    const offset = unreadMention(document, instruction, name);
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
    return stage && stages.has(stage) && (keyword === 'RUN' || (inContainer && forContainer.has(keyword)));
  });
}

/** Instructions that hold text for programs of the running container, which has no ARG: its command, and files that it is given. */
const forContainer: ReadonlySet<string> = new Set(['CMD', 'ENTRYPOINT', 'COPY', 'ADD']);
