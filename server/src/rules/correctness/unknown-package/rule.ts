import { mayFail } from '../../../facts/commands/failure.ts';
import { imageStatesOf } from '../../../facts/image/images.ts';
import { packageNames } from '../../../facts/apt/names.ts';
import type { PackageNames } from '../../../facts/apt/names.ts';
import { replacementsOf } from '../../../knowledge/renamed-packages.ts';
import { aptTable } from '../../../facts/apt/releases.ts';
import type { PackageTable } from '../../../facts/system-packages/table.ts';
import { isSimulated } from '../../../shell/tools/packages.ts';
import type { PackageRequest } from '../../../shell/tools/packages.ts';
import { hasOption } from '../../../shell/tools/options.ts';
import type { Work } from '../../../base/work.ts';
import { defineRule } from '../../../linter/rule.ts';
import type { PackageFact, RuleContext } from '../../../linter/rule.ts';
import type { Stage } from '../../../model/model.ts';
import type { Instruction } from '../../../syntax/tree.ts';

type Messages = 'unknown' | 'similar' | 'virtual' | 'replace';

export const rule = defineRule<Messages>({
  id: 'unknown-package',
  category: 'correctness',
  severity: 'error',
  fix: 'suggestion',
  since: '0.1.0',
  aliases: [],
  checks: [],
  summary: 'A package that the Debian release does not have is installed.',
  messages: {
    unknown: 'Debian {release} (main) has no package "{name}", so {tool} fails. Check the name, or add the repository that has it.',
    similar: 'Debian {release} (main) has no package "{name}", so {tool} fails. Did you mean "{similar}"?',
    virtual: '"{name}" is only a virtual package in Debian {release}, so {tool} fails. Choose one that provides it, such as "{similar}".',
    replace: 'Replace with "{similar}"',
  },
  withinStage: true,
  on: { stage: check },
});

function* check(stage: Stage, context: RuleContext<Messages>): Work<void> {
  for (const run of stage.instructions) {
    if (run.keyword !== 'RUN') continue;
    for (const command of context.facts.commandsOf(run)) {
      if (command.packages) reportUnknown(command as PackageFact, run, context);
    }
    yield;
  }
}

/** Reports the packages of a command that do not exist. */
function reportUnknown(command: PackageFact, run: Instruction, context: RuleContext<Messages>): void {
  const release = releaseAt(command, run, context);
  const names = release === undefined ? undefined : packageNames(context.assets, release);
  const table = release === undefined ? undefined : aptTable(context.assets, release);
  if (release === undefined || names?.state !== 'known' || table?.state !== 'known') return;
  const { tool, packages } = command.packages;
  const unknown = packages.filter(
    (one) => isPlainName(one) && (isAmbiguous(one.name, table.value) || isUnknown(one.name, names.value, table.value)),
  );
  if (unknown.length === 0 || mayFail(command)) return;
  for (const { name, word } of unknown) {
    const similar = similarName(name, names.value, table.value);
    if (similar === undefined) {
      context.report({ at: word, message: 'unknown', data: { release, name, tool } });
      continue;
    }
    const edits = [{ start: word.start, end: word.end, newText: similar }];
    context.report({
      at: word,
      message: isAmbiguous(name, table.value) ? 'virtual' : 'similar',
      data: { release, name, tool, similar },
      fixes: word.raw === name ? [{ title: 'replace', data: { similar }, level: 'suggestion', edits }] : [],
    });
  }
}

/** The release whose packages apt installs; undefined if it is not known, or if apt may know other repositories. */
function releaseAt(command: PackageFact, instruction: Instruction, { facts }: RuleContext): string | undefined {
  const { tool, verb, verbText, args } = command.packages;
  const isInstall = verb === 'install' && verbText === 'install' && (tool === 'apt-get' || tool === 'apt');
  if (!isInstall || isSimulated(command.packages)) return undefined;
  if (hasOption(args, '-t', '--target-release', '--default-release', '-o', '--option', '-c', '--config-file')) return undefined;
  const state = imageStatesOf(facts).before(command, instruction);
  return state?.hasOwnSources && state.base.distro === 'debian' ? state.base.release : undefined;
}

/**
 * A plain name that does not exist. apt also accepts tasks (`name^`), removals (`name-`), other architectures (`name:i386`), and, if no
 * package has the name, regular expressions, which contain `.`, `?`, `*` or other special characters (apt-get(8)).
 */
function isPlainName({ source, word, name }: PackageRequest): boolean {
  return source === 'repository' && word.literal && word.value === name && /^[a-z0-9][a-z0-9+.-]+$/.test(name);
}

/** A virtual package that several packages provide: apt does not choose one (apt-get(8) prints that it has no installation candidate). */
function isAmbiguous(name: string, table: PackageTable): boolean {
  const index = table.indexOf(name);
  const found = index === undefined ? undefined : table.at(index);
  return found !== undefined && found.isVirtual && found.providers.length > 1;
}

function isUnknown(name: string, names: PackageNames, table: PackageTable): boolean {
  if (/[+-]$/.test(name) && !names.lacks(name.slice(0, -1))) return false;
  return names.lacks(name) && !(name.includes('.') && mayMatch(name, table));
}

/** Whether a name with a dot, read as a regular expression, may match another name or a part of it. */
function mayMatch(name: string, table: PackageTable): boolean {
  const isVersioned = /^[a-z][a-z+-]*(?:\d+\.)+\d+(?:-[a-z]+)*$/.test(name);
  const pattern = new RegExp(name.replace(/[+]/g, '\\+'));
  return !isVersioned || table.names.some((other) => pattern.test(other));
}

function similarName(name: string, names: PackageNames, table: PackageTable): string | undefined {
  const renamed = replacementsOf(name).find((one) => !names.lacks(one) && !isAmbiguous(one, table));
  if (renamed !== undefined) return renamed;
  const index = table.indexOf(name);
  if (index !== undefined) return table.at(table.at(index).providers[0] ?? index).name;
  const similar = table.similarTo(name, Math.max(1, Math.floor(name.length / 6)));
  // Another version is another program: "python3.9" is not meant by "python3.12".
  return similar !== undefined && numbersIn(similar) === numbersIn(name) ? similar : undefined;
}

function numbersIn(name: string): string {
  return name.replace(/\D+/g, ' ').trim();
}
