import type { TextEdit } from '../../base/edit.ts';
import { deleteLines } from '../../base/layout.ts';
import { message } from '../../base/message.ts';
import { isSecretName } from '../../facts/secrets.ts';
import { isBase } from '../../model/sources.ts';
import { syntaxInUse } from '../../model/syntax-in-use.ts';
import { isAvailable } from '../../model/syntax-version.ts';
import { mountOptionNamed, mountTypeNamed } from '../../knowledge/mounts.ts';
import { defineRefactoring } from '../refactoring.ts';
import type { RefactoringContext } from '../refactoring.ts';

/**
 * `ARG TOKEN` or `ENV TOKEN=...` to a secret mount of the RUN instructions that read it, so that neither the image nor its history has the
 * value: `RUN --mount=type=secret,id=token,env=TOKEN`.
 */
export const refactoring = defineRefactoring({
  id: 'secret-mount',
  kind: 'rewrite',
  offers(context) {
    const { instruction, stage, model, text } = context;
    const [pair, ...others] = instruction.pairs;
    if (!stage || !pair || others.length > 0 || instruction.comments.length > 0) return [];
    if ((instruction.keyword !== 'ARG' && instruction.keyword !== 'ENV') || !isSecretName(pair.name) || !canMountVariables(context))
      return [];
    const later = stage.instructions.slice(stage.instructions.indexOf(instruction) + 1);
    const users = later.filter((each) => model.usesIn(each).some(({ name }) => name === pair.name));
    // Only RUN has mounts, and another stage may be based on the variable.
    if (users.length === 0 || users.some(({ keyword }) => keyword !== 'RUN')) return [];
    if (instruction.keyword === 'ENV' && isBase(stage)) return [];
    const flag = ` --mount=type=secret,id=${pair.name.toLowerCase()},env=${pair.name}`;
    const mounts = users.map(({ keywordSpan: { end } }): TextEdit => ({ start: end, end, newText: flag }));
    const title = message('Mount {name} as a secret: docker build --secret id={id},env={name}', {
      name: pair.name,
      id: pair.name.toLowerCase(),
    });
    return [{ title, edits: [deleteLines(text, instruction), ...mounts] }];
  },
});

/** Whether the frontend can have secrets as variables. Without `# syntax=`, it is that of the builder, which is assumed to be recent. */
function canMountVariables({ model }: RefactoringContext): boolean {
  const syntax = syntaxInUse(model.tree);
  const type = mountTypeNamed('secret');
  const since = type && mountOptionNamed(type, 'env')?.since;
  return syntax !== 'foreign' && (since === undefined || isAvailable(since, syntax) !== false);
}
