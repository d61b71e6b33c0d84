import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import type { IGrammar } from 'vscode-textmate';
import { disagreements } from './agreement.ts';
import { hasScope, loadGrammar, scopesAt, tokenise } from './tokenise.ts';

let grammar: IGrammar;
beforeAll(async () => {
  grammar = await loadGrammar('source.dockerfile');
});

/** The scopes at the start of the last line, outermost first. */
function lastLine(text: string): readonly string[] {
  return scopesAt(tokenise(grammar, text).at(-1)!, 0);
}

const fresh = ['source.dockerfile', 'meta.instruction.user.dockerfile', 'keyword.other.special-method.dockerfile'];

/** Text that leaves a shell word, a quote or a JSON array open. */
const open = [
  '"', "'", '`', '$(', '$((', '${', '${A:-', '(', '((', '{', '[', '[[ ', '["a', '["a", ', '[ "', '<(', '$\'', '$"', '"$(', '"${A:-$(', '`"',
  'if a; then', 'case a in', 'case a in b)', 'for a in', 'while', 'until a; do', 'f() {', 'function', 'select a in',
  '# "', '<<<', '<<', '>', 'a=', 'a=(',
  '\\"', '\\\\"', '"\\', "'\\''", '${A', '$', '--mount=type="', '--from=', '--a="b', 'a:', 'a@', 'A="', 'A=${', "A='", '"a b', 'https://"$',
]; // prettier-ignore

const keywords = [
  'ADD', 'ARG', 'CMD', 'COPY', 'ENTRYPOINT', 'ENV', 'EXPOSE', 'FROM', 'HEALTHCHECK', 'HEALTHCHECK CMD', 'LABEL', 'MAINTAINER', 'ONBUILD',
  'ONBUILD RUN', 'RUN', 'SHELL', 'STOPSIGNAL', 'USER', 'VOLUME', 'WORKDIR', 'NOTHING',
]; // prettier-ignore

describe('nothing that is left open affects other instructions', () => {
  test.each(keywords)('%s', (keyword) => {
    for (const left of open) {
      const body = left.endsWith('\\') ? `${left} x` : left;
      for (const text of [
        `${keyword} ${body}`,
        `${keyword} ${body} \\\n  b`,
        `${keyword} a \\\n  ${body} \\\n# c\n\n  d ${body}`,
        `${keyword} --flag ${body} \\\nx ${body}`,
      ]) {
        expect(lastLine(`FROM a\n${text}\nUSER u`), text).toEqual(fresh);
      }
    }
  });

  test('in a file with the other escape character', () => {
    for (const left of open.filter((each) => !each.endsWith('`'))) {
      const scopes = lastLine(`# escape=\`\nRUN a ${left} \`\n  x ${left}\\\nUSER u`);
      expect(scopes, left).toEqual(['source.dockerfile', 'meta.escape.backtick.dockerfile', ...fresh.slice(1)]);
    }
  });

  test('in the bodies of heredocs', () => {
    for (const left of open) {
      for (const line of ['RUN <<E', 'RUN <<E python3', 'RUN cat <<E', "COPY <<'E' /a.json", 'ADD <<E /a/', 'RUN a \\\n  <<E cat']) {
        expect(lastLine(`${line}\n${left}\nE\nUSER u`), `${line} ${left}`).toEqual(fresh);
      }
    }
  });

  test('before and after the marker of a heredoc', () => {
    for (const left of open) {
      // If a quote is open there is no heredoc, and `E` is a line of its own.
      for (const line of [`RUN ${left} <<E`, `RUN <<E ${left}`, `RUN a <<E ${left} \\\n  b`, `COPY <<E ${left}`]) {
        expect(lastLine(`${line}\nx\nE\nUSER u`), line).toEqual(fresh);
      }
    }
  });
});

