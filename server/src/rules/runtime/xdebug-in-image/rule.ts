import type { CommandFact } from '../../../facts/commands/command.ts';
import { isForDevelopment } from '../../../facts/stage-text.ts';
import type { ShellWord } from '../../../shell/script.ts';
import { hasRole } from '../../../knowledge/programs.ts';
import { isForLinux } from '../../../model/stages.ts';
import { defineRule } from '../../../linter/rule.ts';

export const rule = defineRule({
  id: 'xdebug-in-image',
  category: 'runtime',
  severity: 'info',
  preset: 'strict',
  fix: 'none',
  since: '0.1.0',
  aliases: ['tally/php/no-xdebug-in-final-image'],
  checks: [261],
  summary: 'The debugger of PHP is in the final image, where it slows every request down.',
  messages: {
    debugger: 'Xdebug slows every request down and lets a client control PHP. Install it only in a stage for development.',
  },
  on: {
    command(command, instruction, context) {
      const word = installed(command);
      if (!word || command.conditional) return;
      const stage = context.stageOf(instruction);
      if (!stage?.isInFinalImage || !isForLinux(stage)) return;
      // A name such as `dev` says that the image is for development.
      if (isForDevelopment(stage) || (context.model.final && isForDevelopment(context.model.final))) return;
      context.report({ at: word, message: 'debugger' });
    },
  },
});

/** The word with which a command installs or enables it. */
function installed({ packages, program, args }: CommandFact): ShellWord | undefined {
  if (packages) {
    if (packages.kind !== 'system' || packages.verb !== 'install') return undefined;
    return packages.packages.find(({ name }) => /^php[\d.]*-(?:pecl-)?xdebug3?$/.test(name))?.word;
  }
  if (program === undefined || !(hasRole(program, 'localInstaller') || program === 'install-php-extensions')) return undefined;
  if (args.some(({ value }) => value === 'uninstall')) return undefined;
  return args.find(({ value }) => /^xdebug(?:-(?:\d[\w.]*|stable|beta))?$/.test(value));
}
