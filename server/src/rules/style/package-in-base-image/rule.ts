import { baseHasPackage } from '../../../facts/image/base-packages.ts';
import { knownBase } from '../../../facts/image/known-base.ts';
import type { PackageFact, RuleContext } from '../../../linter/rule.ts';
import { defineRule } from '../../../linter/rule.ts';
import { rootStage } from '../../../model/stages.ts';
import { isSimulated } from '../../../shell/tools/packages.ts';
import type { PackageRequest } from '../../../shell/tools/packages.ts';
import type { Instruction } from '../../../syntax/tree.ts';
import type { TextEdit } from '../../../base/edit.ts';

type Messages = 'found' | 'remove';

export const rule = defineRule<Messages>({
  id: 'package-in-base-image',
  category: 'style',
  severity: 'hint',
  preset: 'all',
  fix: 'suggestion',
  since: '0.1.0',
  aliases: [],
  checks: [],
  summary: 'A package is installed that the base image already contains.',
  messages: {
    found: '"{image}" already contains "{package}". Installing it again only updates it, in a second copy.',
    remove: 'Remove {package}',
  },
  withinStage: true,
  on: {
    package(command, instruction, context) {
      const { packages } = command;
      if (packages.kind !== 'system' || packages.verb !== 'install' || isSimulated(packages)) return;
      const stage = context.stageOf(instruction);
      const base = stage && knownBase(rootStage(stage));
      if (!base) return;
      for (const request of packages.packages) {
        const { name, word, version, source } = request;
        if (source !== 'repository' || !word.literal || version !== undefined || word.value !== name) continue;
        if (!baseHasPackage(base, name, context.assets)) continue;
        if (removesPackages(context)) return;
        const data = { image: base.name, package: name };
        const edit = removal(request, command, instruction, context);
        context.report({
          at: { start: word.start, end: word.end },
          message: 'found',
          data,
          fixes: edit ? [{ title: 'remove', data, level: 'suggestion', edits: [edit] }] : [],
        });
      }
    },
  },
});

/** Whether something removes packages: then a package may be missing, or naming it keeps it from being removed. */
function removesPackages({ model, facts, readsOtherStages }: RuleContext<Messages>): boolean {
  readsOtherStages();
  return model.tree.instructions.some(
    (one) =>
      one.keyword === 'RUN' &&
      /remove|purge|del|autoremove|apt-mark/.test(one.source) &&
      facts
        .commandsOf(one)
        .some(
          ({ packages, program }) =>
            packages?.verb === 'remove' || program === 'apt-mark' || /autoremove|--auto-remove/.test(packages?.verbText ?? ''),
        ),
  );
}

/** The edit that removes the word and the blanks before it. Undefined for the only package, and if a comment is before it. */
function removal(
  { word }: PackageRequest,
  { packages }: PackageFact,
  run: Instruction,
  { text }: RuleContext<Messages>,
): TextEdit | undefined {
  if (packages.packages.length < 2) return undefined;
  const before = text.slice(run.start, word.start);
  const start = run.start + before.search(/(?:[ \t]|\\\r?\n|`\r?\n)+$/);
  return start < run.start || before.includes('#') ? undefined : { start, end: word.end, newText: '' };
}
