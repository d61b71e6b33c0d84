import type { SemanticTokens } from 'vscode-languageserver';
import type { Span } from '../../base/span.ts';
import { toSpan } from '../convert.ts';
import type { Feature } from '../feature.ts';
import { editBetween, encodeTokens } from '../token-data.ts';
import { wholeSnapshot } from './served-snapshot.ts';
import type { ServedSnapshot } from './served-snapshot.ts';

export const semanticTokens: Feature = (connection, session) => {
  /** The last answer for each document, which a delta refers to. */
  const answers = new Map<string, SemanticTokens>();
  let count = 0;
  session.onClose((uri) => answers.delete(uri));

  function answer(snapshot: ServedSnapshot): SemanticTokens {
    const made = { resultId: String(++count), data: dataOf(snapshot) };
    answers.set(snapshot.uri, made);
    return made;
  }

  const { semanticTokens: requests } = connection.languages;
  requests.on(async ({ textDocument: { uri } }, token) => {
    const snapshot = await wholeSnapshot(session, uri, token);
    return snapshot?.service.semanticTokens ? answer(snapshot) : { data: [] };
  });
  requests.onDelta(async ({ textDocument: { uri }, previousResultId }, token) => {
    const snapshot = await wholeSnapshot(session, uri, token);
    if (!snapshot?.service.semanticTokens) return { data: [] };
    const before = answers.get(uri);
    const now = answer(snapshot);
    return before?.resultId === previousResultId ? { resultId: now.resultId!, edits: editBetween(before.data, now.data) } : now;
  });
  requests.onRange(async ({ textDocument: { uri }, range }, token) => {
    const snapshot = await wholeSnapshot(session, uri, token);
    return { data: snapshot ? dataOf(snapshot, toSpan(snapshot.lines, range)) : [] };
  });
};

function dataOf({ service, document, lines }: ServedSnapshot, range?: Span): number[] {
  return encodeTokens(service.semanticTokens?.(document, range) ?? [], lines);
}
