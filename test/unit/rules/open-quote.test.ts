import { describe, expect, it } from 'vitest';
import { applyEdits } from '../../../server/src/base/edit.ts';
import { findingsOf } from '../../support/rule-tables.ts';

/** The line after its first fix; undefined if there is no fix. Fails if there is no finding. */
function fixed(line: string): string | undefined {
  const text = `FROM debian:12\n${line}\n`;
  const [finding] = findingsOf('open-quote', text);
  expect(finding).toBeDefined();
  const [fix] = finding!.fixes;
  return fix && applyEdits(text, fix.edits).split('\n').slice(1, -1).join('\n');
}

describe('paths with spaces', () => {
  it.each<[string, string | undefined]>([
    ['COPY "my file" /app/', 'COPY ["my file", "/app/"]'],
    ["COPY 'my file' /app/", 'COPY ["my file", "/app/"]'],
    ['COPY a "my file" \'your file\' /app/', 'COPY ["a", "my file", "your file", "/app/"]'],
    ['ADD --chown=1 "my file" /app/', 'ADD --chown=1 ["my file", "/app/"]'],
    ['COPY "$DIR/my file" /app/', 'COPY ["$DIR/my file", "/app/"]'],
    // In single quotes Docker keeps the dollar sign; in an array it does not.
    ["COPY '$DIR/my file' /app/", undefined],
    ['COPY "my \'own\' file" /app/', undefined],
    ['COPY a"my file" /app/', undefined],
    ['COPY "my file"s /app/', undefined],
    ['COPY "my\\" file" /app/', undefined],
    ['COPY "my file" \\\n  /app/', undefined],
    ['COPY "my `file" /app/', undefined],
    ['COPY "my #file" /app/', undefined],
    ['COPY "my file /app/', undefined],
  ])('%s: %s', (line, expected) => {
    expect(fixed(line)).toBe(expected);
  });
});

describe('an apostrophe', () => {
  it.each<[string, string | undefined]>([
    ["ENV A=it's", "ENV A=it\\'s"],
    ["ENV A=1 B=don't", "ENV A=1 B=don\\'t"],
    ["ENV A='s", "ENV A='s'"],
    ["ENV A=it'", undefined],
    ["ENV A=1'000", undefined],
    ["WORKDIR /it's", "WORKDIR /it\\'s"],
    ["ONBUILD ENV A=it's", "ONBUILD ENV A=it\\'s"],
    ['ONBUILD COPY ["it\'s", "/d/"]', 'ONBUILD COPY ["it\\\\\'s", "/d/"]'],
  ])('%s: %s', (line, expected) => {
    expect(fixed(line)).toBe(expected);
  });
});
