import { createModel } from '../model/index.ts';
import { type FixAllResult, fixAll } from '../rules/fix-all.ts';
import { parse } from '../syntax/parse.ts';
import type { TextEdit } from '../text/edit.ts';
import { diagnose } from './diagnostics.ts';
import type { DockerfileDocument } from './document.ts';

/** The document with all its safe fixes applied, and which findings they mended. */
export function fixAllIn(document: DockerfileDocument): FixAllResult {
  return fixAll(document.text, (text) => {
    const current = text === document.text ? document : { ...document, text, model: createModel(parse(text, document.model.tree)) };
    return { tree: current.model.tree, findings: diagnose(current) };
  });
}

/** One edit that makes `after` of `before`, as short as it can be; undefined where they are the same. */
export function difference(before: string, after: string): TextEdit | undefined {
  if (before === after) return undefined;
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start++;
  let same = 0;
  while (same < shorter - start && before[before.length - 1 - same] === after[after.length - 1 - same]) same++;
  return { start, end: before.length - same, newText: after.slice(start, after.length - same) };
}
