import { describe, expect, it } from 'vitest';
import { fixAll } from '../../../server/src/linter/fix-all.ts';
import type { AnyRule, FixLevel, RuleContext } from '../../../server/src/linter/rule.ts';
import type { Instruction } from '../../../server/src/syntax/tree.ts';
import { check, ruleOf } from '../../support/rules.ts';

/** Replaces each word `from` of an instruction by `to`. */
function replacing(id: string, from: string, to: string, level: FixLevel = 'safe'): AnyRule {
  const visit = (instruction: Instruction, { report }: RuleContext): void => {
    for (const word of instruction.words.filter(({ text }) => text === from)) {
      report({ at: word, message: 'm', fixes: [{ title: 'm', level, edits: [{ start: word.start, end: word.end, newText: to }] }] });
    }
  };
  return { ...ruleOf('latest-tag'), id, fix: level, messages: { m: id }, on: { instruction: visit } };
}

function fixed(text: string, ...rules: readonly AnyRule[]): { readonly text: string; readonly applied: readonly string[] } {
  const result = fixAll(text, (current) => check(current, { rules }));
  return { text: result.text, applied: result.applied.map(({ rule }) => rule) };
}

describe('fix-all', () => {
  it('applies all safe fixes, several of one rule in one instruction too', () => {
    expect(fixed('FROM a\nCOPY b b c\nCOPY b d\n', replacing('r', 'b', 'x'))).toEqual({
      text: 'FROM a\nCOPY x x c\nCOPY x d\n',
      applied: ['r', 'r', 'r'],
    });
  });

  it('leaves suggestions alone', () => {
    expect(fixed('FROM a\nCOPY b c\n', replacing('r', 'b', 'x', 'suggestion'))).toEqual({ text: 'FROM a\nCOPY b c\n', applied: [] });
  });

  it('goes on with what a fix uncovers', () => {
    expect(fixed('FROM a\nCOPY b c\n', replacing('one', 'b', 'x'), replacing('two', 'x', 'y')).text).toBe('FROM a\nCOPY y c\n');
  });

  it('gives each rule the text as the other left it, where two change one instruction', () => {
    expect(fixed('FROM a\nCOPY b c\nCOPY c\n', replacing('one', 'b', 'x'), replacing('two', 'c', 'y'))).toEqual({
      text: 'FROM a\nCOPY x y\nCOPY y\n',
      applied: ['one', 'two', 'two'],
    });
  });

  it('ends, even where two rules undo each other', () => {
    const { applied } = fixed('FROM a\nCOPY b c\n', replacing('one', 'b', 'x'), replacing('two', 'x', 'b'));
    expect(applied).toHaveLength(10);
  });
});
