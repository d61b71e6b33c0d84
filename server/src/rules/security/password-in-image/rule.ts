import { groupPipelines } from '../../../facts/commands/pipelines.ts';
import type { CommandFact } from '../../../facts/commands/command.ts';
import { hasRole } from '../../../knowledge/programs.ts';
import { defineRule } from '../../../linter/rule.ts';
import { hasOption, parseArguments, optionOf } from '../../../shell/tools/options.ts';
import type { ShellWord } from '../../../shell/script.ts';

export const rule = defineRule({
  id: 'password-in-image',
  category: 'security',
  severity: 'warning',
  fix: 'none',
  since: '0.1.0',
  preset: 'recommended',
  aliases: ['CKV2_DOCKER_17'],
  checks: [165],
  summary: 'A user of the image gets a password that is written in the Dockerfile.',
  messages: {
    written: 'Everyone who has the image or its history knows this password. Set it when the container starts, or use keys.',
  },
  onbuild: true,
  withinStage: true,
  on: {
    RUN(instruction, context) {
      const script = context.scriptOf(instruction);
      if (!script || !/passw|useradd|usermod/.test(instruction.source)) return;
      const commands = context.facts.commandsOf(instruction);
      for (const command of commands) {
        const word = passwordOption(command);
        if (word && isWritten(word, command)) context.report({ at: word, message: 'written' });
      }
      for (const { commands: parts } of groupPipelines(commands)) {
        const last = parts.at(-1)!;
        const first = parts[0]!;
        if (parts.length < 2 || !setsPassword(last) || first.program === undefined || !hasRole(first.program, 'printer')) continue;
        const word = first.args.find(({ value }) => (last.program === 'chpasswd' ? value.includes(':') : !value.startsWith('-')));
        if (word && isWritten(word, first) && !hasNothing(word.value) && !isOfAppService(word.value))
          context.report({ at: word, message: 'written' });
      }
    },
  },
});

/** Whether a command sets a password that it reads from its input. A hash (`chpasswd -e`) is not a password. */
function setsPassword({ program, args }: CommandFact): boolean {
  const parsed = parseArguments(args, { valued: [], combined: true });
  if (program === 'chpasswd') return !hasOption(parsed, '-e', '--encrypted');
  return program === 'passwd';
}

/** The password of `useradd -p`, which is stored as it is written, so that it should be a hash. */
function passwordOption({ program, args, account }: CommandFact): ShellWord | undefined {
  if (program !== 'usermod' && (program !== 'useradd' || !account)) return undefined;
  const parsed = parseArguments(args, {
    valued: ['-p', '--password', '-u', '-g', '-G', '-d', '-s', '-c', '-k', '-K', '-e', '-f', '-b'],
    combined: true,
  });
  const option = optionOf(parsed, '-p', '--password');
  const value = option?.value ?? '';
  // A locked account, no password, or a hash, which is the form that the option wants.
  return /^[!*]*$|^\$\d|^\$y\$|^!/.test(value) || isDesHash(value) ? undefined : (option?.valueWord ?? option?.word);
}

/** The 13 characters of the oldest form of a hash, `crypt(3)`, which a person would hardly choose as a password. */
function isDesHash(value: string): boolean {
  return /^[./\dA-Za-z]{13}$/.test(value) && /\d/.test(value) && /[a-z]/.test(value) && /[A-Z]/.test(value);
}

/**
 * Azure App Service connects with exactly this password, to a port that it does not open to others.
 * https://learn.microsoft.com/azure/app-service/configure-custom-container#enable-ssh
 */
function isOfAppService(value: string): boolean {
  return /^root:Docker!(?:\\n)?$/.test(value.trim());
}

/** `user:` without a password, and a locked one. */
function hasNothing(value: string): boolean {
  return /:[!*]*$/.test(value.trim());
}

/** Whether a word is written out, or its variables come from ARG or ENV. */
function isWritten(word: ShellWord, command: CommandFact): boolean {
  return word.substitutions.length === 0 && (word.variables.length === 0 || command.valueOfWord(word) !== undefined);
}
