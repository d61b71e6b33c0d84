import { describe, expect, it } from 'vitest';
import { applyEdits } from '../../../server/src/base/edit.ts';
import { findingsOf, markedBy, reportsOf } from '../../support/rule-tables.ts';

const fileWith = (line: string): string => `FROM alpine:3.22\n${line}\n`;

/** `message: comment` of the finding. */
function found(line: string): string {
  const text = fileWith(line);
  return [reportsOf('inline-comment', text), ...markedBy('inline-comment', text)].join(': ');
}

/** The level of the fix, and the lines after it. */
function fixed(line: string): string | undefined {
  const text = fileWith(line);
  const fix = findingsOf('inline-comment', text)[0]?.fixes[0];
  return fix && `${fix.level}\n${applyEdits(text, fix.edits).split('\n').slice(1, -1).join('\n')}`;
}

/** Docker has comments on lines of their own only: dockerfile/parser/parser.go. */
describe('a comment after an instruction', () => {
  it.each<[string, string]>([
    ['FROM a AS b # c', 'build-fails: # c'],
    ['COPY a b # c', 'paths: # c'],
    ['COPY a b #c', 'paths: #c'],
    ['ADD a b # c', 'paths: # c'],
    ['ARG A # c', 'arguments: # c'],
    ['ARG A=1 #c', 'arguments: #c'],
    ['ENV A=1 # c', 'build-fails: # c'],
    ['ENV A=1 B=2 # c d', 'build-fails: # c d'],
    ['ENV A b # c', 'value: # c'],
    ['LABEL a=1 # c', 'build-fails: # c'],
    ['LABEL a b # c', 'value: # c'],
    ['EXPOSE 80 # c', 'build-fails: # c'],
    ['EXPOSE 80 81 #c', 'build-fails: #c'],
    ['STOPSIGNAL SIGINT # c', 'build-fails: # c'],
    ['USER a # c', 'value: # c'],
    ['VOLUME /a # c', 'arguments: # c'],
    ['WORKDIR /a # c', 'value: # c'],
    ['WORKDIR "/a b" # c', 'value: # c'],
    ['RUN ["a"] # c', 'shell: # c'],
    ['RUN ["a"]\t# c', 'shell: # c'],
    ['CMD ["a", "b"] #c', 'shell: #c'],
    ['ENTRYPOINT ["a"] # c', 'shell: # c'],
    ['SHELL ["a"] # c', 'build-fails: # c'],
    ['HEALTHCHECK CMD ["a"] # c', 'shell: # c'],
    ['ONBUILD CMD ["a"] # c', 'shell: # c'],
    // The number sign is part of an argument, or the shell reads it.
    ['COPY a #b', ''],
    ['COPY #a b', ''],
    ['ADD a#b c', ''],
    ['ENV A=#1', ''],
    ['ENV A=1#2', ''],
    ['ENV A b #', ''],
    ['ENV A "b # c"', ''],
    ["ENV A 'b # c'", ''],
    ['ENV A b#c d', ''],
    ['ENV A b #c d', ''],
    ['USER #a', ''],
    ['USER # a', ''],
    ['WORKDIR /a #b', ''],
    ['WORKDIR /a #', ''],
    ['WORKDIR "/a # b"', ''],
    ['EXPOSE #80', ''],
    ['RUN ["a"]# c', ''],
    ['RUN ["a", 1] # c', ''],
    ['RUN [a] # c', ''],
    ['RUN a # c', ''],
    ['RUN ["a # c"]', ''],
    ['CMD a ] # c', ''],
    ['VOLUME ["/a"]', ''],
    ['MAINTAINER a # c', ''],
    ['HEALTHCHECK CMD a # c', ''],
    ['HEALTHCHECK NONE # c', ''],
    ['ONBUILD RUN a # c', ''],
  ])('%s: %s', (line, expected) => {
    expect(found(line)).toBe(expected);
  });
});

describe('on its own line', () => {
  it.each<[string, string | undefined]>([
    ['EXPOSE 80 # c', 'safe\n# c\nEXPOSE 80'],
    ['EXPOSE 80 #c d', 'safe\n#c d\nEXPOSE 80'],
    ['ENV A=1 # c', 'safe\n# c\nENV A=1'],
    ['ENV A=1 #c=d', 'suggestion\n#c=d\nENV A=1'],
    ['USER a # c', 'suggestion\n# c\nUSER a'],
    ['COPY a b # c', 'suggestion\n# c\nCOPY a b'],
    ['CMD ["a"] # c', 'suggestion\n# c\nCMD ["a"]'],
    ['  EXPOSE 80   # c', 'safe\n  # c\n  EXPOSE 80'],
    ['ENV A=1 # c \\\n  B=2', 'safe\n# c\nENV A=1 \\\n  B=2'],
    ['ENV A=1 \\\n  B=2 # c', 'safe\nENV A=1 \\\n  # c\n  B=2'],
  ])('%j: %j', (line, expected) => {
    expect(fixed(line)).toBe(expected);
  });

  it.each<[string, boolean]>([
    ['FROM a # escape=`', false],
    ['FROM a # syntax = x', false],
    ['FROM a # check', true],
    ['FROM a # a b=c', true],
    ['FROM a # tag=x', false],
    ['# first\nFROM a # tag=x', true],
    // It would have no effect there, which ignored-directive reports.
    ['# first\nFROM a # escape=`', false],
    ['ARG A=1\nFROM a # Escape=`', false],
  ])('a comment that would look like a directive is not moved: %j: %s', (text, expected) => {
    expect(findingsOf('inline-comment', `${text}\n`)[0]!.fixes.length > 0).toBe(expected);
  });
});
