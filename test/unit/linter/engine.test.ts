import { describe, expect, it } from 'vitest';
import { createBuildContext } from '../../../server/src/context/snapshot-context.ts';
import { createModel } from '../../../server/src/model/index.ts';
import { runRules, runRulesInSteps } from '../../../server/src/linter/engine.ts';
import type { RuleFailure } from '../../../server/src/linter/finding-of.ts';
import type { AnyRule, RuleDefinition } from '../../../server/src/linter/rule.ts';
import type { CommandFact } from '../../../server/src/facts/commands/command.ts';
import { parse } from '../../../server/src/syntax/parse.ts';
import { english } from '../../../server/src/base/message.ts';
import { defaultRuleSettings } from '../../../server/src/linter/settings.ts';
import type { RuleSettings } from '../../../server/src/linter/settings.ts';
import { checkIgnoreFile, ignoreDocumentOf } from '../../support/ignore-file.ts';
import { check, noContext, ruleOf } from '../../support/rules.ts';

/** A rule that reports `saw <text>` for each subject that it is called with. */
function recordingRule(id: string, change: Partial<RuleDefinition<'saw' | 'fix'>>): AnyRule {
  const rule: AnyRule = {
    id,
    category: 'correctness',
    severity: 'warning',
    fix: 'none',
    since: '0.1.0',
    aliases: [],
    checks: [],
    summary: '',
    messages: { saw: 'saw {text}', fix: 'Fix {text}' },
    on: { RUN: (instruction, { report }) => report({ at: instruction.keywordSpan, message: 'saw', data: { text: instruction.source } }) },
  };
  return { ...rule, ...change };
}

function messagesOf(text: string, ...rules: readonly AnyRule[]): readonly string[] {
  return check(text, { rules }).findings.map((finding) => `${finding.rule}: ${english(finding.message)}`);
}

describe('work in steps', () => {
  const stepsOf = (text: string, ...rules: readonly AnyRule[]): readonly [steps: number, messages: readonly string[]] => {
    const work = runRulesInSteps({ model: createModel(parse(text)), build: createBuildContext(noContext), rules });
    for (let steps = 1; ; steps++) {
      const step = work.next();
      if (step.done) return [steps, step.value.map(({ message }) => english(message))];
    }
  };

  it('is interrupted after each instruction, and gives the same findings', () => {
    const text = `FROM a\n${'RUN x\n'.repeat(300)}`;
    const [steps, messages] = stepsOf(text, recordingRule('a', {}));
    expect(steps).toBeGreaterThan(300);
    expect(messages).toEqual(check(text, { rules: [recordingRule('a', {})] }).findings.map(({ message }) => english(message)));
  });

  it('is interrupted where the visitor of a stage yields', () => {
    const rule = recordingRule('a', {
      on: {
        *stage({ instructions }, { report }) {
          for (const instruction of instructions) {
            report({ at: instruction.keywordSpan, message: 'saw', data: { text: instruction.source } });
            yield;
          }
        },
      },
    });
    const text = `FROM a\n${'RUN x\n'.repeat(20)}`;
    expect(stepsOf(text, rule)[0] - stepsOf(text)[0]).toBeGreaterThanOrEqual(21);
    expect(stepsOf(text, rule)[1]).toHaveLength(21);
  });

  it('a visitor that fails after a step loses what it reported', () => {
    const failures: string[] = [];
    const rule = recordingRule('a', {
      on: {
        *file({ report }) {
          report({ at: { start: 0, end: 1 }, message: 'saw', data: { text: 'x' } });
          yield;
          throw new Error('later');
        },
      },
    });
    const onFailure = ({ error }: RuleFailure): number => failures.push(String(error));
    const findings = runRules({
      model: createModel(parse('FROM a')),
      build: createBuildContext(noContext),
      rules: [rule, recordingRule('b', {})],
      onFailure,
    });
    expect([findings, failures]).toEqual([[], ['Error: later']]);
  });
});

