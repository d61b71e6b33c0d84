import { bundlerSettings, firstRubyWithBundlerConfigSet, isAtLeast } from '../../../knowledge/ruby.ts';
import { officialRuby } from '../../../facts/ruby.ts';
import type { ShellWord } from '../../../shell/script.ts';
import type { TextEdit } from '../../../base/edit.ts';
import { fixLevelIn } from '../../../linter/fix-level.ts';
import { defineRule } from '../../../linter/rule.ts';
import type { PackageFact } from '../../../linter/rule.ts';

type Messages = 'obsolete' | 'use';

export const rule = defineRule<Messages>({
  id: 'deprecated-bundler-option',
  category: 'deprecation',
  severity: 'info',
  fix: 'safe',
  mayChange: 'options of bundle install become bundle config set --local before it',
  since: '0.1.0',
  aliases: ['tally/ruby/deprecated-bundler-install-flags'],
  checks: [264],
  summary: 'An option of bundle install is obsolete; a setting replaces it.',
  messages: {
    obsolete: 'Bundler 2 warns about {option} in every build, and Bundler 4 rejects it. Use bundle config set --local {setting}.',
    use: 'Use bundle config set --local',
  },
  onbuild: true,
  withinStage: true,
  on: {
    package(command, instruction, context) {
      const { tool, verb } = command.packages;
      if (tool !== 'bundler' || verb !== 'install') return;
      const found = obsoleteIn(command);
      const [first] = found;
      if (!first) return;
      const stage = context.stageOf(instruction);
      const version = stage && officialRuby(stage);
      // Its Bundler does not warn yet, and has no `config set`.
      if (version && isAtLeast(version, firstRubyWithBundlerConfigSet) === false) return;
      const edits = editsFor(command, found);
      // Another image may have an older Bundler.
      const isKnown = version !== undefined && isAtLeast(version, firstRubyWithBundlerConfigSet) === true;
      const level = isKnown && instruction.comments.length === 0 ? fixLevelIn(instruction) : 'suggestion';
      context.report({
        at: first.word,
        message: 'obsolete',
        data: { option: first.option, setting: `${first.setting} ${first.value}` },
        fixes: edits ? [{ title: 'use', level, edits }] : [],
      });
    },
  },
});

interface Obsolete {
  readonly option: string;
  readonly setting: string;
  readonly value: string;
  readonly word: ShellWord;
  /** The last word of its values. */
  readonly last: ShellWord;
}

/** `--without` and `--with` take all words up to the next option; the others take none, or the next word. */
function obsoleteIn({ packages: { command } }: PackageFact): readonly Obsolete[] {
  return command.args.flatMap((word, i): readonly Obsolete[] => {
    const [, option = '', inline] = /^(--[\w-]+)(?:=(.*))?$/s.exec(word.value) ?? [];
    if (!Object.hasOwn(bundlerSettings, option)) return [];
    const rest = command.args.slice(i + 1);
    const end = rest.findIndex(({ value }) => value.startsWith('-'));
    const following = inline === undefined ? rest.slice(0, end < 0 ? rest.length : end) : [];
    const values = option.startsWith('--with') ? following : /^--(?:path|shebang)$/.test(option) ? following.slice(0, 1) : [];
    const text = inline ?? values.map(({ value }) => value).join(' ');
    return [{ option, setting: bundlerSettings[option]!, value: text || 'true', word, last: values.at(-1) ?? word }];
  });
}

/** Sets each value before the install, and takes the option out. Undefined if the value is not known, or if a wrapper runs the command. */
function editsFor({ command, wrappers, packages }: PackageFact, found: readonly Obsolete[]): readonly TextEdit[] | undefined {
  const isSimple = wrappers.length === 0 && command.assignments.length === 0 && command.operator !== '|' && command.operator !== '||';
  if (!isSimple || command.containers.length > 0 || found.some(({ value }) => !/^[\w./: -]+$/.test(value))) return undefined;
  const program = packages.toolWord.raw;
  const settings = found.map(
    ({ setting, value }) => `${program} config set --local ${setting} ${/[ ]/.test(value) ? `'${value}'` : value} && `,
  );
  const { args } = packages.command;
  const removed = found.map(({ word, last }): TextEdit => {
    const before = args[args.indexOf(word) - 1] ?? packages.verbWord ?? packages.toolWord;
    return { start: before.end, end: last.end, newText: '' };
  });
  return [{ start: command.start, end: command.start, newText: settings.join('') }, ...removed];
}
