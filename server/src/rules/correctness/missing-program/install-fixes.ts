import { mayFail } from '../../../facts/commands/failure.ts';
import type { KnownBase } from '../../../facts/image/state.ts';
import type { Stage } from '../../../model/model.ts';
import type { PackageCommand } from '../../../shell/tools/packages.ts';
import type { Instruction } from '../../../syntax/tree.ts';
import type { Span } from '../../../base/span.ts';
import { lineBreakOf } from '../../../base/layout.ts';
import type { ReportedFix, RuleContext } from '../../../linter/rule.ts';

/** The messages of the rule. */
export type Messages = 'missing' | 'unavailable' | 'add-package' | 'add-run';

/** Where a program is used. */
interface Place {
  readonly stage: Stage;
  readonly instruction: Instruction;
  readonly at: Span;
  readonly distro: KnownBase['distro'];
}

/** Adds a package to the last command before the use that installs some, or a RUN after FROM. */
export function installFixes(name: string, place: Place, context: RuleContext<Messages>): ReportedFix<Messages>[] {
  const last = lastInstall(place, context)?.packages.at(-1);
  if (last) {
    const { end } = last.word;
    return [{ title: 'add-package', data: { package: name }, level: 'suggestion', edits: [{ start: end, end, newText: ` ${name}` }] }];
  }
  const { from, instructions } = place.stage;
  const first = instructions[1];
  const user = first && context.model.configBefore(first).user?.value;
  if (!first || (user !== undefined && user !== 'root' && user !== '0')) return [];
  const newText = `${lineBreakOf(context.text)}RUN ${installCommand(name, place.distro)}`;
  return [{ title: 'add-run', data: { package: name }, level: 'suggestion', edits: [{ start: from.end, end: from.end, newText }] }];
}

function lastInstall({ stage, at }: Place, { facts }: RuleContext<Messages>): PackageCommand | undefined {
  const commands = stage.instructions.flatMap((run) => (run.keyword === 'RUN' && run.start <= at.start ? facts.commandsOf(run) : []));
  return commands.findLast((command) => command.command.end <= at.start && isInstall(command.packages) && !mayFail(command))?.packages;
}

function isInstall(packages: PackageCommand | undefined): boolean {
  if (packages?.verb !== 'install' || packages.kind !== 'system') return false;
  return packages.packages.length > 0 && packages.packages.every(({ word, source }) => word.literal && source === 'repository');
}

function installCommand(name: string, distro: KnownBase['distro']): string {
  if (distro === 'alpine') return `apk add --no-cache ${name}`;
  return `apt-get update && apt-get install -y --no-install-recommends ${name} && rm -rf /var/lib/apt/lists/*`;
}
