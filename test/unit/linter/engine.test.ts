import { describe, expect, it } from 'vitest';
import { createBuildContext } from '../../../server/src/context/snapshot-context.ts';
import { createModel } from '../../../server/src/model/index.ts';
import { runRules } from '../../../server/src/linter/engine.ts';
import type { RuleFailure } from '../../../server/src/linter/engine.ts';
import type { AnyRule, RuleDefinition } from '../../../server/src/linter/rule.ts';
import { parse } from '../../../server/src/syntax/parse.ts';
import { english } from '../../../server/src/base/message.ts';
import { check, noContext } from '../../support/rules.ts';

/** A rule that says `saw <text>` of what it is called with. */
function witness(id: string, change: Partial<RuleDefinition<'saw' | 'fix'>>): AnyRule {
  const rule: AnyRule = {
    id,
    category: 'correctness',
    severity: 'warning',
    fix: 'none',
    since: '0.1.0',
    aliases: [],
    summary: '',
    messages: { saw: 'saw {text}', fix: 'Fix {text}' },
    on: { RUN: (instruction, { report }) => report({ at: instruction.keywordSpan, message: 'saw', data: { text: instruction.source } }) },
  };
  return { ...rule, ...change };
}

function saying(text: string, ...rules: readonly AnyRule[]): readonly string[] {
  return check(text, { rules }).findings.map((finding) => `${finding.rule}: ${english(finding.message)}`);
}

describe('who is called with what', () => {
  it('a keyword: its instructions, in any letter case', () => {
    expect(saying('FROM a\nRUN x\nrun y\nCMD z', witness('a', {}))).toEqual(['a: saw RUN x', 'a: saw run y']);
  });

  it('instruction: each one, the unknown ones too', () => {
    const rule = witness('a', { on: { instruction: (it, { report }) => report({ at: it, message: 'saw', data: { text: it.keyword } }) } });
    expect(saying('FROM a\nRNU x', rule)).toEqual(['a: saw FROM', 'a: saw RNU']);
  });

  it('stage and file: once each', () => {
    const rule = witness('a', {
      on: {
        stage: (stage, { report }) => report({ at: stage.from, message: 'saw', data: { text: stage.index } }),
        file: ({ report, text }) => report({ at: { start: 0, end: 0 }, message: 'saw', data: { text: text.length } }),
      },
    });
    expect(saying('FROM a\nFROM b\n', rule)).toEqual(['a: saw 14', 'a: saw 0', 'a: saw 1']);
  });

  it('what ONBUILD triggers, for rules that ask for it', () => {
    const text = 'FROM a\nONBUILD RUN x\n';
    expect(saying(text, witness('a', {}))).toEqual([]);
    expect(saying(text, witness('a', { onbuild: true }))).toEqual(['a: saw RUN x']);
  });
});

describe('a rule that throws', () => {
  const text = 'FROM a\nRUN one\nRUN two\nRUN three\n';
  const faulty = witness('faulty', {
    on: {
      RUN: (instruction, { report }) => {
        report({ at: instruction, message: 'saw', data: { text: instruction.bodyText } });
        if (instruction.bodyText === 'two') throw new Error('a bug');
      },
    },
  });

  it('loses its findings for that instruction, and nobody else loses any', () => {
    const failures: RuleFailure[] = [];
    const findings = runRules({
      model: createModel(parse(text)),
      build: createBuildContext(noContext),
      rules: [faulty, witness('sound', {})],
      onFailure: (failure) => failures.push(failure),
    });
    expect(findings.map((finding) => [finding.rule, english(finding.message)])).toEqual([
      ['sound', 'saw RUN one'],
      ['faulty', 'saw one'],
      ['sound', 'saw RUN two'],
      ['sound', 'saw RUN three'],
      ['faulty', 'saw three'],
    ]);
    expect(failures.map(({ rule, at, error }) => [rule, text.slice(at!.start, at!.end), String(error)])).toEqual([
      ['faulty', 'RUN two', 'Error: a bug'],
    ]);
  });
});

describe('the list of findings', () => {
  it('is in the order of the text, then of the rules', () => {
    const late = witness('a', { on: { file: ({ report }) => report({ at: { start: 7, end: 10 }, message: 'saw', data: { text: 'x' } }) } });
    expect(saying('FROM a\nRUN x\nRUN y', witness('b', {}), late)).toEqual(['a: saw x', 'b: saw RUN x', 'b: saw RUN y']);
  });

  it('has each finding once', () => {
    const twice = witness('a', {
      on: { RUN: (it, { report }) => [1, 1, 2].forEach((text) => report({ at: it, message: 'saw', data: { text } })) },
    });
    expect(saying('FROM a\nRUN x', twice)).toEqual(['a: saw 1', 'a: saw 2']);
  });

  it('carries fixes, related places and the tag', () => {
    const rule = witness('a', {
      on: {
        RUN: (it, { report }) =>
          report({
            at: it,
            message: 'saw',
            data: { text: 'x' },
            fixes: [{ title: 'fix', data: { text: 'x' }, level: 'safe', edits: [{ start: 0, end: 1, newText: '' }] }],
            related: [{ at: { start: 0, end: 4 }, message: 'saw', data: { text: 'FROM' } }],
            tag: 'unnecessary',
          }),
      },
    });
    const [finding] = check('FROM a\nRUN x', { rules: [rule] }).findings;
    expect(finding!.fixes.map(({ title, level }) => [english(title), level])).toEqual([['Fix x', 'safe']]);
    expect(finding!.related.map(({ span, message }) => [span, english(message)])).toEqual([[{ start: 0, end: 4 }, 'saw FROM']]);
    expect(finding!.tag).toBe('unnecessary');
  });
});

it('visits every instruction of a large file', () => {
  const text = `FROM a\n${'RUN apt-get install -y curl git make\nCOPY a b\n'.repeat(1000)}`;
  const { findings } = check(text, { rules: [witness('a', {})] });
  expect(findings).toHaveLength(1000);
});
