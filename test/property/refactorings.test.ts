import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { applyEdits } from '../../server/src/base/edit.ts';
import { english } from '../../server/src/base/message.ts';
import { finish } from '../../server/src/base/work.ts';
import { offersAt } from '../../server/src/refactorings/offers.ts';
import { allRefactorings } from '../../server/src/refactorings/registry.generated.ts';
import { parse } from '../../server/src/syntax/parse.ts';
import type { DockerfileTree } from '../../server/src/syntax/tree.ts';
import { readContextBlock } from '../support/context-block.ts';
import { documentOf } from '../support/document.ts';
import { readRefactoringCases } from '../support/refactoring-cases.ts';
import { noContext } from '../support/rules.ts';
import { ownSources, realSources } from './sources.ts';
import type { Source } from './sources.ts';

/*
 * What every refactoring keeps, at each instruction of the real Dockerfiles and of our own: the file parses as before, no comment is lost,
 * and its edits do not overlap. What it changes in the build is compared with real images (test/builds).
 */
const sources = [...realSources(), ...ownSources(), ...caseSources()];

/** The texts of the refactorings' own cases. */
function caseSources(): readonly Source[] {
  return allRefactorings.flatMap(({ id }) => {
    const file = join(import.meta.dirname, '../../server/src/refactorings', id, 'cases.txt');
    return readRefactoringCases(readFileSync(file, 'utf8')).map(({ title, text, context }) => ({
      name: `${id}/cases.txt: ${title}`,
      text,
      context: context === undefined ? noContext : readContextBlock(context),
    }));
  });
}

/** A heredoc that becomes a chain, or the reverse, turns a shell comment into one of the Dockerfile. */
function commentsOf({ text }: DockerfileTree): readonly string[] {
  return text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line.startsWith('#'))
    .sort();
}

interface Made {
  readonly id: string;
  readonly name: string;
  readonly title: string;
  readonly after: string;
  readonly isSame: boolean;
}

const made: readonly Made[] = sources.flatMap(({ name, text, context }) => {
  const document = documentOf(text, context);
  const { tree } = document.model;
  return tree.instructions.flatMap(({ start }) =>
    finish(offersAt(document, { start, end: start })).map(({ id, title, edits }) => {
      const after = parse(applyEdits(text, edits));
      const isSame =
        after.problems.length === tree.problems.length &&
        after.instructions.every(({ known }) => known) === tree.instructions.every(({ known }) => known) &&
        JSON.stringify(commentsOf(after)) === JSON.stringify(commentsOf(tree));
      return { id, name, title: english(title), after: after.text, isSame };
    }),
  );
});

it.each(allRefactorings)('$id keeps comments and syntax', ({ id }) => {
  const own = made.filter((each) => each.id === id);
  expect(own.filter(({ isSame }) => !isSame).slice(0, 2)).toEqual([]);
  expect(own.length).toBeGreaterThan(0);
});
