import { SymbolKind } from 'vscode-languageserver';
import type { DocumentSymbol, SymbolInformation } from 'vscode-languageserver';
import type { Work } from '../../base/work.ts';
import type { OutlineEntry } from '../../languages/results.ts';
import { toRange } from '../convert.ts';
import type { Feature } from '../feature.ts';
import { answerInSlices, wholeSnapshot } from './served-snapshot.ts';
import type { ServedSnapshot } from './served-snapshot.ts';

/** The icon of an entry; instructions that are not listed here are settings of the image. */
const kinds: Readonly<Record<string, SymbolKind>> = {
  stage: SymbolKind.Module,
  variable: SymbolKind.Variable,
  RUN: SymbolKind.Function,
  COPY: SymbolKind.File,
  ADD: SymbolKind.File,
  CMD: SymbolKind.Event,
  ENTRYPOINT: SymbolKind.Event,
  section: SymbolKind.Namespace,
  pattern: SymbolKind.File,
};

export const outline: Feature = (connection, session) => {
  connection.onDocumentSymbol(async ({ textDocument: { uri } }, token): Promise<DocumentSymbol[] | SymbolInformation[] | null> => {
    const snapshot = await wholeSnapshot(session, uri, token);
    const entries = snapshot?.service.outline?.(snapshot.document, session.translate);
    if (!snapshot || !entries) return null;
    const isTree = session.capabilities.textDocument?.documentSymbol?.hierarchicalDocumentSymbolSupport;
    const work = isTree ? toSymbols(entries, snapshot) : undefined;
    return work ? ((await answerInSlices(work, token)) ?? null) : entries.flatMap((entry) => flatSymbols(entry, snapshot));
  });
};

function* toSymbols(entries: readonly OutlineEntry[], snapshot: ServedSnapshot): Work<DocumentSymbol[]> {
  const symbols: DocumentSymbol[] = [];
  for (const { name, detail, kind, span, selection, children } of entries) {
    symbols.push({
      name,
      detail,
      kind: kindOf(kind),
      range: toRange(snapshot.lines, span),
      selectionRange: toRange(snapshot.lines, selection),
      children: yield* toSymbols(children, snapshot),
    });
    yield;
  }
  return symbols;
}

/** For a client without support for trees: an entry, then its children, which contain its name. */
function flatSymbols(entry: OutlineEntry, snapshot: ServedSnapshot, containerName?: string): SymbolInformation[] {
  const { name, kind, span, children } = entry;
  const location = { uri: snapshot.uri, range: toRange(snapshot.lines, span) };
  const symbol = { name, kind: kindOf(kind), location, ...(containerName !== undefined && { containerName }) };
  return [symbol, ...children.flatMap((child) => flatSymbols(child, snapshot, name))];
}

function kindOf(kind: string): SymbolKind {
  return kinds[kind] ?? SymbolKind.Property;
}
