import type { CancellationToken, SemanticTokens } from 'vscode-languageserver';
import type { Span } from '../../base/span.ts';
import { toSpan } from '../convert.ts';
import type { Feature } from '../feature.ts';
import { editBetween, encodeTokens } from '../token-data.ts';
import { answerInSlices, wholeSnapshot } from './served-snapshot.ts';
import type { ServedSnapshot } from './served-snapshot.ts';

export const semanticTokens: Feature = (connection, session) => {
  /** The last answer for each document, which a delta refers to. */
  const answers = new Map<string, SemanticTokens>();
  let count = 0;
  session.onClose((uri) => answers.delete(uri));

  async function answer(snapshot: ServedSnapshot, token: CancellationToken): Promise<SemanticTokens> {
    const made = { data: await dataOf(snapshot, token), resultId: String(++count) };
    answers.set(snapshot.uri, made);
    return made;
  }

  const { semanticTokens: requests } = connection.languages;
  requests.on(async ({ textDocument: { uri } }, token) => {
    const snapshot = await wholeSnapshot(session, uri, token);
    return snapshot?.service.semanticTokens ? answer(snapshot, token) : { data: [] };
  });
  requests.onDelta(async ({ textDocument: { uri }, previousResultId }, token) => {
    const snapshot = await wholeSnapshot(session, uri, token);
    if (!snapshot?.service.semanticTokens) return { data: [] };
    const before = answers.get(uri);
    const now = await answer(snapshot, token);
    return before?.resultId === previousResultId ? { resultId: now.resultId!, edits: editBetween(before.data, now.data) } : now;
  });
  requests.onRange(async ({ textDocument: { uri }, range }, token) => {
    const snapshot = await wholeSnapshot(session, uri, token);
    return { data: snapshot ? await dataOf(snapshot, token, toSpan(snapshot.lines, range)) : [] };
  });
};

async function dataOf({ service, document, lines }: ServedSnapshot, token: CancellationToken, range?: Span): Promise<number[]> {
  const tokens = await answerInSlices(service.semanticTokens?.(document, range), token);
  return encodeTokens(tokens ?? [], lines);
}
