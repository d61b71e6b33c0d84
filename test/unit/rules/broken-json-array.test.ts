import { describe, expect, it } from 'vitest';
import { applyEdits } from '../../../server/src/base/edit.ts';
import { findingsOf, markedBy, reportsOf } from '../../support/rule-tables.ts';

const image = 'FROM debian:12\n';
const reports = (line: string): string => reportsOf('broken-json-array', `${image}${line}\n`);

/** The line after its fix; undefined if there is none. */
function fixed(line: string): string | undefined {
  const text = `${image}${line}\n`;
  const edits = findingsOf('broken-json-array', text)[0]?.fixes[0]?.edits;
  return edits && applyEdits(text, edits).slice(image.length, -1);
}

/** BuildKit parses the text as JSON (parseJSON of parser/line_parsers.go): an array of other values is an error, other text is a command. */
describe('items that are no strings', () => {
  it.each<[string, string | undefined]>([
    ['CMD [1]', 'CMD ["1"]'],
    ['CMD ["a", 1.5, false]', 'CMD ["a", "1.5", "false"]'],
    ['CMD [ "a" , 1 ]', 'CMD ["a", "1"]'],
    ['CMD [null]', undefined],
    ['CMD ["a", ["b"]]', undefined],
    ['CMD ["a", {"b": 1}]', undefined],
    ['CMD ["a", \\\n# why\n1]', undefined],
  ])('%j: %j', (line, expected) => {
    expect(reports(line)).toBe('not-text');
    expect(fixed(line)).toBe(expected);
  });

  it('a long item is shortened', () => {
    const named = (item: string): string => reportsOf('broken-json-array', `${image}CMD [${item}]\n`, ['item']);
    expect(named(`["${'x'.repeat(26)}"]`)).toBe(`not-text ["${'x'.repeat(26)}"]`);
    expect(named(`["${'x'.repeat(27)}"]`)).toBe(`not-text ["${'x'.repeat(25)}...`);
  });
});

describe('text after an array', () => {
  it.each<[string, readonly string[]]>([
    ['CMD ["a"] b', ['b']],
    ['CMD ["a", "b"] && c  d', ['&& c  d']],
    ['CMD [ "a" , "b c" ] d', ['d']],
    ['CMD ["a\\"b", "c"] d', ['d']],
    ['CMD ["a"]\tb', ['b']],
    ['CMD ["a"] # why', []],
    ['CMD ["a"]b', []],
    ['CMD [ "$A" ] && b', []],
    ['CMD ["a b", "c"] d', ['d']],
    ['ENTRYPOINT ["a"] b', ['b']],
    ['RUN ["a"] b', ['b']],
    ['ONBUILD RUN ["a"] b', ['b']],
    ['COPY ["a"] b', []],
    ['VOLUME ["a"] b', []],
    ['ENV A=["a"] b=c', []],
  ])('%j: %j', (line, expected) => {
    expect(markedBy('broken-json-array', `${image}${line}\n`)).toEqual(expected);
  });
});

describe('SHELL', () => {
  it.each<[string, string | undefined]>([
    ['SHELL /bin/bash -c', 'SHELL ["/bin/bash", "-c"]'],
    ['SHELL cmd /S /C', 'SHELL ["cmd", "/S", "/C"]'],
    ['SHELL C:\\bash.exe -c', 'SHELL ["C:\\\\bash.exe", "-c"]'],
    ['SHELL /bin/bash  -c', 'SHELL ["/bin/bash", "-c"]'],
    ['SHELL bash', 'SHELL ["bash"]'],
    ["SHELL ['bash', '-c']", 'SHELL ["bash", "-c"]'],
    ['SHELL "bash" "-c"', undefined],
    ['SHELL $SHELL', undefined],
    ['SHELL ["bash", "-c"] -e', undefined],
  ])('%s: %s', (line, expected) => {
    expect(reports(line)).toBe('rejected');
    expect(fixed(line)).toBe(expected);
  });

  it.each(['SHELL', 'SHELL ["bash"]', 'RUN /bin/bash -c x', 'WORKDIR [a'])('%s is another matter', (line) => {
    expect(reports(line)).toBe('');
  });
});
