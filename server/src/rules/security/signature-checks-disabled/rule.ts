import { baseName } from '../../../base/paths.ts';
import type { CommandFact } from '../../../facts/commands/command.ts';
import { wordsMatching } from '../../../facts/commands/switches.ts';
import { verifiesFiles } from '../../../facts/downloads.ts';
import { signatureSwitches, unsignedRepository } from '../../../knowledge/trust-checks.ts';
import { hasRole } from '../../../knowledge/programs.ts';
import { defineRule } from '../../../linter/rule.ts';
import type { RuleContext } from '../../../linter/rule.ts';
import type { Instruction } from '../../../syntax/tree.ts';

export const rule = defineRule({
  id: 'signature-checks-disabled',
  category: 'security',
  severity: 'warning',
  fix: 'none',
  since: '0.1.0',
  preset: 'recommended',
  aliases: ['CKV2_DOCKER_7', 'CKV2_DOCKER_8', 'CKV2_DOCKER_9', 'CKV2_DOCKER_10', 'CKV2_DOCKER_11'],
  checks: [162],
  summary: 'A package manager installs packages without checking their signatures.',
  messages: {
    option: 'With "{option}", {tool} installs packages that anyone could have made or changed. Add the key of the repository instead.',
    repository: '"{option}" lets anyone change the packages of this repository unnoticed. Add its key instead.',
  },
  onbuild: true,
  on: {
    command(command, instruction, context) {
      const { report } = context;
      const { program } = command;
      if (program === undefined) return;
      const pattern = Object.hasOwn(signatureSwitches, program) ? signatureSwitches[program] : undefined;
      const found = pattern && wordsMatching(command.args, pattern);
      if (
        found &&
        !addsNothing(command, found.words) &&
        !verifiesFiles(command.script) &&
        !installsOnlyFiles(command, instruction, context)
      ) {
        report({ at: found, message: 'option', data: { option: found.words.map(({ raw }) => raw).join(' '), tool: program } });
      }
      if (hasRole(program, 'printer') && unsignedRepository.test(instruction.source) && writesRepository(command)) {
        // A repository of files of this build has no signatures.
        const word = command.args.find(({ value }) => unsignedRepository.test(value) && !/\b(?:file|copy|cdrom):/.test(value));
        if (word) report({ at: word, message: 'repository', data: { option: unsignedRepository.exec(word.value)![0].replace('\\n', '') } });
      }
    },
  },
});

/** `apt-get purge --force-yes`: nothing is downloaded. `apt-get update --allow-unauthenticated`: the option is about packages, not lists. */
function addsNothing({ packages }: CommandFact, words: readonly { readonly value: string }[]): boolean {
  if (packages?.verb === 'update') return words.every(({ value }) => value === '--allow-unauthenticated' || value === '--force-yes');
  return packages?.verb === 'remove' || packages?.verb === 'clean';
}

/** `apk add --allow-untrusted ./x.apk`: a file of the author, which has no repository. Not one that the stage has downloaded. */
function installsOnlyFiles({ packages }: CommandFact, instruction: Instruction, { facts, stageOf }: RuleContext): boolean {
  const names = (packages?.packages ?? []).map(({ name }) => name);
  const isFile = (name: string): boolean => (name.includes('/') && !name.includes('://')) || /^[^:]*\.(?:apk|deb|rpm)$/.test(name);
  if (names.length === 0 || !names.every(isFile)) return false;
  const runs = stageOf(instruction)?.instructions.filter(({ keyword, start }) => keyword === 'RUN' && start <= instruction.start) ?? [];
  const words = runs
    .flatMap((run) => facts.commandsOf(run))
    .filter(({ program }) => hasRole(program ?? '', 'download'))
    .flatMap(({ args }) => args.map(({ value }) => value));
  return !names.some((name) => words.some((word) => word.endsWith(baseName(name))));
}

/** Whether what a command prints goes into the repositories of a package manager. */
function writesRepository({ output, script, command }: CommandFact): boolean {
  const isList = (path: string): boolean => /\/etc\/(?:apt\/sources\.list|yum\.repos\.d|zypp\/repos\.d)/.test(path);
  if (output) return output.files.some(({ word }) => isList(word.value));
  const next = script.commands[script.commands.indexOf(command) + 1];
  return next?.operator === '|' && next.name === 'tee' && next.args.some(({ value }) => isList(value));
}
