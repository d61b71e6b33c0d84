import type { SourceReference } from '../../../model/model.ts';
import { message } from '../../../base/message.ts';
import { covers } from '../../../base/span.ts';
import type { DockerfileDocument } from '../document.ts';
import type { Occurrence, StageSymbol } from '../symbols/symbol.ts';
import { lineOf, refuseComputed, refuseReserved } from './refusal.ts';
import type { Refusal } from '../../results.ts';

/** As BuildKit has it, which lowers the case first. https://github.com/moby/buildkit/blob/master/frontend/dockerfile/instructions/parse.go */
const stageName = /^[a-z][a-z0-9_.-]*$/i;
/** https://docs.docker.com/reference/build-checks/reserved-stage-name/ */
const reservedNames: ReadonlySet<string> = new Set(['scratch', 'context']);

/** Why the stage cannot be renamed from `occurrence`, whatever its new name; undefined where it can. */
export function refuseStage(document: DockerfileDocument, symbol: StageSymbol, occurrence: Occurrence): Refusal | undefined {
  const { name, occurrences } = symbol;
  if (name === undefined) {
    return { refused: message('This stage has no name: add {as} to its FROM.', { as: 'AS …' }) };
  }
  if (occurrence.written === 'number') {
    return { refused: message('This refers to the stage by its number, which does not change with its name.') };
  }
  const chosen = sourcesBehind(document, symbol).find((source) => mayChoose(source, name));
  return refuseComputed(document, occurrences) ?? (chosen && refuseChosen(document, chosen));
}

/** Why the stage cannot have that name; undefined where nothing is in its way. */
export function refuseStageName(document: DockerfileDocument, symbol: StageSymbol, newName: string): Refusal | undefined {
  const wanted = newName.toLowerCase();
  if (!stageName.test(newName)) {
    const text = '"{name}" is not a valid stage name: use a letter, followed by letters, digits, ".", "_" or "-".';
    return { refused: message(text, { name: newName }) };
  }
  const other = document.model.stages.find((stage) => stage !== symbol.stage && stage.name === wanted);
  if (other) {
    const line = lineOf(document, other.start);
    return { refused: message('There is already a stage "{name}" in line {line}.', { name: newName, line }) };
  }
  const sources = sourcesBehind(document, symbol);
  const image = sources.find((source) => source.image && (source.image.resolved ?? source.text).toLowerCase() === wanted);
  if (image) {
    const line = lineOf(document, image.at.start);
    return { refused: message('Line {line} uses the image "{name}", and would use this stage instead.', { name: newName, line }) };
  }
  const chosen = sources.find((source) => mayChoose(source, wanted));
  return (chosen && refuseChosen(document, chosen)) ?? refuseReserved(newName, reservedNames.has(wanted));
}

/** All that is named behind the stage's own FROM, where its name counts. */
function sourcesBehind({ model }: DockerfileDocument, { stage }: StageSymbol): readonly SourceReference[] {
  return model.tree.instructions.filter(({ start }) => start > stage.start).flatMap((instruction) => model.sourcesOf(instruction));
}

function refuseChosen(document: DockerfileDocument, { at }: SourceReference): Refusal {
  const line = lineOf(document, at.start);
  return { refused: message('Line {line} selects its stage with a variable, which cannot be renamed.', { line }) };
}

/**
 * `FROM base-${TARGET}`: with another value of the variable it may mean the stage of that name. A variable alone could be anything,
 * an image most of all: what it means now is all that counts.
 */
function mayChoose({ instruction, at, kind }: SourceReference, name: string): boolean {
  const variables = kind === 'from' ? instruction.variables.filter((variable) => covers(at, variable)) : [];
  const literals: string[] = [];
  let done = at.start;
  for (const { start, end } of [...variables, { start: at.end, end: at.end }]) {
    if (start < done) continue;
    literals.push(instruction.source.slice(done - instruction.start, start - instruction.start).toLowerCase());
    done = end;
  }
  return literals.length > 1 && literals.join('') !== '' && fits(name, literals);
}

/** Whether the text consists of these pieces, in this order, with anything between them. */
function fits(text: string, pieces: readonly string[]): boolean {
  const last = pieces.at(-1)!;
  let at = 0;
  for (const [i, piece] of pieces.slice(0, -1).entries()) {
    const found = i === 0 ? (text.startsWith(piece) ? 0 : -1) : text.indexOf(piece, at);
    if (found < 0) return false;
    at = found + piece.length;
  }
  return text.length - last.length >= at && text.endsWith(last);
}
