import { describe, expect, it } from 'vitest';
import { fixAll } from '../../../server/src/linter/fix-all.ts';
import type { AnyRule, FixLevel, RuleContext } from '../../../server/src/linter/rule.ts';
import type { Instruction } from '../../../server/src/syntax/tree.ts';
import { check, ruleOf } from '../../support/rules.ts';

/**
 * A rule that replaces each word `from` of an instruction with `to`.
 *
 * @param local Whether the fix depends only on that word.
 */
function replacing(id: string, from: string, to: string, level: FixLevel = 'safe', local = false): AnyRule {
  const visit = (instruction: Instruction, { report }: RuleContext): void => {
    for (const word of instruction.words.filter(({ text }) => text === from)) {
      const edits = [{ start: word.start, end: word.end, newText: to }];
      report({ at: word, message: 'm', fixes: [{ title: 'm', level, edits, ...(local && { dependsOn: word }) }] });
    }
  };
  return { ...ruleOf('latest-tag'), id, fix: level, messages: { m: id }, on: { instruction: visit } };
}

interface Outcome {
  readonly text: string;
  readonly applied: readonly string[];
  readonly unfinished: readonly string[];
  /** The number of times that the rules ran. */
  readonly checks: number;
}

function fixed(text: string, ...rules: readonly AnyRule[]): Outcome {
  let checks = 0;
  const result = fixAll(text, (current) => {
    checks++;
    return check(current, { rules });
  });
  return { text: result.text, applied: result.applied.map(({ rule }) => rule), unfinished: result.unfinished, checks };
}

const numbers = (count: number): readonly number[] => Array.from({ length: count }, (_, i) => i);

describe('fix-all', () => {
  it('applies all safe fixes, including several of one rule in one instruction', () => {
    expect(fixed('FROM a\nCOPY b b c\nCOPY b d\n', replacing('r', 'b', 'x'))).toMatchObject({
      text: 'FROM a\nCOPY x x c\nCOPY x d\n',
      applied: ['r', 'r', 'r'],
      unfinished: [],
    });
  });

  it('does not apply suggestions', () => {
    expect(fixed('FROM a\nCOPY b c\n', replacing('r', 'b', 'x', 'suggestion'))).toMatchObject({ text: 'FROM a\nCOPY b c\n', applied: [] });
  });

  it('continues with findings that a fix causes', () => {
    expect(fixed('FROM a\nCOPY b c\n', replacing('one', 'b', 'x'), replacing('two', 'x', 'y')).text).toBe('FROM a\nCOPY y c\n');
  });

  it('gives each rule the text after the fix of the other, if both change one instruction', () => {
    expect(fixed('FROM a\nCOPY b c\nCOPY c\n', replacing('one', 'b', 'x'), replacing('two', 'c', 'y'))).toEqual({
      text: 'FROM a\nCOPY x y\nCOPY y\n',
      applied: ['one', 'two', 'two'],
      unfinished: [],
      checks: 3,
    });
  });

  it('applies fixes of two rules to one instruction in one round, if both depend only on parts of it', () => {
    const rules = [replacing('one', 'b', 'x', 'safe', true), replacing('two', 'c', 'y', 'safe', true)];
    expect(fixed('FROM a\nCOPY b c\nCOPY c\n', ...rules)).toEqual({
      text: 'FROM a\nCOPY x y\nCOPY y\n',
      applied: ['one', 'two', 'two'],
      unfinished: [],
      checks: 2,
    });
  });
});

describe('if a fix changes what another one depends on, the other rule sees the new text first', () => {
  /** A rule that replaces all matches of `pattern` in a RUN. The fix depends on its edits and the text between them. */
  const editing = (id: string, pattern: RegExp, to: string): AnyRule => ({
    ...replacing(id, '', ''),
    on: {
      RUN: (instruction, { report, text }) => {
        const source = text.slice(instruction.start, instruction.end);
        const edits = [...source.matchAll(pattern)].map(({ index, 0: word }) => ({
          start: instruction.start + index,
          end: instruction.start + index + word.length,
          newText: to,
        }));
        const dependsOn = edits[0];
        if (dependsOn) report({ at: instruction, message: 'm', fixes: [{ title: 'm', level: 'safe', edits, dependsOn }] });
      },
    },
  });

  it.each([
    ['one is inside the other', /a b c/g, /b/g, 'RUN a b c', 'RUN X'],
    ['one touches the other', /a/g, /(?<=[aX])b/g, 'RUN ab', 'RUN XY'],
    ['one is between the edits of the other', /[ac]/g, /b/g, 'RUN a b c', 'RUN X Y X'],
    ['one begins with the other', /a b/g, /a/g, 'RUN a b', 'RUN X'],
    ['one ends with the other', /b c/g, /c/g, 'RUN b c', 'RUN X'],
    ['one inserts where the other ends', /a/g, /(?<=[aX])(?= c)/g, 'RUN a c', 'RUN XY c'],
  ])('%s', (_, first, second, before, after) => {
    const { text, unfinished } = fixed(`FROM f\n${before}\n`, editing('one', first, 'X'), editing('two', second, 'Y'));
    expect(text).toBe(`FROM f\n${after}\n`);
    expect(unfinished).toEqual([]);
  });

  it('two rules that each delete one of two equal words leave one', () => {
    const deleting = (id: string, at: 0 | 1): AnyRule => ({
      ...replacing(id, '', ''),
      on: {
        COPY: ({ words }, { report }) => {
          const same = words.filter(({ text }) => text === 'b');
          const word = same[at];
          const edits = word ? [{ start: word.start, end: word.end + 1, newText: '' }] : [];
          if (same.length > 1) report({ at: same[at]!, message: 'm', fixes: [{ title: 'm', level: 'safe', edits }] });
        },
      },
    });
    expect(fixed('FROM a\nCOPY b c b /\n', deleting('first', 0), deleting('second', 1)).text).toBe('FROM a\nCOPY c b /\n');
  });
});

