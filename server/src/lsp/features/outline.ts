import { SymbolKind } from 'vscode-languageserver';
import type { DocumentSymbol, SymbolInformation } from 'vscode-languageserver';
import type { OutlineEntry } from '../../languages/results.ts';
import { toRange } from '../convert.ts';
import type { Feature } from '../feature.ts';
import { wholeSnapshot } from './served-snapshot.ts';
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
    return isTree ? entries.map((entry) => toSymbol(entry, snapshot)) : entries.flatMap((entry) => flatSymbols(entry, snapshot));
  });
};

function toSymbol({ name, detail, kind, span, selection, children }: OutlineEntry, snapshot: ServedSnapshot): DocumentSymbol {
  return {
    name,
    detail,
    kind: kindOf(kind),
    range: toRange(snapshot.lines, span),
    selectionRange: toRange(snapshot.lines, selection),
    children: children.map((child) => toSymbol(child, snapshot)),
  };
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
