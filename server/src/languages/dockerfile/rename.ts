import { createModel } from '../../model/index.ts';
import { parse } from '../../syntax/parse.ts';
import { applyEdits } from '../../base/edit.ts';
import type { TextEdit } from '../../base/edit.ts';
import { message } from '../../base/message.ts';
import { finish } from '../../base/work.ts';
import type { Work } from '../../base/work.ts';
import type { DockerfileDocument } from './document.ts';
import type { Refusal, RenameTarget } from '../results.ts';
import { refuseStage, refuseStageName } from './rename/stages.ts';
import { refuseVariable, refuseVariableName } from './rename/variables.ts';
import type { DockerfileSymbol } from './symbols/symbol.ts';
import { SymbolTable, symbolsInSteps, symbolsOf } from './symbols/table.ts';
import type { FoundSymbol } from './symbols/table.ts';

/** The symbol at `offset` to rename, or the reason why it cannot be renamed. Undefined if there is no symbol. */
export function prepareRename(document: DockerfileDocument, offset: number): RenameTarget | Refusal | undefined {
  const found = symbolsOf(document.model).at(offset);
  if (!found) return undefined;
  const { start, end } = found.occurrence;
  return refuse(document, found) ?? { span: { start, end }, name: document.text.slice(start, end) };
}

/**
 * The edits that rename the symbol at `offset`, or the reason why that is not possible. Undefined if there is no symbol. The result is
 * verified: the file is parsed again with the new name, and every occurrence must have the same meaning as before.
 */
export function renameAt(document: DockerfileDocument, offset: number, newName: string): readonly TextEdit[] | Refusal | undefined {
  return finish(renameInSteps(document, offset, newName));
}

/** As `renameAt`, in steps. */
export function* renameInSteps(
  document: DockerfileDocument,
  offset: number,
  newName: string,
): Work<readonly TextEdit[] | Refusal | undefined> {
  const table = yield* symbolsInSteps(document.model);
  yield;
  const found = table.at(offset);
  if (!found) return undefined;
  const { symbol } = found;
  if (symbol.name === newName) return [];
  const refusal = refuse(document, found) ?? refuseName(document, symbol, newName);
  if (refusal) return refusal;
  const edits = symbol.occurrences
    .filter(({ written }) => written === 'name')
    .map(({ start, end }): TextEdit => ({ start, end, newText: newName }));
  const model = createModel(parse(applyEdits(document.text, edits), document.model.tree));
  for (const instruction of model.tree.instructions) {
    yield;
    model.usesIn(instruction);
  }
  const renamed = yield* SymbolTable.of(model);
  yield;
  if (table.structure() !== renamed.structure()) {
    return { refused: message('The name "{name}" would change the meaning of other parts of the file.', { name: newName }) };
  }
  return edits;
}

function refuse(document: DockerfileDocument, { symbol, occurrence }: FoundSymbol): Refusal | undefined {
  return symbol.kind === 'stage' ? refuseStage(document, symbol, occurrence) : refuseVariable(document, symbol);
}

function refuseName(document: DockerfileDocument, symbol: DockerfileSymbol, newName: string): Refusal | undefined {
  return symbol.kind === 'stage' ? refuseStageName(document, symbol, newName) : refuseVariableName(document, symbol, newName);
}
