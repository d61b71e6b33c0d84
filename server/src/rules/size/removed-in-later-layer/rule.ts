import { isWithin } from '../../../base/paths.ts';
import { lazy } from '../../../base/memoize.ts';
import type { Stage } from '../../../model/model.ts';
import type { CommandFact } from '../../../facts/commands/command.ts';
import { pathOf } from '../../../facts/commands/folders.ts';
import type { Instruction } from '../../../syntax/tree.ts';
import type { Span } from '../../../base/span.ts';
import { defineRule } from '../../../linter/rule.ts';
import type { RuleContext } from '../../../linter/rule.ts';
import { additionsOf } from './additions.ts';
import type { Addition } from './additions.ts';

type Messages = 'copied' | 'stored' | 'package' | 'added-here';

export const rule = defineRule<Messages>({
  id: 'removed-in-later-layer',
  category: 'size',
  severity: 'warning',
  fix: 'none',
  since: '0.1.0',
  aliases: [],
  summary: 'Files that a later layer deletes still take up space in an earlier layer.',
  messages: {
    copied:
      'Deleting "{name}" does not make the image smaller: an earlier layer still contains it. Use RUN --mount=type=bind instead of COPY.',
    stored: 'Deleting "{name}" does not make the image smaller: the layer of an earlier RUN still contains it. Delete it in that RUN.',
    package:
      'Removing "{name}" does not make the image smaller: an earlier layer still contains it. Remove it in the RUN that installs it.',
    'added-here': '"{name}" is added here',
  },
  on: {
    stage(stage, context) {
      if (!stage.isInFinalImage || stage.os !== 'linux') return;
      const addedBy = (instruction: Instruction): Addition[] => additionsOf(instruction, context.facts);
      const inherited = lazy(() => ancestorsOf(stage).flatMap(({ instructions }) => instructions.flatMap(addedBy)));
      const added: Addition[] = [];
      for (const instruction of stage.instructions) {
        const own = addedBy(instruction);
        const layers = { find: (removes: Removed['removes']) => inherited().find(removes) ?? added.find(removes), own };
        if (instruction.keyword === 'RUN') report(instruction, layers, context);
        added.push(...own);
      }
    },
  },
});

/** The stages that a stage builds on, the lowest first. */
function ancestorsOf(stage: Stage): Stage[] {
  const found: Stage[] = [];
  for (let below = stage.parent; below; below = below.parent) found.push(below);
  return found.reverse();
}

/** What is there to be removed. */
interface Layers {
  /** The first addition of an earlier layer that this covers. */
  readonly find: (removes: Removed['removes']) => Addition | undefined;
  /** What the RUN itself adds. */
  readonly own: readonly Addition[];
}

function report(run: Instruction, { find, own }: Layers, context: RuleContext<Messages>): void {
  for (const command of context.facts.commandsOf(run)) {
    for (const { at, removes } of removals(command)) {
      const found = find(removes);
      // Fetched anew in this RUN: then it is this RUN's own that goes.
      if (!found || own.some((addition) => addition.at.start < at.start && removes(addition))) continue;
      const { keyword } = found.instruction;
      const { name } = found;
      const message = found.kind === 'package' ? 'package' : keyword === 'RUN' ? 'stored' : 'copied';
      context.report({ at, message, data: { name }, related: [{ at: found.at, message: 'added-here', data: { name } }] });
    }
  }
}

interface Removed {
  readonly at: Span;
  readonly removes: (addition: Addition) => boolean;
}

/** The words of a command that name something to be removed, and what that covers. */
function removals({ packages, removal, folder }: CommandFact): Removed[] {
  if (packages?.kind === 'system' && packages.verb === 'remove') {
    return packages.packages.map(({ name, word }) => ({
      at: word,
      removes: ({ kind, name: added }) => kind === 'package' && added === name,
    }));
  }
  if (!removal || removal.partial) return [];
  return removal.targets.flatMap((word): Removed[] => {
    const everything = word.value.endsWith('/*');
    const literal = word.literal || everything;
    const path = /[$`?[{]/.test(word.value) ? undefined : pathOf(word.value.replace(/\/\*$/, ''), literal, folder);
    if (path === undefined || path === '/' || path.includes('*')) return [];
    const covers = ({ kind, name }: Addition): boolean =>
      kind !== 'package' && (name === path || (removal.recursive && isWithin(path, name)));
    return [{ at: word, removes: covers }];
  });
}
