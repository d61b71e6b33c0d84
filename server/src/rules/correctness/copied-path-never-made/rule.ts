import { isWithin } from '../../../base/paths.ts';
import { mostSimilar } from '../../../base/similar.ts';
import type { CopySource } from '../../../facts/copy.ts';
import { hasRole } from '../../../knowledge/programs.ts';
import { systemFolders } from '../../../knowledge/folders.ts';
import { hasOnlySystemFolders } from '../../../knowledge/official-images.ts';
import { knownBase } from '../../../facts/image/known-base.ts';
import { defineRule } from '../../../linter/rule.ts';
import type { RuleContext } from '../../../linter/rule.ts';
import type { Stage } from '../../../model/model.ts';
import type { Instruction } from '../../../syntax/tree.ts';

type Messages = 'found' | 'similar' | 'replace';

export const rule = defineRule<Messages>({
  id: 'copied-path-never-made',
  category: 'correctness',
  severity: 'warning',
  fix: 'suggestion',
  since: '0.1.0',
  aliases: [],
  checks: [],
  summary: 'COPY --from takes a path that no instruction of the other stage creates.',
  messages: {
    found: 'Nothing in stage "{stage}" creates "{path}", so this COPY fails.',
    similar: 'Nothing in stage "{stage}" creates "{path}", so this COPY fails. It creates "{other}".',
    replace: 'Copy {other}',
  },
  withinStage: true,
  on: {
    copySource(source, instruction, context) {
      if (source.kind !== 'stage' || !source.fixed || !source.plain || !source.value?.startsWith('/')) return;
      const path = source.value;
      const top = `/${path.split('/')[1]}`;
      if (systemFolders.has(top) || top === '/go') return;
      const { from } = context.facts.copyOf(instruction) ?? {};
      const stage = from?.stage;
      if (!stage || /[*?[]/.test(path)) return;
      context.readsOtherStages();
      const stages = ancestors(stage);
      if (!stages.every((one) => isPlain(one, context))) return;
      const text = stages.flatMap(({ instructions }) => instructions.map((one) => one.source)).join('\n');
      // A program that the stage runs may create a file below its working directory without its name.
      if (isInWorkdir(path, stages, context)) return;
      if (text.includes(top.slice(1))) return;
      report(source, path, stage, text, context);
    },
  },
});

function report({ start, end }: CopySource, path: string, stage: Stage, text: string, context: RuleContext<Messages>): void {
  const written = [...new Set([...text.matchAll(/(?<=[\s=:"'])\/[\w./-]+/g)].map(([one]) => one))];
  const other = mostSimilar(path, written, 2);
  const data = { stage: stage.name ?? String(stage.index), path, other: other ?? '' };
  const at = { start, end };
  if (other === undefined) context.report({ at, message: 'found', data });
  else
    context.report({
      at,
      message: 'similar',
      data,
      fixes: [{ title: 'replace', data, level: 'suggestion', edits: [{ ...at, newText: other }] }],
    });
}

function ancestors(stage: Stage): readonly Stage[] {
  const stages: Stage[] = [];
  for (let one: Stage | undefined = stage; one; one = one.parent) stages.push(one);
  return stages;
}

/** Whether everything that a stage does is in its text: a known base image, no programs of the author, no tasks, no archives. */
function isPlain(stage: Stage, context: RuleContext<Messages>): boolean {
  if (!stage.parent && !stage.image?.isScratch && !(knownBase(stage) && hasOnlySystemFolders(stage.image?.repository ?? ''))) return false;
  if (stage.inherited.length > 0) return false;
  return stage.instructions.every((instruction) => isPlainInstruction(instruction, context));
}

function isPlainInstruction(instruction: Instruction, { facts, scriptOf }: RuleContext<Messages>): boolean {
  const { keyword, known } = instruction;
  // `...` in an example, or a line of a template.
  if (!known) return false;
  if (keyword === 'COPY' || keyword === 'ADD') {
    const copy = facts.copyOf(instruction);
    // A COPY to the root folder brings top-level folders of any name.
    return copy?.destination?.path !== undefined && copy.destination.path !== '/';
  }
  if (keyword !== 'RUN') return true;
  const script = scriptOf(instruction);
  if (!script || script.opaque || script.errors.length > 0 || instruction.heredocs.length > 0) return false;
  return facts.commandsOf(instruction).every(({ program, packages, inner }) => {
    if (program === undefined || inner.nameWord?.value.includes('/')) return false;
    if (packages)
      return packages.verb !== 'run' && packages.verb !== 'other' && !packages.packages.some(({ source }) => source !== 'repository');
    return hasRole(program, 'builtin', 'reader', 'fileTool', 'fileTransfer', 'fileOwnership', 'compiler', 'accountTool', 'printer');
  });
}

/** Whether the path is in a working directory of the stage, or in a folder next to one. */
function isInWorkdir(path: string, stages: readonly Stage[], { model }: RuleContext<Messages>): boolean {
  return stages.some((stage) =>
    stage.instructions.some((instruction) => {
      const workdir = instruction.keyword === 'RUN' ? (model.configBefore(instruction).workdir?.value ?? '/') : '';
      return workdir !== '' && (workdir === '/' || isWithin(workdir, path));
    }),
  );
}
