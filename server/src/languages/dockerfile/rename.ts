import { createModel } from '../../model/index.ts';
import { parse } from '../../syntax/parse.ts';
import { applyEdits } from '../../base/edit.ts';
import type { TextEdit } from '../../base/edit.ts';
import { message } from '../../base/message.ts';
import type { DockerfileDocument } from './document.ts';
import type { Refusal, RenameTarget } from '../results.ts';
import { refuseStage, refuseStageName } from './rename/stages.ts';
import { refuseVariable, refuseVariableName } from './rename/variables.ts';
import type { DockerfileSymbol } from './symbols/symbol.ts';
import { SymbolTable, symbolsOf } from './symbols/table.ts';
import type { Found } from './symbols/table.ts';

/** Whether the symbol at `offset` can be renamed at all, and if so, from what. Undefined where there is no symbol. */
export function prepareRename(document: DockerfileDocument, offset: number): RenameTarget | Refusal | undefined {
  const found = symbolsOf(document.model).at(offset);
  if (!found) return undefined;
  const { start, end } = found.occurrence;
  return refuse(document, found) ?? { span: { start, end }, name: document.text.slice(start, end) };
}

/**
 * The edits that give the symbol at `offset` another name, everywhere at once; or why not. Undefined where there is no symbol.
 * What is offered is proven: the file is read again with the new name, and every place must mean what it meant.
 */
export function renameAt(document: DockerfileDocument, offset: number, newName: string): readonly TextEdit[] | Refusal | undefined {
  const table = symbolsOf(document.model);
  const found = table.at(offset);
  if (!found) return undefined;
  const { symbol } = found;
  if (symbol.name === newName) return [];
  const refusal = refuse(document, found) ?? refuseName(document, symbol, newName);
  if (refusal) return refusal;
  const edits = symbol.occurrences
    .filter(({ written }) => written === 'name')
    .map(({ start, end }): TextEdit => ({ start, end, newText: newName }));
  const renamed = new SymbolTable(createModel(parse(applyEdits(document.text, edits), document.model.tree)));
  if (table.pattern() !== renamed.pattern()) {
    return { refused: message('The name "{name}" would change the meaning of other parts of the file.', { name: newName }) };
  }
  return edits;
}

function refuse(document: DockerfileDocument, { symbol, occurrence }: Found): Refusal | undefined {
  return symbol.kind === 'stage' ? refuseStage(document, symbol, occurrence) : refuseVariable(document, symbol);
}

function refuseName(document: DockerfileDocument, symbol: DockerfileSymbol, newName: string): Refusal | undefined {
  return symbol.kind === 'stage' ? refuseStageName(document, symbol, newName) : refuseVariableName(document, symbol, newName);
}
