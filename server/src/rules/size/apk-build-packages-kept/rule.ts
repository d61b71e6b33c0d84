import { isBuildImage, isBuildOnly } from '../../../knowledge/build-packages.ts';
import { hasOption } from '../../../shell/tools/options.ts';
import { isForLinux, rootStage } from '../../../model/stages.ts';
import { isSimulated } from '../../../shell/tools/packages.ts';
import type { Instruction } from '../../../syntax/tree.ts';
import { defineRule } from '../../../linter/rule.ts';
import type { PackageFact, RuleContext } from '../../../linter/rule.ts';

export const rule = defineRule({
  id: 'apk-build-packages-kept',
  category: 'size',
  severity: 'info',
  preset: 'strict',
  fix: 'none',
  since: '0.1.0',
  aliases: [],
  checks: [141],
  summary: 'Compilers and headers that apk installs stay in the image, because nothing groups and removes them.',
  messages: {
    kept: 'Only a build needs {names}. Add --virtual .build-deps and delete that group in the same RUN, or use a build stage.',
  },
  on: {
    package(command, instruction, context) {
      const { packages } = command;
      if (packages.tool !== 'apk' || packages.verb !== 'install' || !packages.verbWord || isSimulated(packages)) return;
      if (hasOption(packages.args, '-t', '--virtual')) return;
      const found = packages.packages.filter(({ name, source }) => source === 'repository' && isBuildOnly('apk', name));
      const [first] = found;
      if (
        !first ||
        isRemoved(
          found.map(({ name }) => name),
          command,
          instruction,
          context,
        )
      )
        return;
      const stage = context.stageOf(instruction);
      // Without --virtual, apk keeps what an image for builds contains anyway.
      if (!stage?.isInFinalImage || !isForLinux(stage) || isBuildImage(rootStage(stage).image?.repository ?? '')) return;
      const names = found.map(({ name }) => name);
      context.report({ at: first.word, message: 'kept', data: { names: names.slice(0, 3).join(', ') + (names.length > 3 ? ', …' : '') } });
    },
  },
});

/** Whether the same RUN removes one of the packages, or may do so. */
function isRemoved(names: readonly string[], { command }: PackageFact, run: Instruction, { facts }: RuleContext): boolean {
  return facts.commandsOf(run).some(({ packages, command: later }) => {
    if (packages?.tool !== 'apk' || packages.verb !== 'remove' || later.start < command.start) return false;
    return packages.packages.some(({ name, word }) => !word.literal || names.includes(name));
  });
}
