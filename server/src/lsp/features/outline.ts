import { SymbolKind } from 'vscode-languageserver';
import type { DocumentSymbol, SymbolInformation } from 'vscode-languageserver';
import { ignoreOutline } from '../../languages/dockerignore/structure.ts';
import { outlineOf } from '../../languages/dockerfile/outline.ts';
import type { OutlineEntry } from '../../languages/dockerfile/outline.ts';
import { toRange } from '../convert.ts';
import type { Feature } from '../feature.ts';
import type { Snapshot } from '../snapshot.ts';

/** The picture beside an entry; instructions that are not named here are settings of the image. */
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

/** All that a place needs to be told. */
type Lines = Pick<Snapshot, 'uri' | 'lines'>;

export const outline: Feature = (connection, session) => {
  connection.onDocumentSymbol(async ({ textDocument: { uri } }, token) => {
    const nested = session.capabilities.textDocument?.documentSymbol?.hierarchicalDocumentSymbolSupport;
    const toSymbols = (entries: readonly OutlineEntry[], snapshot: Lines): DocumentSymbol[] | SymbolInformation[] =>
      nested ? entries.map((entry) => toSymbol(entry, snapshot)) : entries.flatMap((entry) => flatSymbols(entry, snapshot));
    const answer = await session.answer(uri, token, {
      dockerfile: (snapshot) => toSymbols(outlineOf(snapshot.document, session.translate), snapshot),
      ignoreFile: (snapshot) => toSymbols(ignoreOutline(snapshot.document), snapshot),
    });
    return answer ?? null;
  });
};

function toSymbol({ name, detail, kind, span, selection, children }: OutlineEntry, snapshot: Lines): DocumentSymbol {
  return {
    name,
    detail,
    kind: kindOf(kind),
    range: toRange(snapshot.lines, span),
    selectionRange: toRange(snapshot.lines, selection),
    children: children.map((child) => toSymbol(child, snapshot)),
  };
}

/** For an editor that knows no tree: an entry, then what is in it, which names it. */
function flatSymbols(entry: OutlineEntry, snapshot: Lines, containerName?: string): SymbolInformation[] {
  const { name, kind, span, children } = entry;
  const location = { uri: snapshot.uri, range: toRange(snapshot.lines, span) };
  const symbol = { name, kind: kindOf(kind), location, ...(containerName !== undefined && { containerName }) };
  return [symbol, ...children.flatMap((child) => flatSymbols(child, snapshot, name))];
}

function kindOf(kind: string): SymbolKind {
  return kinds[kind] ?? SymbolKind.Property;
}
