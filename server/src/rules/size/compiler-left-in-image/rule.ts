import { formatBytes } from '../../../base/bytes.ts';
import { buildToolBytes } from '../../../facts/apt/build-tools.ts';
import { isBuildOnly, isCompilerPackage } from '../../../knowledge/build-packages.ts';
import { hasRole } from '../../../knowledge/programs.ts';
import { defineRule } from '../../../linter/rule.ts';
import { isForLinux } from '../../../model/stages.ts';
import { isSimulated } from '../../../shell/tools/packages.ts';

type Messages = 'some' | 'known';

export const rule = defineRule<Messages>({
  id: 'compiler-left-in-image',
  category: 'size',
  severity: 'info',
  preset: 'strict',
  fix: 'none',
  since: '0.1.0',
  aliases: [],
  checks: [],
  summary: 'The final image contains compilers that only its build needs.',
  messages: {
    some: 'The final image contains {names}, which only a build needs. Build in another stage, and copy the result with COPY --from.',
    known:
      'The final image contains {names}, which only a build needs: {size}. Build in another stage, and copy the result with COPY --from.',
  },
  on: {
    package({ packages }, instruction, context) {
      if (!hasRole(packages.tool, 'apt') || packages.verb !== 'install' || isSimulated(packages)) return;
      const first = packages.packages.find(({ name, source }) => source === 'repository' && isCompilerPackage(name));
      if (!first) return;
      const stage = context.stageOf(instruction);
      if (!stage?.isInFinalImage || !isForLinux(stage)) return;
      // Packages that a command of the same layer removes take up no space.
      const commands = context.facts.commandsOf(instruction);
      if (commands.some((one) => one.packages?.verb === 'remove' || /^apt-mark$/.test(one.program ?? ''))) return;
      const tools = packages.packages.filter(({ name }) => isBuildOnly('apt', name) || isCompilerPackage(name)).map(({ name }) => name);
      const bytes = buildToolBytes(packages, stage, context.assets);
      const names = tools.slice(0, 3).join(', ') + (tools.length > 3 ? ', …' : '');
      const { start, end } = first.word;
      if (bytes === undefined || bytes <= 0) context.report({ at: { start, end }, message: 'some', data: { names } });
      else context.report({ at: { start, end }, message: 'known', data: { names, size: formatBytes(bytes) } });
    },
  },
});
