import type { TextEdit } from '../../../base/edit.ts';
import type { CommandFact } from '../../../facts/commands/command.ts';
import { wordsMatching } from '../../../facts/commands/switches.ts';
import { verifiesFiles } from '../../../facts/downloads.ts';
import { hostOf, isLocalHost } from '../../../knowledge/addresses.ts';
import { tlsSwitches, tlsVariables } from '../../../knowledge/trust-checks.ts';
import { defineRule } from '../../../linter/rule.ts';
import type { RuleContext } from '../../../linter/rule.ts';
import { optionOf } from '../../../shell/tools/options.ts';
import type { Instruction } from '../../../syntax/tree.ts';

type Messages = 'option' | 'variable' | 'remove';

export const rule = defineRule<Messages>({
  id: 'tls-checks-disabled',
  category: 'security',
  severity: 'warning',
  fix: 'suggestion',
  since: '0.1.0',
  preset: 'recommended',
  aliases: [
    'CKV2_DOCKER_2',
    'CKV2_DOCKER_3',
    'CKV2_DOCKER_4',
    'CKV2_DOCKER_5',
    'CKV2_DOCKER_6',
    'CKV2_DOCKER_12',
    'CKV2_DOCKER_13',
    'CKV2_DOCKER_14',
    'CKV2_DOCKER_15',
    'CKV2_DOCKER_16',
    'S4830',
  ],
  checks: [161],
  summary: 'An option or a variable turns off the check of TLS certificates.',
  messages: {
    option: 'With "{option}", {tool} accepts any certificate: whoever controls the network can replace the files. Remove it.',
    variable: '{name} turns off the check of certificates for all later commands and in the container. Remove it.',
    remove: 'Remove {option}',
  },
  onbuild: true,
  on: {
    ENV: checkPairs,
    ARG: checkPairs,
    command(command, _instruction, context) {
      const { program } = command;
      if (program === undefined || verifiesFiles(command.script)) return;
      if (program === 'curl') return checkCurl(command, context);
      const pattern = Object.hasOwn(tlsSwitches, program) ? tlsSwitches[program] : undefined;
      const found = pattern && wordsMatching(command.args, pattern);
      if (!found || isLocal(command)) return;
      const option = found.words.map(({ raw }) => raw).join(' ');
      const isOption = option.startsWith('--') && !/\bconfig\b/.test(command.args[0]?.value ?? '');
      context.report({
        at: found,
        message: 'option',
        data: { option, tool: program },
        fixes: isOption ? [{ title: 'remove', data: { option }, level: 'suggestion', edits: [removal(found, context)] }] : [],
      });
    },
  },
});

function checkCurl(command: CommandFact, { report, text }: RuleContext<Messages>): void {
  const option = command.download && optionOf(command.download.args, '-k', '--insecure');
  if (!option || isLocal(command)) return;
  const { word } = option;
  // `-ksSL`: only the letter.
  const isAlone = word.value === option.name;
  const at = isAlone ? word : { start: word.start + word.raw.indexOf('k'), end: word.start + word.raw.indexOf('k') + 1 };
  const edits = isAlone ? [removal(word, { text })] : word.raw.startsWith('-') ? [{ ...at, newText: '' }] : [];
  report({
    at: word,
    message: 'option',
    data: { option: option.name, tool: 'curl' },
    fixes: edits.length > 0 ? [{ title: 'remove', data: { option: option.name }, level: 'suggestion', edits }] : [],
  });
}

/** Removes words and the blanks before them. */
function removal({ start, end }: { readonly start: number; readonly end: number }, { text }: Pick<RuleContext, 'text'>): TextEdit {
  let from = start;
  while (text[from - 1] === ' ' || text[from - 1] === '\t') from--;
  return { start: from, end, newText: '' };
}

/** Whether the command only talks to hosts that are not on the internet. */
function isLocal({ args }: CommandFact): boolean {
  const hosts = args.flatMap(({ value }) => hostOf(value) ?? (/^(?:--trusted-host=)?(localhost|127\.[\d.]+|10\.[\d.]+|192\.168\.[\d.]+)$/.exec(value)?.[1] ?? [])); // prettier-ignore
  return hosts.length > 0 && hosts.every((host) => isLocalHost(host));
}

function checkPairs(instruction: Instruction, { report }: RuleContext<Messages>): void {
  for (const { name, nameSpan, value } of instruction.pairs) {
    const pattern = Object.hasOwn(tlsVariables, name) ? tlsVariables[name] : undefined;
    if (pattern && value !== undefined && pattern.test(value.replace(/^(["'])(.*)\1$/, '$2')))
      report({ at: nameSpan, message: 'variable', data: { name } });
  }
}
