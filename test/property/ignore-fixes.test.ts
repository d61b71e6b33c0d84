import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createIgnoreMatcher } from '../../server/src/context/dockerignore/matcher.ts';
import { readIgnoreFile } from '../../server/src/context/dockerignore/patterns.ts';
import { safeFixOf } from '../../server/src/linter/fix-all.ts';
import { diagnoseIgnoreFile } from '../../server/src/languages/dockerignore/diagnostics.ts';
import { fixAllInIgnoreFile } from '../../server/src/languages/dockerignore/fix-all.ts';
import { applyEdits } from '../../server/src/base/edit.ts';
import { ignoreDocumentOf } from '../support/ignore-file.ts';

/** The requirements for a safe fix of a .dockerignore: the same paths are excluded, no comment is lost, the finding is gone, none is new. */
const part = fc.constantFrom('a', 'b', 'docs', '*', '**', '*.log', 'x.log');
const pattern = fc.tuple(
  fc.constantFrom('', '!', '/', './', ' '),
  fc.array(part, { minLength: 1, maxLength: 3 }),
  fc.constantFrom('', '/'),
);
const line = fc.oneof(
  { weight: 6, arbitrary: pattern.map(([head, parts, tail]) => `${head}${parts.join('/')}${tail}`) },
  { weight: 1, arbitrary: fc.constantFrom('', '# a comment', '# layerwise ignore=redundant-ignore-pattern', '[a', '!') },
);
const text = fc
  .tuple(fc.array(line, { maxLength: 8 }), fc.constantFrom('\n', '\r\n'), fc.boolean())
  .map(([lines, lineBreak, isClosed]) => lines.join(lineBreak) + (isClosed ? lineBreak : ''));
const path = fc
  .array(fc.constantFrom('a', 'b', 'docs', 'x.log', 'c.log', 'other'), { minLength: 1, maxLength: 4 })
  .map((parts) => parts.join('/'));
const runs = { numRuns: 500 };

it('excludes the same paths as before, and keeps its comments', () => {
  fc.assert(
    fc.property(text, fc.array(path, { minLength: 5, maxLength: 20 }), (source, paths) => {
      const fixed = fixAllInIgnoreFile(ignoreDocumentOf(source)).text;
      expect(decisions(fixed, paths)).toEqual(decisions(source, paths));
      const comments = (each: string): readonly string[] => readIgnoreFile(each).comments.map((comment) => comment.text);
      expect(comments(fixed)).toEqual(comments(source));
    }),
    runs,
  );
});

it('finishes, after which nothing is left to fix and nothing is new', () => {
  fc.assert(
    fc.property(text, (source) => {
      const document = ignoreDocumentOf(source);
      const fixed = ignoreDocumentOf(fixAllInIgnoreFile(document).text);
      const findings = diagnoseIgnoreFile(fixed);
      expect(findings.filter((finding) => safeFixOf(finding))).toEqual([]);
      expect(findings.length).toBeLessThanOrEqual(diagnoseIgnoreFile(document).length);
    }),
    runs,
  );
});

it('one by one, each removes its finding', () => {
  fc.assert(
    fc.property(text, (source) => {
      const findings = diagnoseIgnoreFile(ignoreDocumentOf(source));
      for (const finding of findings) {
        const fix = safeFixOf(finding);
        if (fix) expect(diagnoseIgnoreFile(ignoreDocumentOf(applyEdits(source, fix.edits))).length).toBeLessThan(findings.length);
      }
    }),
    runs,
  );
});

/** For each path, whether it is excluded. A line that decides is the same line before and after. */
function decisions(source: string, paths: readonly string[]): readonly boolean[] {
  const decide = createIgnoreMatcher(readIgnoreFile(source).patterns);
  return paths.map((each) => {
    const by = decide(each);
    return by !== undefined && !by.negated;
  });
}