describe('100 rules', () => {
  const words = (letter: string): string =>
    numbers(100)
      .map((i) => `${letter}${i}`)
      .join(' ');

  it.each([
    ['in one round if each depends only on its own word', true, 2],
    ['one after the other if each depends on the whole instruction', false, 101],
  ])('fix one instruction %s', (_, local, expected) => {
    const rules = numbers(100).map((i) => replacing(`r${i}`, `a${i}`, `b${i}`, 'safe', local));
    const { text, applied, unfinished, checks } = fixed(`FROM x\nCOPY ${words('a')} /\n`, ...rules);
    expect(text).toBe(`FROM x\nCOPY ${words('b')} /\n`);
    expect([applied.length, unfinished, checks]).toEqual([100, [], expected]);
  });

  it('fix one word, each the result of the previous one', () => {
    const rules = numbers(100).map((i) => replacing(`r${i}`, `a${i}`, `a${i + 1}`));
    const { text, applied, unfinished } = fixed('FROM x\nCOPY a0 /\n', ...rules);
    expect(text).toBe('FROM x\nCOPY a100 /\n');
    expect([applied.length, unfinished]).toEqual([100, []]);
  });

  it('fix one word that all of them change', () => {
    const rules = numbers(100).map((i) => replacing(`r${String(i).padStart(3, '0')}`, 'a', `b${i}`));
    expect(fixed('FROM x\nCOPY a /\n', ...rules)).toMatchObject({ text: 'FROM x\nCOPY b0 /\n', applied: ['r000'], unfinished: [] });
  });
});

describe('termination', () => {
  it.each([
    [
      'two rules that undo each other',
      [
        ['b', 'x'],
        ['x', 'b'],
      ],
      'COPY b c',
      'COPY b c',
      ['r0', 'r1'],
    ],
    [
      'a cycle of three rules',
      [
        ['b', 'x'],
        ['x', 'y'],
        ['y', 'b'],
      ],
      'COPY b c',
      'COPY b c',
      ['r0', 'r1', 'r2'],
    ],
    [
      'a cycle that starts later',
      [
        ['a', 'b'],
        ['b', 'x'],
        ['x', 'b'],
      ],
      'COPY a c',
      'COPY b c',
      ['r1', 'r2'],
    ],
    [
      'a cycle and an independent rule',
      [
        ['b', 'x'],
        ['x', 'b'],
        ['c', 'y'],
      ],
      'COPY b c',
      'COPY b y',
      ['r0', 'r1'],
    ],
    ['a rule that replaces a word with itself', [['b', 'b']], 'COPY b c', 'COPY b c', ['r0']],
  ] as const)('%s', (_, pairs, before, after, unfinished) => {
    const rules = pairs.map(([from, to], i) => replacing(`r${i}`, from, to));
    expect(fixed(`FROM f\n${before}\n`, ...rules)).toMatchObject({ text: `FROM f\n${after}\n`, unfinished });
  });

  it('a rule whose fix makes the file longer each time; others are still applied', () => {
    const growing = replacing('growing', 'b', 'b x');
    const { text, unfinished } = fixed('FROM a\nCOPY b /\nCOPY c /\n', growing, replacing('other', 'c', 'd'));
    expect(unfinished).toEqual(['growing']);
    expect(text).toContain('COPY d /');
  });

  it('a rule that fixes one of its findings at a time finishes', () => {
    const first = replacing('first', 'b', 'x');
    const one: AnyRule = {
      ...first,
      on: { instruction: (it, context) => (it.words.some(({ text }) => text === 'b') ? visitFirst(it, context) : undefined) },
    };
    const visitFirst = (it: Instruction, { report }: RuleContext): void => {
      const word = it.words.find(({ text }) => text === 'b')!;
      report({
        at: word,
        message: 'm',
        fixes: [{ title: 'm', level: 'safe', edits: [{ start: word.start, end: word.end, newText: 'x' }] }],
      });
    };
    const text = `FROM a\n${'COPY b b b c\n'.repeat(50)}`;
    expect(fixed(text, one)).toMatchObject({ text: text.replaceAll('b', 'x'), unfinished: [] });
  });
});
