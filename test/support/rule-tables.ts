import type { Finding } from '../../server/src/linter/rule.ts';
import { readContextBlock } from './context-block.ts';
import { checkIgnoreFile } from './ignore-file.ts';
import { check, isAboutIgnoreFiles, noContext, ruleOf } from './rules.ts';

/** The findings of one rule, for tests that are tables. `files`: a context block; undefined if the context is not known. */
export function findingsOf(id: string, text: string, files?: string): readonly Finding[] {
  const rule = ruleOf(id);
  const run = { rules: [rule], context: files === undefined ? noContext : readContextBlock(files) };
  return isAboutIgnoreFiles(rule) ? checkIgnoreFile(text, run) : check(text, run).findings;
}

/** The findings as the id of the message and the named values, joined by commas: `choice lock, boolean yes`. */
export function reportsOf(id: string, text: string, values: readonly string[] = [], files?: string): string {
  const ids = new Map(Object.entries(ruleOf(id).messages).map(([name, template]) => [template, name]));
  return findingsOf(id, text, files)
    .map(({ message }) =>
      [ids.get(message.text) ?? message.text, ...values.map((name) => String(message.args?.[name] ?? ''))].join(' ').trim(),
    )
    .join(', ');
}

/** The findings as the text that they mark. */
export function markedBy(id: string, text: string, files?: string): readonly string[] {
  return findingsOf(id, text, files).map(({ span }) => text.slice(span.start, span.end));
}
