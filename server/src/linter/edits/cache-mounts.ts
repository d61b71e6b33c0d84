import { memoizeWeak } from '../../base/memoize.ts';
import { lineBreakOf } from '../../base/layout.ts';
import { covers } from '../../base/span.ts';
import type { TextEdit } from '../../base/edit.ts';
import type { MissingCacheMount } from '../../facts/cache-mounts.ts';
import type { CommandFact } from '../../facts/commands/command.ts';
import type { Facts } from '../../facts/facts.ts';
import { isCleaning, leftovers } from '../../facts/leftovers.ts';
import { cleansCache } from '../../facts/tool-caches.ts';
import { hasRole } from '../../knowledge/programs.ts';
import { mountTypeNamed } from '../../knowledge/mounts.ts';
import { toolCache } from '../../knowledge/tool-caches.ts';
import type { Stage } from '../../model/model.ts';
import { syntaxInUse } from '../../model/syntax-in-use.ts';
import { isAvailable } from '../../model/syntax-version.ts';
import type { ShellPiece, ShellScript, ShellWord } from '../../shell/script.ts';
import { optionsOf } from '../../shell/tools/options.ts';
import type { Instruction } from '../../syntax/tree.ts';

interface Place {
  readonly run: Instruction;
  readonly script: ShellScript;
  readonly stage: Stage;
  readonly facts: Facts;
}

/**
 * The edits that give a RUN cache mounts for these tools: the mounts, without the commands that would empty them and the options that turn
 * the cache off. For apt, a RUN before it keeps what Debian's and Ubuntu's images delete after each install (`docker-clean`); for dnf, an
 * option does. An older `# syntax=` is replaced. Returns undefined if another user than root runs the tools, or if a command that empties
 * the cache cannot be taken out of the script.
 */
export function cacheMountEdits(missing: readonly MissingCacheMount[], place: Place): readonly TextEdit[] | undefined {
  const { run, script, facts } = place;
  if (missing.some(({ command }) => command.user !== undefined && command.user !== 'root' && command.user !== '0')) return undefined;
  if (script.opaque || run.body.start === run.body.end || syntaxInUse(facts.model.tree) === 'foreign') return undefined;
  const removed = cleanUps(missing, place);
  if (!removed) return undefined;
  const mounts = { start: run.body.start, end: run.body.start, newText: mountText(missing, run, facts) };
  return [...syntaxEdits(facts), ...keepDownloads(missing, place), mounts, ...optionEdits(missing, facts.commandsOf(run)), ...removed];
}

/** One mount in a short RUN stays on its line; several have a line each. */
function mountText(missing: readonly MissingCacheMount[], run: Instruction, { model }: Facts): string {
  const mounts = missing.flatMap(({ folders, locked }) => folders.map((folder) => `--mount=type=cache,target=${folder}${locked ? ',sharing=locked' : ''}`)); // prettier-ignore
  const isOneLine = (mounts.length === 1 && !run.source.includes('\n')) || run.heredocs.length > 0;
  const separator = isOneLine ? ' ' : ` ${model.tree.escape}${lineBreakOf(run.source.includes('\n') ? run.source : model.tree.text)}    `;
  return mounts.map((mount) => mount + separator).join('');
}

function syntaxEdits({ model }: Facts): readonly TextEdit[] {
  const used = syntaxInUse(model.tree);
  const directive = model.tree.directives.find(({ name }) => name === 'syntax');
  const isOld = used !== undefined && used !== 'foreign' && isAvailable(mountTypeNamed('cache')!.since, used) === false;
  return directive && isOld ? [{ start: directive.valueSpan.start, end: directive.valueSpan.end, newText: 'docker/dockerfile:1' }] : [];
}

/** https://docs.docker.com/reference/dockerfile/#example-cache-apt-packages */
const keepArchives = `rm -f /etc/apt/apt.conf.d/docker-clean; echo 'Binary::apt::APT::Keep-Downloaded-Packages "true";' > /etc/apt/apt.conf.d/keep-cache`;