describe('calls of visitors', () => {
  it('keyword: its instructions, in any letter case', () => {
    expect(messagesOf('FROM a\nRUN x\nrun y\nCMD z', recordingRule('a', {}))).toEqual(['a: saw RUN x', 'a: saw run y']);
  });

  it('instruction: each one, including unknown ones', () => {
    const rule = recordingRule('a', {
      on: { instruction: (it, { report }) => report({ at: it, message: 'saw', data: { text: it.keyword } }) },
    });
    expect(messagesOf('FROM a\nRNU x', rule)).toEqual(['a: saw FROM', 'a: saw RNU']);
  });

  it('stage and file: once each', () => {
    const rule = recordingRule('a', {
      on: {
        stage: (stage, { report }) => report({ at: stage.from, message: 'saw', data: { text: stage.index } }),
        file: ({ report, text }) => report({ at: { start: 0, end: 0 }, message: 'saw', data: { text: text.length } }),
      },
    });
    expect(messagesOf('FROM a\nFROM b\n', rule)).toEqual(['a: saw 14', 'a: saw 0', 'a: saw 1']);
  });

  it('triggers of ONBUILD, for rules with onbuild', () => {
    const text = 'FROM a\nONBUILD RUN x\n';
    expect(messagesOf(text, recordingRule('a', {}))).toEqual([]);
    expect(messagesOf(text, recordingRule('a', { onbuild: true }))).toEqual(['a: saw RUN x']);
  });
});

