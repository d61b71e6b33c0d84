import { MarkupKind } from 'vscode-languageserver';
import type { Hover } from 'vscode-languageserver';
import { ignoreHoverAt } from '../../languages/dockerignore/hover.ts';
import { hoverAt } from '../../languages/dockerfile/hover.ts';
import type { LineIndex } from '../../base/lines.ts';
import type { Span } from '../../base/span.ts';
import { toRange } from '../convert.ts';
import type { Feature } from '../feature.ts';

export const hover: Feature = (connection, session) => {
  connection.onHover(async ({ textDocument: { uri }, position }, token) => {
    const answer = await session.answer(uri, token, {
      dockerfile: ({ document, lines }) => toHover(lines, hoverAt(document, lines.offsetAt(position), session.translate)),
      ignoreFile: ({ document, lines }) => toHover(lines, ignoreHoverAt(document, lines.offsetAt(position), session.translate)),
    });
    return answer ?? null;
  });
};

function toHover(lines: LineIndex, found: { readonly markdown: string; readonly span: Span } | undefined): Hover | undefined {
  return found && { contents: { kind: MarkupKind.Markdown, value: found.markdown }, range: toRange(lines, found.span) };
}
