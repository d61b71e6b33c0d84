import type { SemanticTokens } from 'vscode-languageserver';
import { semanticTokens as tokensOf } from '../../languages/dockerfile/semantic-tokens.ts';
import type { Span } from '../../base/span.ts';
import { toSpan } from '../convert.ts';
import type { Feature } from '../feature.ts';
import type { Snapshot } from '../snapshot.ts';
import { editBetween, encodeTokens } from '../token-data.ts';

export const semanticTokens: Feature = (connection, session) => {
  /** The last answer for each document, which the next one may be told as a difference to. */
  const answers = new Map<string, SemanticTokens>();
  let count = 0;
  session.onClose((uri) => answers.delete(uri));

  function answer(snapshot: Snapshot): SemanticTokens {
    const made = { resultId: String(++count), data: dataOf(snapshot) };
    answers.set(snapshot.uri, made);
    return made;
  }

  const { semanticTokens: requests } = connection.languages;
  requests.on(async ({ textDocument: { uri } }, token) => {
    const snapshot = await session.snapshot(uri, token);
    return snapshot ? answer(snapshot) : { data: [] };
  });
  requests.onDelta(async ({ textDocument: { uri }, previousResultId }, token) => {
    const snapshot = await session.snapshot(uri, token);
    if (!snapshot) return { data: [] };
    const before = answers.get(uri);
    const now = answer(snapshot);
    return before?.resultId === previousResultId ? { resultId: now.resultId!, edits: editBetween(before.data, now.data) } : now;
  });
  requests.onRange(async ({ textDocument: { uri }, range }, token) => {
    const snapshot = await session.snapshot(uri, token);
    return { data: snapshot ? dataOf(snapshot, toSpan(snapshot.lines, range)) : [] };
  });
};

function dataOf({ document, lines }: Snapshot, range?: Span): number[] {
  return encodeTokens(tokensOf(document, range), lines);
}
