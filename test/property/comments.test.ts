import { expect, it } from 'vitest';
import { applyEdits } from '../../server/src/base/edit.ts';
import { allRules } from '../../server/src/rules/registry.generated.ts';
import { parse } from '../../server/src/syntax/parse.ts';
import { readContextBlock } from '../support/context-block.ts';
import { readFixture } from '../support/fixture.ts';
import { readRuleFile } from '../support/rule-files.ts';
import { check, everyRule, isAboutIgnoreFiles, noContext } from '../support/rules.ts';

/*
 * Invariant 5: a safe fix keeps all comments. The cases of each rule with a safe fix, with a comment at each position where the syntax
 * allows one: before an instruction, after its keyword, and at each blank between two words outside quotes and heredocs.
 */
const kept = '# kept';

function* commented(text: string): Generator<string> {
  const { instructions, escape } = parse(text);
  for (const { start, keywordSpan, end, source, heredocs } of instructions) {
    yield `${text.slice(0, start)}${kept}\n${text.slice(start)}`;
    if (heredocs.length > 0 || /["'#]/.test(source)) continue;
    for (let at = keywordSpan.end; at < end; at++) {
      if (text[at] === ' ' && /\S/.test(text[at + 1] ?? '') && /[\w/;&]/.test(text[at - 1]!)) {
        yield `${text.slice(0, at)} ${escape}\n${kept}\n${text.slice(at)}`;
      }
    }
  }
}

const safeRules = allRules.filter((rule) => rule.fix === 'safe' && !isAboutIgnoreFiles(rule));

it.each(safeRules)('$id keeps a comment at each position', (rule) => {
  const lost = readFixture(readRuleFile(rule, 'cases.txt')).flatMap(({ text, context, options }) =>
    [...commented(text)].flatMap((source) => {
      const external = context === undefined ? noContext : readContextBlock(context);
      const { findings } = check(source, {
        rules: [rule],
        context: external,
        settings: { ...everyRule, byRule: { [rule.id]: { options: options ?? {} } } },
      });
      const safe = findings.flatMap(({ fixes }) => fixes).filter(({ level }) => level === 'safe');
      return safe.map(({ edits }) => applyEdits(source, edits)).flatMap((fixed) => (fixed.includes(kept) ? [] : [{ source, fixed }]));
    }),
  );
  expect(lost.slice(0, 3)).toEqual([]);
});
