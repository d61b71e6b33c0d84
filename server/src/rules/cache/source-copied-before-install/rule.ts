import { baseName, contextPath, isWithin, parentOf, pathBelow } from '../../../base/paths.ts';
import { writtenSpan } from '../../../facts/copy.ts';
import type { Facts } from '../../../facts/facts.ts';
import type { Stage } from '../../../model/model.ts';
import type { Instruction } from '../../../syntax/tree.ts';
import type { BuildContext } from '../../../context/build-context.ts';
import { manifestsOf } from '../../../manifests/manifests.ts';
import { defineRule } from '../../../linter/rule.ts';
import type { FixLevel, Report, RuleContext } from '../../../linter/rule.ts';
import { buildReport } from './build-downloads.ts';
import { blockOf, contextPathOf, sourceCopy } from './block.ts';
import type { Block, SourceCopy } from './block.ts';
import { installFilesOf, isFrozen } from '../../../facts/install-inputs/install-files.ts';
import { fileNamedBy } from './named-files.ts';
import { obstacleOf, unknownOf } from '../../../facts/install-inputs/install-inputs.ts';
import type { InstalledProject } from '../../../facts/install-inputs/install-inputs.ts';
import { manifestCopies, reorderEdits } from './reorder.ts';
import type { ManifestCopy } from './reorder.ts';
import { isForLinux } from '../../../model/stages.ts';

type Messages =
  | 'downloads'
  | 'download'
  | 'manifests'
  | 'independent'
  | 'no-fix'
  | 'reorder'
  | 'move'
  | 'installed-in-context'
  | 'installs-project-option'
  | 'reruns';

const reruns = 'Any file change reruns "{line}", because "{source}" is copied before it.';

export const rule = defineRule<Messages>({
  id: 'source-copied-before-install',
  category: 'cache',
  severity: 'warning',
  fix: 'safe',
  mayChange: 'copies of manifests are added, and the copy of the sources moves after the install',
  since: '0.1.0',
  aliases: ['DD006'],
  checks: [105],
  summary: 'Sources are copied before the dependencies are installed, so every change reinstalls them.',
  messages: {
    manifests: `${reruns} Copy {manifests} first, install, then copy the rest.`,
    independent: `${reruns} Copy it after the install, which does not need it.`,
    'no-fix': `${reruns} Copy only what the install needs first.`,
    'installs-project-option': `${reruns} Add {option} to install only the dependencies.`,
    'installed-in-context':
      'Any file change reruns "{line}". Add "{folder}" to .dockerignore first: if it is copied later, it replaces what was installed.',
    downloads: 'Any file change makes "{line}" download the dependencies again. Copy {manifests} first, and run "{command}".',
    download: 'Copy {manifests} first, and download the dependencies with "{command}"',
    reorder: 'Copy {manifests} first, install, then copy the rest',
    move: 'Copy "{source}" after the install',
    reruns: 'This command reruns',
  },
  withinStage: true,
  on: {
    stage(stage, context) {
      // The build context can show that the order has to stay: the finding waits for it.
      if (!isForLinux(stage) || context.build.snapshot.state === 'pending') return;
      for (const instruction of stage.instructions) {
        const copy = sourceCopy(instruction, context);
        const block = copy && blockOf(copy, stage, context);
        const report = block
          ? !installedBefore(block, stage, context) && reportOf(block, stage, context)
          : copy && buildReport(copy, stage, context, (copies) => manifestLines(copies, { copy }, context.text));
        if (report) context.report(report);
      }
    },
  },
});

/** Whether the same tool already installs from a manifest earlier in the stage: then the author has already split the copy. */
function installedBefore({ copy, installs }: Block, stage: Stage, { facts }: RuleContext<Messages>): boolean {
  const tools = new Set(installs.map(({ command }) => command.tool));
  const before = stage.instructions.slice(0, stage.instructions.indexOf(copy.instruction)).filter(({ keyword }) => keyword === 'RUN');
  return before.some((run) =>
    facts
      .commandsOf(run)
      .some(
        ({ packages }) =>
          packages?.project === true && (packages.verb === 'install' || packages.verb === 'download') && tools.has(packages.tool),
      ),
  );
}

