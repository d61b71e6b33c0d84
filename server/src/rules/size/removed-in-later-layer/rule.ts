import { lazy } from '../../../base/memoize.ts';
import { covers } from '../../../base/span.ts';
import type { Span } from '../../../base/span.ts';
import type { CommandFact } from '../../../facts/commands/command.ts';
import type { Facts } from '../../../facts/facts.ts';
import type { AddedPath } from '../../../facts/file-changes.ts';
import { isUsuallySmall } from '../../../knowledge/small-files.ts';
import { defineRule } from '../../../linter/rule.ts';
import type { RuleContext } from '../../../linter/rule.ts';
import type { Stage } from '../../../model/model.ts';
import { executionOrder } from '../../../model/positions.ts';
import type { Instruction } from '../../../syntax/tree.ts';
import { isForLinux } from '../../../model/stages.ts';

type Messages = 'copied' | 'stored' | 'package' | 'added-here';

export const rule = defineRule<Messages>({
  id: 'removed-in-later-layer',
  category: 'size',
  severity: 'warning',
  fix: 'none',
  since: '0.1.0',
  aliases: [],
  checks: [172],
  summary: 'Files that a later layer deletes still take up space in an earlier layer.',
  messages: {
    copied:
      'Deleting "{name}" does not make the image smaller: an earlier layer still contains it. Use RUN --mount=type=bind instead of COPY.',
    stored: 'Deleting "{name}" does not make the image smaller: the layer of an earlier RUN still contains it. Delete it in that RUN.',
    package:
      'Removing "{name}" does not make the image smaller: an earlier layer still contains it. Remove it in the RUN that installs it.',
    'added-here': '"{name}" is added here',
  },
  withinStage: true,
  on: {
    *stage(stage, context) {
      // The build context determines what is copied, and its size.
      if (!stage.isInFinalImage || !isForLinux(stage) || context.build.snapshot.state === 'pending') return;
      const addedBy = (instruction: Instruction): Addition[] => additionsOf(instruction, context.facts);
      const inherited = lazy(() =>
        ancestorsOf(stage)
          .flatMap((ancestor) => executionOrder(ancestor).flatMap(addedBy))
          .filter(isCertain),
      );
      const added: Addition[] = [];
      const instructions = executionOrder(stage);
      // What is added after the last command that deletes something does not matter.
      const last = instructions.findLastIndex((instruction) => deletes(instruction, context.facts));
      for (const instruction of instructions.slice(0, last + 1)) {
        const own = allAdditionsOf(instruction, context.facts);
        const layers = { deletedBy: (removes: Removed['removes']) => [...inherited(), ...added].filter(removes), own };
        if (instruction.keyword === 'RUN') report(instruction, layers, context);
        for (const addition of addedBy(instruction)) if (isCertain(addition)) added.push(addition);
        yield;
      }
    },
  },
});

function deletes(instruction: Instruction, { commandsOf }: Facts): boolean {
  return (
    instruction.keyword === 'RUN' &&
    commandsOf(instruction).some(({ removal, packages }) => removal !== undefined || packages?.verb === 'remove')
  );
}

/** Something that a layer contains: a path with files, or a system package. */
interface Addition {
  readonly instruction: Instruction;
  readonly at: Span;
  readonly certain: boolean;
  readonly name: string;
  /** Undefined for a package. */
  readonly path: AddedPath | undefined;
}

const isCertain = ({ certain }: Addition): boolean => certain;

/** What an instruction adds, without the small files that `echo x > file` writes and what it may delete again itself. */
function additionsOf(instruction: Instruction, facts: Facts): Addition[] {
  const { removed, packages } = facts.filesOf(instruction);
  return allAdditionsOf(instruction, facts).filter(({ at, name, path }) =>
    path
      ? !removed.some((each) => each.at.start > at.start && (each.pattern === undefined || each.pattern(path.path) || each.covers(path)))
      : !packages.some((each) => each.at.start > at.start && each.change === 'removed' && each.name === name),
  );
}