function keepDownloads(missing: readonly MissingCacheMount[], { run, stage, facts }: Place): readonly TextEdit[] {
  const isNeeded = missing.some(({ packages }) => hasRole(packages.tool, 'apt')) && !isKept(stage, run);
  const { text } = facts.model.tree;
  const keyword = text.slice(run.keywordSpan.start, run.keywordSpan.end);
  return isNeeded ? [{ start: run.start, end: run.start, newText: `${keyword} ${keepArchives}${lineBreakOf(text)}` }] : [];
}

function isKept(stage: Stage, run: Instruction): boolean {
  const kept = keptFrom(stage);
  return (kept !== undefined && kept <= run.start) || (stage.parent !== undefined && isKept(stage.parent, run));
}

/** Where the first instruction of a stage that keeps downloads starts. */
const keptFrom = memoizeWeak(
  ({ instructions }: Stage): number | undefined =>
    instructions.find(({ source }) => /docker-clean|Keep-Downloaded-Packages/i.test(source))?.start,
);

/** Removes the options that turn the cache off, and adds the one with which dnf keeps packages. */
function optionEdits(missing: readonly MissingCacheMount[], commands: readonly CommandFact[]): readonly TextEdit[] {
  return missing.flatMap(({ packages: { tool } }) =>
    commands.flatMap(({ packages }): readonly TextEdit[] => {
      if (packages?.tool !== tool || !packages.verbWord) return [];
      if (
        hasRole(tool, 'rpmInstaller') &&
        packages.verb === 'install' &&
        !packages.command.args.some(({ value }) => value.includes('keepcache'))
      ) {
        return [{ ...packages.optionPlace, newText: ' --setopt=keepcache=True' }];
      }
      const off = optionsOf(packages.args, ...(toolCache(tool)?.offOptions ?? [])).filter(({ word, name }) => word.raw === name);
      return off.map(({ word }) => withoutWord(word, packages.command.args));
    }),
  );
}

/** Deletes a word with the text up to the next one, or after the one before it. */
function withoutWord(word: ShellWord, args: readonly ShellWord[]): TextEdit {
  const at = args.indexOf(word);
  const next = args[at + 1];
  return next
    ? { start: word.start, end: next.start, newText: '' }
    : { start: args[at - 1]?.end ?? word.start - 1, end: word.end, newText: '' };
}

/** Deletes the commands that delete what the mounts keep. Undefined if one of them does something else as well, or has a comment. */
function cleanUps(missing: readonly MissingCacheMount[], place: Place): readonly TextEdit[] | undefined {
  const { run, script, facts } = place;
  const cleaning = facts.commandsOf(run).filter((command) => missing.some((each) => isCleaningFor(each, command, place)));
  const edits: TextEdit[] = [];
  for (const command of cleaning) {
    const at = script.pieces.findIndex((piece) => covers(piece, command.command));
    const [before, piece] = [script.pieces[at - 1], script.pieces[at]];
    if (!before || !piece || !isAlone(piece, command) || hasComment(run, before, piece)) return undefined;
    edits.push({ start: before.end, end: piece.end, newText: '' });
  }
  return edits;
}

function isCleaningFor({ packages, folders }: MissingCacheMount, command: CommandFact, { run, stage, facts }: Place): boolean {
  const place = { model: facts.model, instruction: run, command };
  if (packages.kind === 'system' && command.packages?.verb === 'clean')
    return command.packages.tool === packages.tool || hasRole(packages.tool, 'apt');
  const family = leftovers.find(({ tools }) => tools.has(packages.tool));
  return (family !== undefined && isCleaning(place, stage, family)) || cleansCache(place, packages.tool, folders);
}

/** `&& rm -rf /var/lib/apt/lists/*`: one command that runs after the ones before it, and deletes one thing. */
function isAlone({ kind, operator, background, commands }: ShellPiece, { removal, packages }: CommandFact): boolean {
  return (
    kind === 'command' &&
    operator === '&&' &&
    !background &&
    commands.length === 1 &&
    (packages !== undefined || removal?.targets.length === 1)
  );
}

function hasComment({ comments }: Instruction, before: ShellPiece, piece: ShellPiece): boolean {
  return comments.some(({ start, end }) => start >= before.end && end <= piece.end);
}
