import type { SourceReference } from '../../../model/model.ts';
import { message } from '../../../base/message.ts';
import { covers } from '../../../base/span.ts';
import type { DockerfileDocument } from '../document.ts';
import type { Occurrence, StageSymbol } from '../symbols/symbol.ts';
import { lineOf, refuseComputed, refuseReserved } from './refusal.ts';
import type { Refusal } from '../../results.ts';

/**
 * The pattern of BuildKit, which converts names to lowercase first.
 * https://github.com/moby/buildkit/blob/master/frontend/dockerfile/instructions/parse.go
 */
const stageName = /^[a-z][a-z0-9_.-]*$/i;
/** https://docs.docker.com/reference/build-checks/reserved-stage-name/ */
const reservedNames: ReadonlySet<string> = new Set(['scratch', 'context']);

/** The reason why the stage cannot be renamed at `occurrence`. Undefined if it can. */
export function refuseStage(document: DockerfileDocument, symbol: StageSymbol, occurrence: Occurrence): Refusal | undefined {
  const { name, occurrences } = symbol;
  if (name === undefined) {
    return { refused: message('This stage has no name: add {as} to its FROM.', { as: 'AS …' }) };
  }
  if (occurrence.written === 'number') {
    return { refused: message('This refers to the stage by its number, which does not change with its name.') };
  }
  const selected = sourcesAfter(document, symbol).find((source) => maySelect(source, name));
  return refuseComputed(document, occurrences) ?? (selected && refuseSelected(document, selected));
}

/** The reason why the stage cannot have the new name. Undefined if it can. */
export function refuseStageName(document: DockerfileDocument, symbol: StageSymbol, newName: string): Refusal | undefined {
  const lowerName = newName.toLowerCase();
  if (!stageName.test(newName)) {
    const text = '"{name}" is not a valid stage name: use a letter, followed by letters, digits, ".", "_" or "-".';
    return { refused: message(text, { name: newName }) };
  }
  const other = document.model.stages.find((stage) => stage !== symbol.stage && stage.name === lowerName);
  if (other) {
    const line = lineOf(document, other.start);
    return { refused: message('There is already a stage "{name}" in line {line}.', { name: newName, line }) };
  }
  const sources = sourcesAfter(document, symbol);
  const image = sources.find((source) => source.image && (source.image.resolved ?? source.text).toLowerCase() === lowerName);
  if (image) {
    const line = lineOf(document, image.at.start);
    return { refused: message('Line {line} uses the image "{name}", and would use this stage instead.', { name: newName, line }) };
  }
  const selected = sources.find((source) => maySelect(source, lowerName));
  return (selected && refuseSelected(document, selected)) ?? refuseReserved(newName, reservedNames.has(lowerName));
}

/** The image and stage references after the FROM of the stage, which may refer to it. */
function sourcesAfter({ model }: DockerfileDocument, { stage }: StageSymbol): readonly SourceReference[] {
  return model.tree.instructions.filter(({ start }) => start > stage.start).flatMap((instruction) => model.sourcesOf(instruction));
}

function refuseSelected(document: DockerfileDocument, { at }: SourceReference): Refusal {
  const line = lineOf(document, at.start);
  return { refused: message('Line {line} selects its stage with a variable, which cannot be renamed.', { line }) };
}

/**
 * Whether a reference such as `FROM base-${TARGET}` may refer to the stage with another value of the variable. A reference that is only a
 * variable could be anything, so only its current value counts.
 */
function maySelect({ instruction, at, kind }: SourceReference, name: string): boolean {
  const variables = kind === 'from' ? instruction.variables.filter((variable) => covers(at, variable)) : [];
  const literals: string[] = [];
  let done = at.start;
  for (const { start, end } of [...variables, { start: at.end, end: at.end }]) {
    if (start < done) continue;
    literals.push(instruction.source.slice(done - instruction.start, start - instruction.start).toLowerCase());
    done = end;
  }
  return literals.length > 1 && literals.join('') !== '' && matchesParts(name, literals);
}

/** Whether the text consists of these parts in this order, with any text between them. */
function matchesParts(text: string, pieces: readonly string[]): boolean {
  const last = pieces.at(-1)!;
  let at = 0;
  for (const [i, piece] of pieces.slice(0, -1).entries()) {
    const found = i === 0 ? (text.startsWith(piece) ? 0 : -1) : text.indexOf(piece, at);
    if (found < 0) return false;
    at = found + piece.length;
  }
  return text.length - last.length >= at && text.endsWith(last);
}
