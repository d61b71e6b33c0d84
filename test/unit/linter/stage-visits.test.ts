import { describe, expect, it } from 'vitest';
import { createDockerfileDocument } from '../../../server/src/languages/dockerfile/document.ts';
import { diagnose } from '../../../server/src/languages/dockerfile/diagnostics.ts';
import { documentOf } from '../../support/document.ts';

const rules: ReadonlySet<string> = new Set(['missing-program', 'missing-apt-update', 'unknown-package']);

/** The rules about packages that report something, after each text of a document that is edited. */
function reportedIn(texts: readonly string[]): readonly (readonly string[])[] {
  let document = createDockerfileDocument({ ...documentOf(texts[0]!), users: [] });
  return texts.map((text) => {
    document = createDockerfileDocument({ ...document, text, users: [] }, document);
    return diagnose(document)
      .map(({ rule }) => rule)
      .filter((rule) => rules.has(rule));
  });
}

const base = 'FROM debian:12-slim AS a\n';

describe('a stage without findings is checked again when', () => {
  it.each<[string, string[], string[][]]>([
    ['its text changes', [`${base}RUN ls\n`, `${base}RUN curl x\n`, `${base}RUN ls\n`], [[], ['missing-program'], []]],
    [
      'the stage that it builds on changes',
      [`FROM debian:12 AS a\nRUN apt-get update && apt-get install -y curl\nFROM a\nRUN curl x\n`, `${base}FROM a\nRUN curl x\n`],
      [[], ['missing-program']],
    ],
    ['its image changes', ['FROM buildpack-deps:bookworm\nRUN curl x\n', `${base}RUN curl x\n`], [[], ['missing-program']]],
    ['no stage builds on it any more', [`${base}CMD ["curl"]\nFROM a\nCMD ["ls"]\n`, `${base}CMD ["curl"]\n`], [[], ['missing-program']]],
    [
      'package lists are deleted above',
      [`${base}RUN apt-get update\nRUN apt-get install -y jq\n`, `${base}RUN ls\nRUN apt-get install -y jq\n`],
      [[], ['missing-apt-update']],
    ],
    [
      'a package gets another name',
      [`${base}RUN apt-get update && apt-get install -y jq\n`, `${base}RUN apt-get update && apt-get install -y jqqqqq\n`],
      [[], ['unknown-package']],
    ],
  ])('%s', (_, texts, expected) => {
    expect(reportedIn(texts)).toEqual(expected);
  });
});