function allAdditionsOf(instruction: Instruction, { filesOf }: Facts): Addition[] {
  const { added, packages } = filesOf(instruction);
  return [
    ...added.flatMap((path) => (path.by === 'text' ? [] : [{ instruction, at: path.at, certain: path.certain, name: path.path, path }])),
    ...packages.flatMap(({ at, certain, name, change }) =>
      change === 'installed' ? [{ instruction, at, certain, name, path: undefined }] : [],
    ),
  ];
}

/** The stages that a stage is based on, starting with the first one. */
function ancestorsOf(stage: Stage): Stage[] {
  const found: Stage[] = [];
  for (let below = stage.parent; below; below = below.parent) found.push(below);
  return found.reverse();
}

/** The additions that a RUN may delete. */
interface Layers {
  /** The additions of earlier layers that are deleted. */
  readonly deletedBy: (removes: Removed['removes']) => readonly Addition[];
  /** The additions of the RUN itself. */
  readonly own: readonly Addition[];
}

function report(run: Instruction, { deletedBy, own }: Layers, { facts, report: reportFinding }: RuleContext<Messages>): void {
  const reported = new Set<number>();
  const commands = lazy(() => facts.commandsOf(run));
  let last: { readonly command: CommandFact | undefined; readonly names: string[]; readonly at: Span; readonly added: Span } | undefined;
  const reportPackages = (): void => {
    if (!last) return;
    const name = last.names.slice(0, 3).join('", "') + (last.names.length > 3 ? '", "…' : '');
    const data = { name };
    reportFinding({
      at: last.at,
      message: 'package',
      data,
      related: [{ at: last.added, message: 'added-here', data: { name: last.names[0]! } }],
    });
    last = undefined;
  };
  for (const { at, removes } of removalsOf(run, facts)) {
    const deleted = deletedBy(removes);
    const [found] = deleted;
    // The RUN adds the path again, so it deletes its own file.
    if (!found || reported.has(at.start) || own.some((addition) => addition.at.start < at.start && removes(addition))) continue;
    reported.add(at.start);
    const { instruction, name, path } = found;
    if (!path) {
      // One finding for all packages of a command.
      const command = commands().find(({ command: each }) => covers(each, at));
      if (last && last.command === command) last.names.push(name);
      else {
        reportPackages();
        last = { command, names: [name], at, added: found.at };
      }
      continue;
    }
    reportPackages();
    const message = instruction.keyword === 'RUN' ? 'stored' : 'copied';
    const severity = isSmall(deleted) ? 'hint' : undefined;
    reportFinding({ at, message, severity, data: { name }, related: [{ at: found.at, message: 'added-here', data: { name } }] });
  }
  reportPackages();
}

/** Less than this is not worth another layout of the Dockerfile. */
const smallBytes = 100_000;

/** Whether all of the deleted files are small. */
function isSmall(deleted: readonly Addition[]): boolean {
  const sizes = deleted.map(({ path }) => path?.bytes ?? (path?.by === 'copy' && isUsuallySmall(path.path) ? 0 : Infinity));
  return sizes.reduce((sum, size) => sum + size, 0) < smallBytes;
}

interface Removed {
  readonly at: Span;
  readonly removes: (addition: Addition) => boolean;
}

/** The words of a RUN that delete something, and what they delete. */
function removalsOf(run: Instruction, { filesOf }: Facts): Removed[] {
  const { removed, packages } = filesOf(run);
  return [
    ...removed.flatMap(({ at, path: named, covers }) =>
      named === '/' ? [] : [{ at, removes: ({ path }: Addition) => path !== undefined && covers(path) }],
    ),
    ...packages.flatMap(({ at, change, name }) =>
      change === 'removed' ? [{ at, removes: (addition: Addition) => addition.path === undefined && addition.name === name }] : [],
    ),
  ].sort((a, b) => a.at.start - b.at.start);
}
