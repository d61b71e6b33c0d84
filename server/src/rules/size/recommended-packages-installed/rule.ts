import { formatBytes } from '../../../base/bytes.ts';
import { recommendedOf } from '../../../facts/apt/recommended.ts';
import { hasRole } from '../../../knowledge/programs.ts';
import type { Stage } from '../../../model/model.ts';
import { isForLinux } from '../../../model/stages.ts';
import { isSimulated } from '../../../shell/tools/packages.ts';
import type { Instruction } from '../../../syntax/tree.ts';
import { defineRule } from '../../../linter/rule.ts';

type Messages = 'some' | 'known' | 'add';

export const rule = defineRule<Messages>({
  id: 'recommended-packages-installed',
  category: 'size',
  severity: 'info',
  preset: 'strict',
  fix: 'suggestion',
  since: '0.1.0',
  aliases: ['DL3015', 'DS-0029', 'S6500'],
  checks: [117],
  summary: 'apt also installs recommended packages, which a container rarely needs.',
  messages: {
    some: '{tool} {verb} also installs recommended packages, which a container rarely needs. Add {option}.',
    known: '{tool} {verb} also installs {count} recommended packages ({size} in Debian {release}): {names}. Add {option}.',
    add: 'Add {option}',
  },
  withinStage: true,
  on: {
    package({ packages }, instruction, context) {
      const { tool, verb, verbText, verbWord, noRecommends } = packages;
      if (!hasRole(tool, 'apt') || verb !== 'install' || verbText === 'satisfy' || noRecommends || !verbWord || isSimulated(packages))
        return;
      const stage = context.stageOf(instruction);
      if (!stage?.isInFinalImage || !isForLinux(stage) || packages.packages.length === 0 || isConfigured(stage, instruction)) return;
      const found = recommendedOf(packages, stage, context.assets);
      if (found?.count === 0) return;
      const option = tool === 'aptitude' ? '--without-recommends' : '--no-install-recommends';
      context.report({
        at: verbWord,
        message: found ? 'known' : 'some',
        data: { tool, verb: verbText, option, ...(found && { ...found, size: formatBytes(found.bytes), names: shortList(found.names) }) },
        fixes: [{ title: 'add', data: { option }, level: 'suggestion', edits: [{ ...packages.optionPlace, newText: ` ${option}` }] }],
      });
    },
  },
});

/** The largest ones are enough to see what it is about. */
function shortList(names: readonly string[]): string {
  const most = 3;
  return names.slice(0, most).join(', ') + (names.length > most ? ', …' : '');
}

/** Whether an earlier line of the stage configures apt: `APT::Install-Recommends "false";`. */
function isConfigured(stage: Stage, run: Instruction): boolean {
  for (let here: Stage | undefined = stage; here; here = here.parent) {
    const isSet = here.instructions.some(
      ({ start, source }) => start <= run.start && /install-recommends\b/i.test(source.replace(/--(?:no-)?install-recommends\b/g, '')),
    );
    if (isSet) return true;
  }
  return false;
}
