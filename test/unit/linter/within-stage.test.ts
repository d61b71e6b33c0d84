import { describe, expect, it } from 'vitest';
import { createBuildContext } from '../../../server/src/context/snapshot-context.ts';
import { createModel } from '../../../server/src/model/index.ts';
import { runRules } from '../../../server/src/linter/engine.ts';
import { factsOf } from '../../../server/src/facts/facts.ts';
import type { Facts } from '../../../server/src/facts/facts.ts';
import { imageStatesOf } from '../../../server/src/facts/image/images.ts';
import { planOf } from '../../../server/src/linter/plan.ts';
import { VisitsOfRun } from '../../../server/src/linter/stage-visits.ts';
import type { AnyRule } from '../../../server/src/linter/rule.ts';
import { parse } from '../../../server/src/syntax/parse.ts';
import { assets } from '../../support/assets.ts';
import { everyRule, noContext } from '../../support/rules.ts';

const build = createBuildContext(noContext);

/**
 * The RUNs, or the images of the stages, that a rule is called for in `after`, when it has checked `before` and an edit has made one of the
 * other. It reports `RUN report` and `FROM report`, and reads other stages for `FROM others`.
 */
function calledAfter(before: string, after: string, event: 'RUN' | 'stage' = 'RUN', withinStage = true): readonly string[] {
  const called: string[] = [];
  const visitors: AnyRule['on'] = {
    RUN(run, context) {
      called.push(run.source);
      // Reads more than the instruction.
      void context.model;
      if (run.source.includes('report')) context.report({ at: run, message: 'found' });
    },
    stage({ from }, context) {
      const image = from.words[0]!.text;
      called.push(image);
      if (image === 'report') context.report({ at: from, message: 'found' });
      if (image === 'others') context.readsOtherStages();
    },
  };
  const rule: AnyRule = {
    id: 'recording', category: 'correctness', severity: 'warning', fix: 'none', since: '0.1.0', aliases: [], checks: [], summary: '', messages: { found: '' },
    withinStage,
    on: { [event]: visitors[event] },
  }; // prettier-ignore
  const rules = [rule];
  const first = parse(before);
  runRules({ model: createModel(first), build, assets, rules, settings: everyRule });
  called.length = 0;
  runRules({ model: createModel(parse(after, first)), build, assets, rules, settings: everyRule });
  return called;
}

describe('rules that look at one stage', () => {
  it.each<[what: string, before: string, after: string, called: readonly string[]]>([
    ['another stage', 'FROM a AS x\nRUN 1\nFROM b\nRUN 2\n', 'FROM a AS x\nRUN 3\nFROM b\nRUN 2\n', ['RUN 3']],
    ['another position', 'FROM a AS x\nRUN 1\nFROM b\nRUN 2\n', 'FROM a AS x\nRUN 1\nENV A=b\nFROM b\nRUN 2\n', ['RUN 1']],
    ['its stage', 'FROM a\nRUN 1\nRUN 2\n', 'FROM a\nRUN 1\nENV A=b\nRUN 2\n', ['RUN 1', 'RUN 2']],
    ['the image', 'FROM a\nRUN 1\n', 'FROM b\nRUN 1\n', ['RUN 1']],
    ['the stage that it builds on', 'FROM a AS x\nENV A=b\nFROM x\nRUN 1\n', 'FROM a AS x\nENV A=c\nFROM x\nRUN 1\n', ['RUN 1']],
    ['a global argument', 'ARG A=b\nFROM a\nRUN 1\n', 'ARG A=c\nFROM a\nRUN 1\n', ['RUN 1']],
    ['the stage is no longer the last', 'FROM a\nRUN 1\n', 'FROM a\nRUN 1\nFROM b\n', ['RUN 1']],
    ['the final stage builds on it', 'FROM a AS x\nRUN 1\nFROM b\n', 'FROM a AS x\nRUN 1\nFROM x\n', ['RUN 1']],
    ['the final stage copies from it', 'FROM a AS x\nRUN 1\nFROM b\n', 'FROM a AS x\nRUN 1\nFROM b\nCOPY --from=x /a /b\n', ['RUN 1']],
    ['a finding', 'FROM a AS x\nRUN report\nFROM b\nRUN 2\n', 'FROM a AS x\nRUN report\nFROM b\nRUN 3\n', ['RUN report', 'RUN 3']],
    ['equal stages', 'FROM a\nRUN 1\nFROM a\nRUN 1\nFROM b\n', 'FROM a\nRUN 1\nFROM a\nRUN 1\nFROM c\n', []],
  ])('%s', (_, before, after, called) => {
    expect(calledAfter(before, after)).toEqual(called);
  });

  it.each<[what: string, before: string, after: string, called: readonly string[]]>([
    ['another stage', 'FROM a AS x\nFROM b\nRUN 1\n', 'FROM a AS x\nFROM b\nRUN 2\n', ['b']],
    ['the stage itself', 'FROM a AS x\nRUN 1\nFROM b\n', 'FROM a AS x\nRUN 2\nFROM b\n', ['a']],
    ['the stage that it builds on', 'FROM a AS x\nENV A=b\nFROM x\n', 'FROM a AS x\nENV A=c\nFROM x\n', ['a', 'x']],
    ['the use of the stage', 'FROM a AS x\nFROM b\n', 'FROM a AS x\nFROM x\n', ['a', 'x']],
    ['the name of another stage', 'FROM a AS x\nFROM b\n', 'FROM a AS y\nFROM b\n', ['a', 'b']],
    ['another stage, if there was a finding', 'FROM report\nFROM b\nRUN 1\n', 'FROM report\nFROM b\nRUN 2\n', ['report', 'b']],
    ['another stage, if other stages were read', 'FROM others\nFROM b\nRUN 1\n', 'FROM others\nFROM b\nRUN 2\n', ['others', 'b']],
  ])('are called for stages again after a change of %s', (_, before, after, called) => {
    expect(calledAfter(before, after, 'stage')).toEqual(called);
  });

  it('have no list if the states of the stage cannot be read', () => {
    const model = createModel(parse('FROM debian:12\nRUN 1\n'));
    const [stage] = model.stages;
    const unreadable = (): never => {
      throw new Error('unreadable');
    };
    const facts = Object.assign(Object.create(factsOf(model, build)) as Facts, { commandsOf: unreadable });
    expect(() => imageStatesOf(facts).identityOf(stage!)).toThrow('unreadable');
    const visits = new VisitsOfRun(facts, planOf([])(everyRule).groupsIn(undefined), assets);
    expect(visits.of(stage!)).toBe(undefined);
  });

  it('other rules are called again', () => {
    const [before, after] = ['FROM a AS x\nRUN 1\nFROM b\nRUN 2\n', 'FROM a AS x\nRUN 3\nFROM b\nRUN 2\n'];
    expect(calledAfter(before, after, 'RUN', false)).toEqual(['RUN 3', 'RUN 2']);
  });
});
