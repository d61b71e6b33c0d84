import { mayFail } from '../../../facts/commands/failure.ts';
import { hasRole } from '../../../knowledge/programs.ts';
import { defineRule } from '../../../linter/rule.ts';
import type { CommandFact } from '../../../facts/commands/command.ts';
import type { Span } from '../../../base/span.ts';

export const rule = defineRule({
  id: 'gpu-query-in-build',
  category: 'correctness',
  severity: 'warning',
  preset: 'strict',
  fix: 'none',
  since: '0.1.0',
  aliases: ['no-buildtime-gpu-queries'],
  checks: [251],
  summary: 'A RUN asks for the GPU, which does not exist while the image is built.',
  messages: {
    found: 'There is no GPU while the image is built: "{query}" fails or answers that there is none. Ask when the container starts.',
  },
  on: {
    command(command, instruction, context) {
      const query = queryIn(command);
      if (!query || mayFail(command)) return;
      // `RUN --device=nvidia.com/gpu=all` gives the GPU to the build.
      if (instruction.flags.some(({ name }) => name === 'device')) return;
      context.report({ at: query.at, message: 'found', data: { query: query.text } });
    },
  },
});

/** Functions of PyTorch, TensorFlow and JAX that ask for the GPU. */
const queries =
  /\btorch\.cuda\.(?:is_available|device_count|current_device|get_device_\w+)\(|\btf\.(?:config\.(?:experimental\.)?list_physical_devices\(['"]GPU|test\.(?:is_gpu_available|gpu_device_name)\()|\bjax\.devices\(\s*['"]gpu/;

function queryIn({ program, inner, args }: CommandFact): { readonly at: Span; readonly text: string } | undefined {
  if (program === undefined || !inner.nameWord) return undefined;
  if (program === 'nvidia-smi') return { at: inner.nameWord, text: program };
  if (!hasRole(program, 'pythonProgram')) return undefined;
  const at = args.findIndex(({ value }) => value === '-c') + 1;
  const code = at > 0 ? args[at] : undefined;
  const found = code && queries.exec(code.raw);
  if (!found || /\btry:/.test(code.raw)) return undefined;
  const start = code.start + found.index;
  return { at: { start, end: start + found[0].length - 1 }, text: found[0].slice(0, -1) };
}
