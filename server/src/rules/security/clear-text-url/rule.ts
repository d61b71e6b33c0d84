import type { CommandFact } from '../../../facts/commands/command.ts';
import { verifiesFiles } from '../../../facts/downloads.ts';
import { hostOf, isLocalHost } from '../../../knowledge/addresses.ts';
import { defineRule } from '../../../linter/rule.ts';
import type { RuleContext } from '../../../linter/rule.ts';
import { optionOf } from '../../../shell/tools/options.ts';
import type { ShellWord } from '../../../shell/script.ts';

type Messages = 'clear' | 'https';

export const rule = defineRule<Messages>({
  id: 'clear-text-url',
  category: 'security',
  severity: 'info',
  fix: 'suggestion',
  since: '0.1.0',
  preset: 'strict',
  aliases: ['S5332'],
  checks: [159],
  summary: 'Something is downloaded over http, which anyone on the way can change.',
  messages: {
    clear: 'Anyone on the way to "{host}" can change what http downloads. Use https.',
    https: 'Replace http with https',
  },
  onbuild: true,
  on: {
    ADD(instruction, context) {
      if (!/http:/i.test(instruction.source) || instruction.flags.some(({ name }) => name.endsWith('checksum'))) return;
      for (const word of instruction.words.slice(0, -1)) check({ ...word, raw: word.text, value: word.text }, context);
    },
    command(command, instruction, context) {
      if (!instruction.source.includes('http:')) return;
      const words = addressesOf(command).filter(({ value }) => value.startsWith('http:'));
      if (words.length === 0 || verifiesFiles(command.script)) return;
      for (const word of words) check(word, context);
    },
  },
});

function addressesOf({ download, clone, packages }: CommandFact): readonly ShellWord[] {
  if (download) return download.urls;
  if (clone) return [clone.url];
  if (packages?.tool !== 'pip' && packages?.tool !== 'npm') return [];
  const option = optionOf(packages.args, '-i', '--index-url', '--extra-index-url', '--registry', '-f', '--find-links');
  const word = option?.valueWord;
  return word ? [word] : [];
}

function check(word: Pick<ShellWord, 'start' | 'end' | 'raw' | 'value'>, { report }: RuleContext<Messages>): void {
  const host = hostOf(word.value);
  if (!/^http:/i.test(word.value) || host === undefined || isLocalHost(host)) return;
  const start = word.start + word.raw.toLowerCase().indexOf('http:');
  const isPort80 = !/^http:\/\/[^/]*:\d/i.test(word.value);
  report({
    at: word,
    message: 'clear',
    data: { host },
    fixes: isPort80 ? [{ title: 'https', level: 'suggestion', edits: [{ start: start + 4, end: start + 4, newText: 's' }] }] : [],
  });
}