describe('all of a long instruction is highlighted', () => {
  test.each([
    ['commands on one line', 'RUN ', 'apt-get install -y "a=$B" $(c | d) >e 2>&1 && ', 'true'],
    ['continued lines', 'RUN a', ' && \\\n  b "c" \'d\' ${E:-f} | g -h', ''],
    ['words', 'COPY ', 'a/b/$C/*.d ', './'],
    ['pairs', 'ENV ', 'A_B="c $D" ', ''],
    ['one word', 'RUN echo ', 'abcdefghij', ''],
    ['quotes', 'RUN echo ', '"\'', ''],
    ['brackets', 'RUN ', '[ "', ''],
    ['colons and slashes', 'FROM ', 'a:b/', ''],
    ['markers', 'RUN ', '<< <<< a<<b ', ''],
    ['alternatives', 'RUN case a in ', 'b|c|', 'd) ;; esac'],
    ['blanks', 'RUN ', '          ', 'x'],
    ['backslashes', 'RUN ', '\\ \\\\', ''],
  ])('100 KB of %s', (_, begin, repeated, end) => {
    const text = begin + repeated.repeat(Math.ceil(100_000 / repeated.length)) + end;
    expect(lastLine(`${text}\nUSER u`)).toEqual(fresh);
  });
});

describe('the grammar and the parser agree', () => {
  const line = fc
    .array(
      fc.constantFrom(
        ...open.filter((each) => !each.includes('<<')),
        'a',
        '-b',
        '--c=d',
        '$E',
        '&&',
        '||',
        ';',
        '"f g"',
        "'h i'",
        'RUN',
        'USER j',
        '# k',
      ),
      { minLength: 1, maxLength: 5 },
    )
    .map((parts) => parts.join(' '));
  const lineEnd = fc.constantFrom(
    '\n',
    '\n',
    ' \\\n',
    '\\\n',
    ' \\  \n',
    ' \\\\\n',
    '\r\n',
    ' \\\r\n',
    '\n\n',
    ' \\\n\n',
    ' \\\n# m "\n',
    ' \\\n  # n \\\n',
  );
  const instruction = fc.tuple(
    fc.constantFrom(...keywords, 'run', '  Copy', '\tENV'),
    fc.array(fc.tuple(line, lineEnd), { minLength: 1, maxLength: 4 }),
  );
  const heredoc = fc
    .tuple(
      fc.constantFrom('RUN <<E', 'RUN cat <<-"E"', 'COPY <<E /a.sh', 'ONBUILD ADD <<E /b', 'RUN --network=none \\\n  <<E'),
      fc.array(line, { maxLength: 3 }),
    )
    .map(([begin, body]) => [begin, ...body.map((each) => `${each} x`), 'E', ''].join('\n'));
  const comment = line.map((text) => `# ${text}\n`);
  // The last line is not continued: the only case that differs is a heredoc on a continued line after a quote that is still open.
  const written = instruction.map(([keyword, lines]) => `${keyword} ${lines.map(([text, end]) => text + end).join('  ')}  z\n`);
  const file = fc
    .tuple(
      fc.constantFrom('', '# syntax=a\n', '# escape=\\\n'),
      fc.array(fc.oneof({ weight: 4, arbitrary: written }, heredoc, comment), { maxLength: 8 }),
    )
    .map(([head, parts]) => head + parts.join(''));

  test('on any text', () => {
    fc.assert(
      fc.property(file, (text) => {
        expect(disagreements(grammar, text)).toEqual([]);
      }),
      { numRuns: Number(process.env['LAYERWISE_PROPERTY_RUNS'] ?? 500) },
    );
  });
});

test('a comment line is a comment anywhere in an instruction', () => {
  for (const left of open.filter((each) => !each.endsWith('\\'))) {
    const lines = tokenise(grammar, `RUN a ${left} \\\n  # comment "\n  b`);
    expect(hasScope(scopesAt(lines[1]!, 4), 'comment.line.number-sign.dockerfile'), left).toBe(true);
  }
});