function reportOf(block: Block, stage: Stage, context: RuleContext<Messages>): Report<Messages> | undefined {
  const { copy, first, installs } = block;
  const line = [baseName(first.toolWord.value), first.verbText].filter((word) => word !== '').join(' ');
  const base = {
    at: writtenSpan(copy, copy.source),
    data: { line, source: copy.source.text },
    related: [{ at: first.command, message: 'reruns' as const }],
  };
  if (installs.length === 0) return reportWithoutManifest(block, base, stage, context);
  const copies = manifestCopies(block, context.build);
  // Without a manifest in the context, nothing is known about the install.
  if (!copies || copies.every(({ sources }) => sources.length === 0)) return undefined;
  for (const each of copies) {
    const obstacle = obstacleFor(each, block, context);
    if (obstacle === 'fixed-order') return undefined;
    if (obstacle) return { ...base, message: obstacle.reason, data: { ...base.data, ...obstacle.data } };
  }
  const missing = copies.map((each) => ({
    ...each,
    sources: each.sources.filter((path) => !isAlreadyCopied(path, each, block, stage, context.facts)),
  }));
  const manifests = [...new Set(missing.flatMap(({ sources }) => sources))].join(' ');
  const edits = reorderEdits(context.model.tree, block, manifestLines(missing, block, context.text));
  const level = manifests === '' && followsRun(block, stage) ? 'suggestion' : levelOf(copies, block, context);
  const message = manifests === '' ? 'independent' : 'manifests';
  return {
    ...base,
    message: edits ? message : 'no-fix',
    data: { ...base.data, manifests },
    fixes: edits ? [{ title: manifests === '' ? 'move' : 'reorder', data: { ...base.data, manifests }, level, edits }] : [],
  };
}

/** Installs that need no manifest. Reported only if the whole context is copied, and not into system folders. */
function reportWithoutManifest(
  block: Block,
  base: Omit<Report<Messages>, 'message'>,
  stage: Stage,
  { model }: RuleContext<Messages>,
): Report<Messages> | undefined {
  const { copy, runs } = block;
  if (copy.from !== '' || /^\/(?:$|etc|bin|sbin|lib|usr(?!\/src|\/share)|var\/(?:lib|cache))/.test(copy.to)) return undefined;
  if (runs.some(({ partial }) => partial)) return undefined;
  const edits = reorderEdits(model.tree, block, []);
  // A manifest from another source may refer to any file.
  const certain = !followsRun(block, stage) && runs.every(({ role }) => role.installs.length === 0);
  const level = certain ? 'safe' : 'suggestion';
  return { ...base, message: 'independent', fixes: edits ? [{ title: 'move', data: base.data!, level, edits }] : [] };
}

/** What the author has to do before the order can change. `fixed-order`: the sources must come first, so there is nothing to do. */
function obstacleFor(
  { install, sources }: ManifestCopy,
  { copy }: Block,
  { build }: RuleContext<Messages>,
): { reason: Messages; data: Record<string, string> } | 'fixed-order' | undefined {
  const path = (name: string): string => contextPathOf(name, install, copy) ?? name;
  const named = fileNamedBy(install.command, build, (name) => contextPathOf(name, install, copy), sources);
  if (named !== undefined) return 'fixed-order';
  const found = obstacleOf(projectOf({ install, sources }, copy, build));
  if (found) return found === 'needs-sources' ? 'fixed-order' : { reason: 'installs-project-option', data: { option: found.option } };
  const there = installFilesOf(install.command)?.outputFolders.find((name) => build.has(path(name)));
  return there === undefined ? undefined : { reason: 'installed-in-context', data: { folder: path(there) } };
}

