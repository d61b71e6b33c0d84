import { cudaImageOf } from '../../../facts/cuda.ts';
import type { CommandFact } from '../../../facts/commands/command.ts';
import { compilesCuda } from '../../../knowledge/cuda.ts';
import { hasRole } from '../../../knowledge/programs.ts';
import { rootStage } from '../../../model/stages.ts';
import type { Stage } from '../../../model/model.ts';
import { defineRule } from '../../../linter/rule.ts';
import type { RuleContext } from '../../../linter/rule.ts';

type Messages = 'found' | 'runtime';

export const rule = defineRule<Messages>({
  id: 'cuda-compiler-in-final-image',
  category: 'size',
  severity: 'info',
  preset: 'strict',
  fix: 'suggestion',
  since: '0.1.0',
  aliases: ['prefer-runtime-final-stage'],
  checks: [256],
  summary: 'The final image is based on a CUDA development image, but nothing in it compiles.',
  messages: {
    found: 'The "devel" image contains the CUDA compiler and headers, several gigabytes, and nothing here compiles. Use "runtime".',
    runtime: 'Use the runtime image',
  },
  withinStage: true,
  on: {
    stage(stage, context) {
      if (!stage.isFinal) return;
      const cuda = cudaImageOf(stage);
      if (cuda?.flavor !== 'devel' || !cuda.image.tagSpan) return;
      if (stagesBelow(stage).some((one) => mayCompile(one, context))) return;
      const { tagSpan } = cuda.image;
      const start = tagSpan.start + cuda.image.tag!.indexOf('devel');
      const at = { start, end: start + 'devel'.length };
      // Other stages may be based on the same one.
      const fixable = rootStage(stage).usedBy.length <= 1;
      context.report({
        at,
        message: 'found',
        fixes: fixable ? [{ title: 'runtime', level: 'suggestion', edits: [{ ...at, newText: 'runtime' }] }] : [],
      });
    },
  },
});

function stagesBelow(stage: Stage): readonly Stage[] {
  const stages: Stage[] = [];
  for (let one: Stage | undefined = stage; one; one = one.parent) stages.push(one);
  return stages;
}

/** Whether something in the stage compiles, or may do so: compilers, packages that compile, and programs of the author. */
function mayCompile(stage: Stage, { facts, scriptOf }: RuleContext<Messages>): boolean {
  return stage.instructions.some((instruction) => {
    if (instruction.keyword === 'ENV' || instruction.keyword === 'ARG')
      return /CUDA_HOME|CUDA_ARCH|NVCC|FORCE_CUDA/.test(instruction.source);
    if (instruction.keyword !== 'RUN') return false;
    const script = scriptOf(instruction);
    return !script || script.opaque || facts.commandsOf(instruction).some(mayUseCompiler);
  });
}

function mayUseCompiler({ program, inner, packages, clone, args }: CommandFact): boolean {
  if (clone || program === undefined || program.includes('nvcc') || /^[./$]|\.(?:sh|py)$/.test(inner.name ?? '')) return true;
  if (hasRole(program, 'compiler', 'buildTool', 'taskRunner', 'shell') || program.endsWith('.sh')) return true;
  if (packages) {
    const isLocal = packages.local || (packages.project && packages.kind === 'language');
    return isLocal || packages.packages.some(({ name, source }) => source !== 'repository' || compilesCuda(name) || name.includes('nvcc'));
  }
  return hasRole(program, 'interpreter') && args.some(({ value }) => value.endsWith('.py'));
}
