import type { ContextSources } from '../../context/needs.ts';
import { commandsOf } from '../../facts/commands/command.ts';
import { isPlain } from '../../model/expand.ts';
import type { DockerfileModel } from '../../model/model.ts';
import { optionsOf } from '../../shell/tools/options.ts';
import type { Instruction } from '../../syntax/tree.ts';

/**
 * What COPY and ADD take from the build context, variables replaced, and the lists of requirements that commands name; what cannot be
 * resolved, or comes from a stage, is left out.
 */
export function contextSources(model: DockerfileModel): ContextSources {
  const sourcesOf = (instruction: Instruction): readonly string[] => {
    if (instruction.flags.some((flag) => flag.name === 'from')) return [];
    const words = instruction.json?.items.map((item) => item.value) ?? instruction.words.map((word) => word.text);
    return words.slice(0, -1).flatMap((word) => (isPlain(word) ? word : (model.scopeAt(instruction).expand(word) ?? [])));
  };
  const all = (keyword: string): Instruction[] => model.tree.instructions.filter((it) => it.keyword === keyword);
  const addSources = all('ADD').flatMap(sourcesOf);
  const lists = all('RUN').flatMap((run) => (/\bpip|\buv\b/.test(run.bodyText) ? listsIn(model, run) : []));
  return { copySources: [...all('COPY').flatMap(sourcesOf), ...addSources], addSources, lists };
}

/** `pip install -r deps/prod.txt -c pins.txt` */
function listsIn(model: DockerfileModel, run: Instruction): readonly string[] {
  return commandsOf(model, run).flatMap(({ packages }) => {
    if (!packages) return [];
    const constraints = optionsOf(packages.args, '-c', '--constraint', '--constraints').flatMap(({ value }) => value ?? []);
    return [...packages.manifests.map(({ value }) => value), ...constraints].flatMap((word) => model.scopeAt(run).expand(word) ?? []);
  });
}