function projectOf({ install, sources }: ManifestCopy, copy: SourceCopy, build: BuildContext): InstalledProject {
  return { command: install.command, manifests: manifestsOf(build), folder: contextPathOf('.', install, copy) ?? '', sources };
}

/** Whether moving the copy would leave two consecutive RUN instructions, which another rule may report. */
function followsRun({ copy }: Block, { instructions }: Stage): boolean {
  return instructions[instructions.indexOf(copy.instruction) - 1]?.keyword === 'RUN';
}

/** Whether an earlier COPY already adds the file where the install runs. */
function isAlreadyCopied(path: string, { install }: ManifestCopy, { copy }: Block, stage: Stage, { copyOf }: Facts): boolean {
  const before = stage.instructions.slice(0, stage.instructions.indexOf(copy.instruction));
  return before.some((instruction) => {
    const earlier = copyOf(instruction);
    const { destination, sources } = earlier ?? {};
    if (!earlier || earlier.from || !destination || instruction.keyword !== 'COPY') return false;
    const isHere = destination.value === '.' || destination.value === './' || isWithin(install.folder!, destination.path ?? '/');
    return isHere && sources!.some(({ value }) => value !== undefined && contextPath(value) === path);
  });
}

/** One COPY line for each folder, with the flags and letter case of the original COPY. */
function manifestLines(copies: readonly ManifestCopy[], { copy }: Pick<Block, 'copy'>, text: string): string[] {
  const byTarget = new Map<string, Set<string>>();
  const root = copy.target.text.replace(/\/?\.?$/, '') || (copy.target.text.startsWith('/') ? '' : '.');
  for (const { sources } of copies) {
    for (const source of sources) {
      const folder = parentOf(pathBelow(copy.from, source) ?? source);
      const target = `${root}/${folder === '' ? '' : `${folder}/`}`;
      byTarget.set(target, (byTarget.get(target) ?? new Set()).add(source));
    }
  }
  const head = headOf(copy.instruction, text);
  return [...byTarget].map(([target, sources]) => `${head}${[...sources].join(' ')} ${target}`);
}

/** `COPY --chown=app ` as written, with line breaks between the flags replaced by spaces. */
function headOf(instruction: Instruction, text: string): string {
  const written = text.slice(instruction.keywordSpan.start, instruction.keywordSpan.end);
  const keyword = instruction.keyword === 'COPY' ? written : written === written.toLowerCase() ? 'copy' : 'COPY';
  const flags = instruction.flags.map((flag) => `${text.slice(flag.start, flag.end)} `);
  return `${keyword} ${flags.join('')}`;
}

/** Files that are not read, and that cannot refer to files of the project. */
const namesNothing = /(?:^|\/)(?:bun\.lockb|bunfig\.toml|(?:poetry|uv)\.toml|auth\.json|\.bundle\/config|gradle\/libs\.versions\.toml)$/;

/**
 * Safe if all manifests were read, they contain no obstacle, and the tool does not change the lock file. Otherwise the lock file that COPY
 * adds afterwards would undo these changes.
 */
function levelOf(copies: readonly ManifestCopy[], { copy }: Block, { build }: RuleContext<Messages>): FixLevel {
  const certain = copies.every((each) => {
    const { install, sources } = each;
    // The fix changes the command itself.
    if (install.command.tool === 'cargo') return false;
    const written = installFilesOf(install.command)?.lock;
    const lock = sources.find((path) => written !== undefined && path.endsWith(written));
    const read = sources.every((path) => build.text(path) !== undefined || namesNothing.test(path));
    const understood = unknownOf(projectOf(each, copy, build)).length === 0;
    return read && understood && sources.length > 0 && (lock === undefined || isFrozen(install.command));
  });
  return build.snapshot.state === 'known' && certain ? 'safe' : 'suggestion';
}
