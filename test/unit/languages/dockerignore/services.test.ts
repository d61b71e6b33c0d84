import { describe, expect, it } from 'vitest';
import type { External } from '../../../../server/src/base/external.ts';
import type { ContextSnapshot } from '../../../../server/src/context/context.ts';
import { ignoreQuickFixes } from '../../../../server/src/languages/dockerignore/code-actions.ts';
import { ignoreCompletionsAt } from '../../../../server/src/languages/dockerignore/completion.ts';
import { ignoreHoverAt } from '../../../../server/src/languages/dockerignore/hover.ts';
import { ignoreFolds, ignoreOutline } from '../../../../server/src/languages/dockerignore/structure.ts';
import { applyEdits } from '../../../../server/src/base/edit.ts';
import { english } from '../../../../server/src/base/message.ts';
import { readContextBlock } from '../../../support/context-block.ts';
import { readCursor } from '../../../support/cursor.ts';
import { ignoreDocumentOf } from '../../../support/ignore-file.ts';

const app = readContextBlock(
  ['README.md (10 bytes)', 'docs/a.md (20 bytes)', 'docs/b.txt (30 bytes)', 'src/x/y.js (5 bytes)', 'src/[id].js (6 bytes)', '#notes'].join(
    '\n',
  ),
);

function hover(marked: string, context: External<ContextSnapshot> = app): string | undefined {
  const { text, offset } = readCursor(marked);
  return ignoreHoverAt(ignoreDocumentOf(text, context), offset, english)?.markdown;
}

describe('the hover', () => {
  it.each([
    ['do‸cs', ['Excludes **2 files, 50 B**', '`docs/` 2 files, 50 B', 'Sent to the builder: 4 files, 21 B.']],
    ['docs\n!docs/‸*.md', ['Includes again **1 file, 20 B**', '`docs/a.md` 20 B']],
    ['‸**/*.md\ndocs', ['Excludes **1 file, 10 B**', 'Other lines also apply to some of the matching files: line 2 `docs` (1)']],
    ['docs\ndocs/a‸.md', ['Has no effect: excludes nothing.', 'line 1 `docs` (1)']],
    ['!sr‸c', ['Includes again **2 files, 11 B**']],
    ['*.lo‸g', ['Nothing in the build context matches this line.']],
  ])('%j', (marked, pieces) => {
    for (const piece of pieces) expect(hover(marked)).toContain(piece);
  });

  it.each(['# com‸ment', '‸\ndocs', '[a‸-'])('is empty on %j', (marked) => {
    expect(hover(marked)).toBeUndefined();
  });

  it('shows that the context is not known or still loading', () => {
    expect(hover('do‸cs', { state: 'pending' })).toContain('still loading');
    expect(hover('do‸cs', { state: 'unavailable', reason: { text: 'No folder.' } })).toContain('No folder.');
  });
});

describe('completion', () => {
  const labels = (marked: string): readonly string[] => {
    const { text, offset } = readCursor(marked);
    return ignoreCompletionsAt(ignoreDocumentOf(text, app), offset, english).map(({ newText }) => newText);
  };
  it.each<[string, readonly string[]]>([
    ['‸', ['\\#notes', 'README.md', 'docs/', 'src/']],
    ['src/‸', ['\\[id].js', 'x/']],
    ['/src/x/‸', ['y.js']],
    ['docs\n!docs/‸', ['a.md', 'b.txt']],
    ['docs\n! ‸', ['docs/']],
    ['docs\n‸', ['\\#notes', 'README.md', 'src/']],
    ['# ‸', []],
  ])('%j: %j', (marked, expected) => {
    expect(labels(marked)).toEqual(expected);
  });

  it('replaces only the last part of the path, and continues in a folder', () => {
    const { text, offset } = readCursor('!src/‸\n');
    expect(ignoreCompletionsAt(ignoreDocumentOf(`src\n${text}`, app), offset + 4, english)).toMatchObject([
      { slot: { start: 9, end: 9 }, kind: 'file' },
      { newText: 'x/', kind: 'folder', retrigger: true },
    ]);
  });

  it('offers patterns that would exclude files of the project', () => {
    const context = readContextBlock('package.json\n    {}\nnode_modules/a.js\n');
    const items = ignoreCompletionsAt(ignoreDocumentOf('', context), 0, english);
    expect(items.map(({ label }) => label)).toEqual(['**/node_modules', 'node_modules/', 'package.json']);
  });
});

describe('quick fixes', () => {
  it('contain the fix of the rule, then a suppression comment above the line', () => {
    const document = ignoreDocumentOf('docs\ndocs\n');
    const [fix, suppression] = ignoreQuickFixes(document, { start: 5, end: 5 });
    expect(applyEdits(document.text, fix!.edits)).toBe('docs\n');
    const suppressed = applyEdits(document.text, suppression!.edits);
    expect(suppressed).toBe('docs\n# layerwise ignore=redundant-ignore-pattern\ndocs\n');
    expect(ignoreQuickFixes(ignoreDocumentOf(suppressed), { start: 0, end: suppressed.length })).toEqual([]);
  });

  it('suppress a finding on the first line for the whole file', () => {
    const document = ignoreDocumentOf('!a\n');
    const suppressed = applyEdits(document.text, ignoreQuickFixes(document, { start: 0, end: 0 }).at(-1)!.edits);
    expect(suppressed).toBe('# layerwise global ignore=exception-without-effect\n!a\n');
    expect(ignoreQuickFixes(ignoreDocumentOf(suppressed), { start: 0, end: suppressed.length })).toEqual([]);
  });
});

describe('structure', () => {
  const text = '# Git\n.git\n.github\n\n*.md\n# one\n# two\n\n#\n!README.md\n';
  it('has an outline by comments', () => {
    const shown = ignoreOutline(ignoreDocumentOf(text)).map(({ name, children }) =>
      [name, ...children.map((child) => child.name)].join(' '),
    );
    expect(shown).toEqual(['Git .git .github', '*.md', '!README.md']);
  });

  it('has folds for comments with their patterns, and for long comments', () => {
    const folded = ignoreFolds(ignoreDocumentOf(text)).map(({ kind, start, end }) => `${kind} ${JSON.stringify(text.slice(start, end))}`);
    expect(folded).toEqual(['region "# Git\\n.git\\n.github"', 'comment "# one\\n# two"', 'region "#\\n!README.md"']);
  });
});