describe('facts', () => {
  /** A rule that reports the facts that it is called with, and their instruction. */
  const factRule = (id: string, on: AnyRule['on'], onbuild = false): AnyRule => recordingRule(id, { on, onbuild });
  const sources = factRule('sources', {
    imageSource: ({ text }, { keyword }, { report }) =>
      report({ at: { start: 0, end: 0 }, message: 'saw', data: { text: `${keyword} ${text}` } }),
  });
  const variables = factRule('variables', {
    variable: ({ name }, { keyword }, { report }) =>
      report({ at: { start: 0, end: 0 }, message: 'saw', data: { text: `${keyword} ${name}` } }),
  });

  it('imageSource: each reference to a stage or an image', () => {
    const text = 'FROM a AS x\nFROM b\nCOPY --from=x /y /\nRUN --mount=type=bind,from=c,target=/c true\nCOPY d /\n';
    expect(messagesOf(text, sources)).toEqual(['FROM a', 'FROM b', 'COPY x', 'RUN c'].map((each) => `sources: saw ${each}`));
  });

  it('variable: each use, by BuildKit and by the shell', () => {
    const text = 'ARG v=1\nFROM a:$v\nENV b=$c\nRUN echo $d ${e:-x}\nONBUILD COPY $f /\n';
    expect(messagesOf(text, variables)).toEqual(['FROM v', 'ENV c', 'RUN d', 'RUN e'].map((each) => `variables: saw ${each}`));
    const inTriggers = { ...variables, onbuild: true };
    expect(messagesOf(text, inTriggers).at(-1)).toBe('variables: saw COPY f');
  });

  const commands = factRule('commands', {
    command: ({ program = '' }, { keyword }, { report }) =>
      report({ at: { start: 0, end: 0 }, message: 'saw', data: { text: `${keyword} ${program}` } }),
  });
  const packages = factRule('packages', {
    package: ({ packages: { tool, verb } }, _, { report }) =>
      report({ at: { start: 0, end: 0 }, message: 'saw', data: { text: `${tool} ${verb}` } }),
  });
  const copies = factRule('copies', {
    copySource: ({ text, kind }, { keyword }, { report }) =>
      report({ at: { start: 0, end: 0 }, message: 'saw', data: { text: `${keyword} ${kind} ${text}` } }),
  });
  const mounts = factRule('mounts', {
    mount: ({ target = '' }, _, { report }) => report({ at: { start: 0, end: 0 }, message: 'saw', data: { text: target } }),
  });

  it.each([
    ['command: each command of a RUN', commands, 'RUN a && sudo b | (c)\nCMD d\nCOPY e /\n', ['RUN a', 'RUN b', 'RUN c']],
    [
      'package: each command of a package manager',
      packages,
      'RUN make && apt-get update && sudo pip install x\n',
      ['apt-get update', 'pip install'],
    ],
    ['copySource: each source', copies, 'COPY a *.b /\nADD https://c /\nRUN d /\n', ['COPY path a', 'COPY glob *.b', 'ADD http https://c']],
    ['copySource: of a stage', copies, 'COPY --from=s a /\n', ['COPY stage a']],
    ['mount: each mount', mounts, 'RUN --mount=target=/a --mount=type=cache,target=/b c\nRUN d\n', ['/a', '/b']],
    ['nothing for triggers of ONBUILD', commands, 'ONBUILD RUN a\n', []],
    ['commands of ONBUILD triggers, if the rule has onbuild', { ...commands, onbuild: true }, 'ONBUILD RUN a\n', ['RUN a']],
    ['mounts of ONBUILD triggers', { ...mounts, onbuild: true }, 'ONBUILD RUN --mount=target=/a b\n', ['/a']],
    ['sources of ONBUILD triggers', { ...copies, onbuild: true }, 'ONBUILD ADD a /\n', ['ADD path a']],
  ] as const)('%s', (_, rule, text, expected) => {
    expect(messagesOf(`FROM x AS s\nFROM y\n${text}`, rule)).toEqual(expected.map((each) => `${rule.id}: saw ${each}`));
  });

  /** Runs rules on a model that counts the requests for facts. */
  function requestCounts(settings: RuleSettings, ...rules: readonly AnyRule[]): Readonly<Record<string, number>> {
    const model = createModel(parse('FROM a:$v\nCOPY --from=b $c /\nRUN --mount=target=/x echo $d\n'));
    const counts: Record<string, number> = {};
    const counting = new Proxy(model, {
      get(target, name) {
        if (['sourcesOf', 'usesIn', 'scriptOf'].includes(name as string)) counts[name as string] = (counts[name as string] ?? 0) + 1;
        return Reflect.get(target, name, target) as unknown;
      },
    });
    runRules({ model: counting, build: createBuildContext(noContext), rules, settings });
    return counts;
  }

  it.each([
    ['no rule', [], {}],
    ['a rule about RUN', [recordingRule('a', {})], {}],
    ['sources', [sources], { sourcesOf: 3 }],
    ['sources, for two rules', [sources, { ...sources, id: 'again' }], { sourcesOf: 3 }],
    ['variables', [variables], { usesIn: 3 }],
    ['commands', [commands], { scriptOf: 1 }],
    ['commands, for four rules', [commands, packages, { ...commands, id: 'again' }, { ...packages, id: 'too' }], { scriptOf: 1 }],
    ['copies', [copies, { ...copies, id: 'again' }], { sourcesOf: 1 }],
    ['mounts', [mounts, { ...mounts, id: 'again' }], { sourcesOf: 1 }],
  ] as const)('are computed once, and only if an active rule visits them: %s', (_, rules, expected) => {
    expect(requestCounts(defaultRuleSettings, ...rules)).toEqual(expected);
    const off = Object.fromEntries(rules.map(({ id }) => [id, { severity: 'off' as const }]));
    expect(requestCounts({ ...defaultRuleSettings, byRule: off }, ...rules)).toEqual({});
  });

  it('are the same for all rules', () => {
    const seen: unknown[] = [];
    const collecting = (id: string): AnyRule => factRule(id, { variable: (use) => void seen.push(use) });
    messagesOf('FROM a\nENV b=$c\n', collecting('one'), collecting('two'));
    expect(seen).toHaveLength(2);
    expect(seen[0]).toBe(seen[1]);
  });

  it('are lost only for the rule that throws', () => {
    const faulty = factRule('faulty', {
      variable: ({ name }, _, { report }) => {
        report({ at: { start: 0, end: 0 }, message: 'saw', data: { text: name } });
        if (name === 'c') throw new Error('a bug');
      },
    });
    const failures: string[] = [];
    const findings = runRules({
      model: createModel(parse('FROM a\nRUN echo $b $c\nRUN echo $d\n')),
      build: createBuildContext(noContext),
      rules: [faulty, variables],
      onFailure: ({ rule }) => failures.push(rule),
    });
    const messages = findings.map((finding) => `${finding.rule}: ${english(finding.message)}`);
    expect(messages).toEqual(['faulty: saw d', 'variables: saw RUN b', 'variables: saw RUN c', 'variables: saw RUN d']);
    expect(failures).toEqual(['faulty']);
  });
});

