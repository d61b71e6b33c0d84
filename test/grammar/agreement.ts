import type { IGrammar } from 'vscode-textmate';
import { parse } from '../../server/src/syntax/parse.ts';
import type { DockerfileTree } from '../../server/src/syntax/tree.ts';
import { LineIndex } from '../../server/src/base/lines.ts';
import { hasScope, scopesAt, tokenise } from './tokenise.ts';
import type { TokenisedLine } from './tokenise.ts';

/**
 * The differences between the grammar and the parser, one line each: which lines start an instruction, which are comments, which belong
 * to a heredoc.
 */
export function disagreements(grammar: IGrammar, text: string): string[] {
  const tree = parse(text);
  const lines = tokenise(grammar, text);
  const index = new LineIndex(text);
  const wanted = new Map(
    tree.instructions.map(({ keyword, known, keywordSpan }) => [index.positionAt(keywordSpan.start).line, known ? keyword : '']),
  );
  const found = lines.flatMap((line, number) => {
    const keyword = keywordOf(line);
    const expected = wanted.get(number);
    return keyword === (expected ?? '')
      ? []
      : [`line ${number + 1} begins ${keyword || 'nothing'}, not ${expected || 'nothing'}: ${line.text}`];
  });
  return [...found, ...commentsAndHeredocs(tree, index, lines)];
}

/** The instruction that starts on the line, in upper case; empty if there is none. */
function keywordOf(line: TokenisedLine): string {
  const at = line.text.search(/[^ \t]/);
  const scopes = scopesAt(line, at);
  if (!hasScope(scopes, 'keyword.other.special-method') && !hasScope(scopes, 'keyword.control.onbuild')) return '';
  const keyword = /^\w+/.exec(line.text.slice(at))?.[0].toUpperCase() ?? '';
  // Not at the start of an instruction, but on a continued line of one.
  const inside = (keyword === 'CMD' && hasScope(scopes, 'meta.instruction.healthcheck')) || keyword === 'AS';
  return inside ? '' : keyword;
}

function commentsAndHeredocs(tree: DockerfileTree, index: LineIndex, lines: readonly TokenisedLine[]): string[] {
  const scopesFrom = (offset: number): readonly string[] => {
    const { line, character } = index.positionAt(offset);
    return scopesAt(lines[line]!, character);
  };
  const comments = [...tree.comments, ...tree.instructions.flatMap((instruction) => instruction.comments)];
  const heredocs = tree.instructions.flatMap((instruction) => instruction.heredocs);
  return [
    ...comments
      .filter(({ start }) => !hasScope(scopesFrom(start), 'comment.line.number-sign.dockerfile'))
      .map(({ start, end }) => `no comment: ${tree.text.slice(start, end)}`),
    ...heredocs
      .filter(({ terminator }) => terminator && !hasScope(scopesFrom(terminator.end - 1), 'keyword.control.heredoc-token'))
      .map(({ name }) => `no terminator: ${name}`),
    ...heredocs
      .filter(
        ({ body }) => body.end > body.start && scopesFrom(body.start).length > 0 && !hasScope(scopesFrom(body.start), 'meta.heredoc.body'),
      )
      .map(({ name }) => `no heredoc's body: ${name}`),
  ];
}
