import { cudaImageOf } from '../../../facts/cuda.ts';
import { isInCudaImage } from '../../../knowledge/cuda.ts';
import { defineRule } from '../../../linter/rule.ts';
import { isSimulated } from '../../../shell/tools/packages.ts';

export const rule = defineRule({
  id: 'cuda-installed-twice',
  category: 'size',
  severity: 'warning',
  preset: 'strict',
  fix: 'none',
  since: '0.1.0',
  aliases: ['no-redundant-cuda-install'],
  checks: [254],
  summary: 'A CUDA package is installed that the base image already contains.',
  messages: {
    found: '"{image}" already contains "{package}". Installing it again can replace it with another version, in a second copy.',
  },
  on: {
    package({ packages }, instruction, context) {
      if (packages.kind !== 'system' || packages.verb !== 'install' || isSimulated(packages)) return;
      if (!packages.packages.some(({ name }) => /^(?:cuda|cudnn|lib(?:cudnn|cublas|cusparse|npp|nccl))/.test(name))) return;
      const stage = context.stageOf(instruction);
      const cuda = stage && cudaImageOf(stage);
      if (!cuda) return;
      for (const { name, word, version } of packages.packages) {
        if (version !== undefined || !isInCudaImage(name, cuda)) continue;
        context.report({ at: word, message: 'found', data: { image: cuda.image.raw, package: name } });
      }
    },
  },
});
