import { hasOption } from '../../../shell/tools/options.ts';
import { isWithin } from '../../../base/paths.ts';
import { isImageWithoutDebianLibraries } from '../../../knowledge/static-images.ts';
import { distributionFolders } from '../../../knowledge/folders.ts';
import type { Stage } from '../../../model/model.ts';
import { isForLinux, rootStage } from '../../../model/stages.ts';
import type { Instruction } from '../../../syntax/tree.ts';
import { defineRule } from '../../../linter/rule.ts';
import type { PackageFact, RuleContext } from '../../../linter/rule.ts';

type Messages = 'needs' | 'add' | 'image';

export const rule = defineRule<Messages>({
  id: 'go-binary-needs-c-library',
  category: 'runtime',
  severity: 'warning',
  preset: 'strict',
  fix: 'suggestion',
  since: '0.1.0',
  aliases: [],
  checks: [278],
  summary: 'A Go program is linked with the C library of Debian, but runs in an image that does not have it.',
  messages: {
    needs: 'With a C compiler in the image, Go may link the program with the C library, which "{image}" lacks. Set {text}.',
    add: 'Add {text}',
    image: 'The program is copied into this image',
  },
  on: {
    package(command, instruction, context) {
      const { tool, verb } = command.packages;
      if (tool !== 'go' || verb !== 'build' || !mayLink(command)) return;
      const stage = context.stageOf(instruction);
      if (!stage || !isForLinux(stage) || !hasCompiler(stage)) return;
      const target = targetOf(stage, context);
      if (!target) return;
      const text = 'CGO_ENABLED=0';
      const { start } = command.command;
      const isPlain = command.wrappers.length === 0;
      context.report({
        at: command.packages.verbWord ?? command.packages.toolWord,
        message: 'needs',
        data: { image: target.image, text },
        related: [{ at: target.at, message: 'image' }],
        fixes: isPlain ? [{ title: 'add', data: { text }, level: 'suggestion', edits: [{ start, end: start, newText: `${text} ` }] }] : [],
      });
    },
  },
});

/** A program for another platform is built without the C compiler, and options can link statically. */
function mayLink(command: PackageFact): boolean {
  const { packages, script } = command;
  const sets = (name: string): boolean => command.environment(name) !== undefined || script.assigned.has(name);
  const isSet =
    sets('CGO_ENABLED') || sets('GOARCH') || command.inner.assignments.some(({ name }) => name === 'GOARCH' || name === 'CGO_ENABLED');
  const os = command.environment('GOOS');
  if (isSet || (os !== undefined && os !== 'linux') || hasOption(packages.args, '-buildmode')) return false;
  return !packages.command.args.some(({ value }) => /static|netgo|osusergo|\$/.test(value));
}

/** The official image on Debian has a C compiler, the one on Alpine has none. */
function hasCompiler(stage: Stage): boolean {
  const root = rootStage(stage);
  return root.image?.repository === 'golang' && root.image.registry === 'docker.io' && root.distro === 'debian';
}

/** Folders with certificates, time zones and libraries: programs are elsewhere. */
const systemFiles = distributionFolders.filter((folder) => !folder.endsWith('bin'));

/** The final image, if it gets files from the stage, other than those of the system, and lacks the C library. */
function targetOf(
  stage: Stage,
  { model, facts }: RuleContext,
): { readonly image: string; readonly at: Instruction['keywordSpan'] } | undefined {
  const { final } = model;
  if (!final || final === stage) return undefined;
  const { image } = rootStage(final);
  if (!image || !isImageWithoutDebianLibraries(image, rootStage(final).distro)) return undefined;
  const copies = stage.usedBy.filter(({ kind, instruction }) => kind === 'copy' && model.stageOf(instruction) === final);
  const copied = copies.find(({ instruction }) =>
    facts.copyOf(instruction)?.sources.some(({ value }) => value !== undefined && !systemFiles.some((folder) => isWithin(folder, value))),
  );
  const copiesLibrary = copies.some(({ instruction }) => /\/lib(?:64)?\b|ld-linux|libc\b/.test(instruction.source));
  return copied && !copiesLibrary ? { image: image.raw, at: copied.at } : undefined;
}