describe('a .dockerignore', () => {
  const lines = recordingRule('lines', {
    on: { ignoreFile: ({ file, report }) => file.patterns.forEach((at) => report({ at, message: 'saw', data: { text: at.text } })) },
  });
  const found = (text: string, byRule: RuleSettings['byRule'] = {}): readonly string[] =>
    checkIgnoreFile(text, { rules: [lines, recordingRule('run', {})], settings: { ...defaultRuleSettings, byRule } }).map(({ message }) =>
      english(message),
    );

  it.each([
    ['is visited once', 'a\nb\n', ['saw a', 'saw b']],
    ['with its own comments', '# layerwise ignore=lines\na\nb\n', ['saw b']],
    ['with comments some lines above', '# layerwise ignore=lines\n# why\n\na\nb\n', ['saw b']],
    ['for the whole file', 'a\nb\n# layerwise global ignore=lines\n', []],
    ['not with comments for other rules', '# layerwise ignore=run\na\n', ['saw a']],
  ])('%s', (_, text, expected) => {
    expect(found(text)).toEqual(expected);
  });

  it('with the settings', () => {
    expect(found('a\n', { lines: { severity: 'off' } })).toEqual([]);
  });

  it('loses only the findings of a rule that throws', () => {
    const failures: unknown[] = [];
    const faulty = recordingRule('faulty', {
      on: {
        ignoreFile: () => {
          throw new Error('a bug');
        },
      },
    });
    const { file, build, users } = ignoreDocumentOf('a\n');
    const findings = runRules({ file, build, users, rules: [faulty, lines], onFailure: ({ rule, at }) => failures.push([rule, at]) });
    expect(findings.map(({ rule }) => rule)).toEqual(['lines']);
    expect(failures).toEqual([['faulty', undefined]]);
  });
});

describe('the severity of one finding', () => {
  const rule = recordingRule('a', {
    on: { RUN: (it, { report }) => report({ at: it, message: 'saw', severity: it.source.includes('x') ? 'info' : undefined }) },
  });
  const severities = (byRule: RuleSettings['byRule'] = {}): readonly string[] =>
    check('FROM a\nRUN x\nRUN y', { rules: [rule], settings: { ...defaultRuleSettings, byRule } }).findings.map(({ severity }) => severity);

  it('is what the rule reports, else the severity of the rule', () => {
    expect(severities()).toEqual(['info', 'warning']);
  });

  it('is what the settings say', () => {
    expect(severities({ a: { severity: 'error' } })).toEqual(['error', 'error']);
  });

  it('is not changed by options in the settings', () => {
    expect(severities({ a: { options: {} } })).toEqual(['info', 'warning']);
  });
});

describe('a rule that throws', () => {
  const text = 'FROM a\nRUN one\nRUN two\nRUN three\n';
  const faulty = recordingRule('faulty', {
    on: {
      RUN: (instruction, { report }) => {
        report({ at: instruction, message: 'saw', data: { text: instruction.bodyText } });
        if (instruction.bodyText === 'two') throw new Error('a bug');
      },
    },
  });

  it('loses its findings for that instruction; other rules lose none', () => {
    const failures: RuleFailure[] = [];
    const findings = runRules({
      model: createModel(parse(text)),
      build: createBuildContext(noContext),
      rules: [faulty, recordingRule('sound', {})],
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
  it('is sorted by position, then by rule', () => {
    const late = recordingRule('a', {
      on: { file: ({ report }) => report({ at: { start: 7, end: 10 }, message: 'saw', data: { text: 'x' } }) },
    });
    expect(messagesOf('FROM a\nRUN x\nRUN y', recordingRule('b', {}), late)).toEqual(['a: saw x', 'b: saw RUN x', 'b: saw RUN y']);
  });

  it('has no duplicates', () => {
    const twice = recordingRule('a', {
      on: { RUN: (it, { report }) => [1, 1, 2].forEach((text) => report({ at: it, message: 'saw', data: { text } })) },
    });
    expect(messagesOf('FROM a\nRUN x', twice)).toEqual(['a: saw 1', 'a: saw 2']);
  });

  it('contains fixes, related positions and the tag', () => {
    const rule = recordingRule('a', {
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

it('reports nothing about a template of a Dockerfile', () => {
  const text = '{{ if slim }}\nFROM debian:{{ suite }}-slim\n{{ else }}\nFROM debian:{{ suite }}\n{{ end }}\nRUN true\n';
  expect(messagesOf(text, recordingRule('runs', {}))).toEqual([]);
  expect(messagesOf(text.replace(/\{\{.*?\}\}/g, ''), recordingRule('runs', {}))).toEqual(['runs: saw RUN true']);
});

it('visits every instruction of a large file', () => {
  const text = `FROM a\n${'RUN apt-get install -y curl git make\nCOPY a b\n'.repeat(1000)}`;
  const { findings } = check(text, { rules: [recordingRule('a', {})] });
  expect(findings).toHaveLength(1000);
});

describe('a long instruction', () => {
  const words = Array.from({ length: 2000 }, (_, i) => `A${i}=1`).join(' ');
  const text = `FROM a\nENV ${words}\nENV A=1\n`;
  /** Reports the last pair of each ENV, and yields before each. */
  const reportsLast = recordingRule('last', {
    on: {
      *ENV({ pairs }, { report }) {
        for (const pair of pairs) {
          yield;
          if (pair === pairs.at(-1)) report({ at: pair, message: 'saw', data: { text: pair.name } });
        }
      },
    },
  });
  const failsLate = recordingRule('fails', {
    on: {
      *ENV({ pairs, keywordSpan }, { report }) {
        report({ at: keywordSpan, message: 'saw', data: { text: '' } });
        yield;
        if (pairs.length > 1) throw new Error('broken');
      },
    },
  });

  it('is visited like a short one, in more steps', () => {
    expect(messagesOf(text, reportsLast)).toEqual(['last: saw A1999', 'last: saw A']);
    const work = runRulesInSteps({ model: createModel(parse(text)), build: createBuildContext(noContext), rules: [reportsLast] });
    let steps = 0;
    while (!work.next().done) steps++;
    expect(steps).toBeGreaterThan(2000);
  });

  it('a rule that fails in the middle loses its findings for it only', () => {
    const failures: RuleFailure[] = [];
    const findings = runRules({
      rules: [failsLate, reportsLast],
      model: createModel(parse(text)),
      build: createBuildContext(noContext),
      onFailure: (failure) => void failures.push(failure),
    });
    expect(findings.map(({ rule }) => rule)).toEqual(['last', 'fails', 'last']);
    expect(failures.map(({ rule, at }) => [rule, at?.start])).toEqual([['fails', 7]]);
  });

  it('after an edit elsewhere, only rules that found or read something are called', () => {
    const calls: string[] = [];
    const quiet = recordingRule('quiet', { on: { ENV: () => void calls.push('quiet') } });
    const reads = recordingRule('reads', { on: { ENV: (_, { model }) => void (calls.push('reads'), model) } });
    const rules = [quiet, reads];
    const long = `FROM a\nENV ${words}\n`;
    const tree = parse(long);
    const build = createBuildContext(noContext);
    runRules({ rules, model: createModel(tree), build });
    calls.length = 0;
    runRules({ rules, model: createModel(parse(long.replace('FROM a', 'FROM bc'), tree)), build });
    expect(calls).toEqual(['reads']);
  });
});

describe('calls after an edit', () => {
  type Visitor = NonNullable<RuleDefinition<'saw'>['on']['RUN']>;

  /** The texts of the RUN instructions for which a visitor is called after the first line of the file changes. */
  function callsAfterEdit(text: string, visitor: Visitor): readonly string[] {
    const calls: string[] = [];
    const rule = recordingRule('a', {
      on: { RUN: (instruction, context) => (calls.push(instruction.source), visitor(instruction, context)) },
    });
    const rules = [rule];
    const tree = parse(text);
    const build = createBuildContext(noContext);
    runRules({ rules, model: createModel(tree), build });
    calls.length = 0;
    runRules({ rules, model: createModel(parse(text.replace(/^.*\n/, 'FROM other\n'), tree)), build });
    return calls;
  }

  const text = 'FROM a\nRUN x\nRUN y\n';
  const all = ['RUN x', 'RUN y'];

  it.each<[string, Visitor, readonly string[]]>([
    ['reads the instruction', ({ words, flags }) => void [words, flags], []],
    ['reads the script', (instruction, { scriptOf }) => void scriptOf(instruction), []],
    ['reads the syntax and the options', (_, { syntax, options }) => void [syntax, options], []],
    ['reads the model', (_, { model }) => void model, all],
    ['reads the facts', (_, { facts }) => void facts, all],
    ['reads the build context', (_, { build }) => void build, all],
    ['reads the text of the file', (_, context) => void context.text, all],
    ['reads its stage', (instruction, { stageOf }) => void stageOf(instruction), all],
    [
      'reports',
      (instruction, { report }) => (instruction.source === 'RUN y' ? report({ at: instruction, message: 'saw' }) : undefined),
      ['RUN y'],
    ],
    [
      'throws',
      () => {
        throw new Error('broken');
      },
      all,
    ],
  ])('a visitor that %s', (_, visitor, expected) => {
    expect(callsAfterEdit(text, visitor)).toEqual(expected);
  });

  it('a visitor that reads the script is called again in another shell', () => {
    const reads: Visitor = (instruction, { scriptOf }) => void scriptOf(instruction);
    expect(callsAfterEdit('# comment\nFROM a\nSHELL ["bash", "-c"]\nRUN x', reads)).toEqual([]);
    expect(callsAfterEdit('SHELL ["bash", "-c"]\nFROM a\nRUN x', reads)).toEqual([]);
    const calls: string[] = [];
    const rules = [recordingRule('a', { on: { RUN: (instruction, { scriptOf }) => void calls.push(scriptOf(instruction)!.dialect) } })];
    const tree = parse('FROM a\nRUN x\n');
    const build = createBuildContext(noContext);
    runRules({ rules, model: createModel(tree), build });
    runRules({ rules, model: createModel(parse('FROM a\nSHELL ["bash", "-c"]\nRUN x\n', tree)), build });
    expect(calls).toEqual(['sh', 'bash']);
  });

  it.each([
    ['no command', 'RUN <<EOF\nEOF\n', 'command', []],
    ['a command', 'RUN x\n', 'command', []],
    ['a package', 'RUN apt-get install x\n', 'package', []],
    ['no package manager', 'RUN x\n', 'package', []],
    ['no mount', 'RUN x\n', 'mount', []],
    ['a mount', 'RUN --mount=type=cache,target=/x x\n', 'mount', ['RUN --mount=type=cache,target=/x x']],
  ] as const)('a visitor of facts, %s', (_, run, event, expected) => {
    const calls: string[] = [];
    const rules = [
      recordingRule('a', { on: { [event]: (_fact: unknown, instruction: { source: string }) => calls.push(instruction.source) } }),
    ];
    const tree = parse(`FROM a\n${run}`);
    const build = createBuildContext(noContext);
    runRules({ rules, model: createModel(tree), build });
    calls.length = 0;
    runRules({ rules, model: createModel(parse(`FROM other\n${run}`, tree)), build });
    expect(calls.map((source) => source.trim())).toEqual(expected.map((source) => source.trim()));
  });

  it.each<[string, (command: CommandFact) => unknown, boolean]>([
    [
      'its text',
      ({ inner, program, args, wrappers, script, conditional, kind }) => [inner, program, args, wrappers, script, conditional, kind],
      false,
    ],
    ['the value of a word without variables', (command) => command.valueOfWord(command.command.args[0]!), false],
    ['its own variable', (command) => command.environment('OWN'), false],
    ['the value of a word with a variable', (command) => command.valueOfWord(command.command.args[1]!), true],
    ['a variable', (command) => command.environment('OTHER'), true],
    ['its folder', (command) => command.folder, true],
    ['its user', (command) => command.user, true],
  ])('a visitor of commands that reads %s', (_, read, isCalledAgain) => {
    const calls: string[] = [];
    // The second rule reads what the first one has already computed.
    const rules = ['a', 'b'].map((id) =>
      recordingRule(id, { on: { command: (command, _instruction, { options }) => void (calls.push(id), read(command), options) } }),
    );
    const text = 'FROM a\nRUN OWN=1 x y $z\n';
    const tree = parse(text);
    const build = createBuildContext(noContext);
    runRules({ rules, model: createModel(tree), build });
    calls.length = 0;
    runRules({ rules, model: createModel(parse(text.replace('FROM a', 'FROM other'), tree)), build });
    expect(calls).toEqual(isCalledAgain ? ['a', 'b'] : []);
  });
});

it('a source that had no stage is visited again when a FROM is written above it', () => {
  const copy = 'COPY --from=0 a /b-without-a-stage\n';
  const rules = [ruleOf('unknown-stage')];
  const before = check(copy, { rules });
  expect(before.findings).toEqual([]);
  const after = check(`FROM debian:12\n${copy}`, { rules, previous: before.tree });
  expect(after.findings.map(({ message }) => english(message))).toEqual(['A stage cannot copy from itself, so the build fails.']);
});

describe('fixes that are computed later', () => {
  const ruleWith = (laterFixes: () => readonly []): AnyRule =>
    recordingRule('later', {
      on: { RUN: (run, { report }) => report({ at: run.keywordSpan, message: 'saw', data: { text: '' }, laterFixes }) },
    });

  it('are computed when they are read, once', () => {
    let calls = 0;
    const [finding] = check('FROM a\nRUN x', { rules: [ruleWith(() => (calls++, []))] }).findings;
    expect(calls).toBe(0);
    expect([finding!.fixes, finding!.fixes]).toEqual([[], []]);
    expect(calls).toBe(1);
  });

  it('that fail are none, and the failure is reported', () => {
    const failures: RuleFailure[] = [];
    const rule = ruleWith(() => {
      throw new Error('no fix');
    });
    const run = { model: createModel(parse('FROM a\nRUN x')), build: createBuildContext(noContext), rules: [rule] };
    const [finding] = runRules({ ...run, onFailure: (failure) => failures.push(failure) });
    expect(finding!.fixes).toEqual([]);
    expect(failures).toMatchObject([{ rule: 'later', at: { start: 7, end: 10 } }]);
  });
});
