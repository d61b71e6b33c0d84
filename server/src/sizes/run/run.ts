import type { Work } from '../../base/work.ts';
import { prepareCommands } from '../../facts/commands/command.ts';
import type { Facts } from '../../facts/facts.ts';
import { execCommandsOf } from '../../facts/commands/exec-form.ts';
import { isMounted } from '../../facts/mounts.ts';
import type { Instruction } from '../../syntax/tree.ts';
import { message } from '../../base/message.ts';
import { LayerDraft } from '../layer-draft.ts';
import type { StageState } from '../stage-state.ts';
import { readApk } from './apk.ts';
import { ApkLayerDraft } from './apk-draft.ts';
import { readApt } from './apt.ts';
import { AptLayerDraft } from './apt-draft.ts';
import { readCorepack } from './corepack.ts';
import { readAttributes, readDeletion, readInPlace, readLink, readOwnershipChange, readTransfer } from './files.ts';
import { readData } from './data.ts';
import { readClone, readDownload, readExtraction, readGit, readInstaller, readPackageFile } from './fetched.ts';
import { readOtherPackages, readSmallCommand, readUnknown } from './programs.ts';
import { readCargo } from './cargo.ts';
import { readGo } from './go.ts';
import { readNodeBuild } from './node-build.ts';
import { readNode } from './node.ts';
import { readBuildStep } from './builds.ts';
import { readJava } from './java.ts';
import { readLanguage } from './languages.ts';
import { readLocalPackages } from './local-packages.ts';
import { readPip, readVirtualEnvironment } from './python.ts';
import { readPythonProjectInstall } from './python-project.ts';
import type { CommandReader, CommandContext } from './context.ts';
import { branchesOf } from './branches.ts';
import type { Branch } from './branches.ts';

/** In order of precedence; the last one supports every command. */
const readers: readonly CommandReader[] = [
  readApt, readApk, readDeletion, readOwnershipChange, readAttributes, readTransfer, readLink, readData, readInPlace, readDownload, readClone, readGit, readExtraction, readInstaller, readPackageFile, readCorepack, readSmallCommand, readGo, readCargo, readJava, readPip, readPythonProjectInstall, readVirtualEnvironment, readNode, readNodeBuild, readBuildStep, readLocalPackages, readLanguage, readOtherPackages, readUnknown,
]; // prettier-ignore

/** Estimates the layer of a RUN, in steps: the sum of what its commands add. Its changes to the stage's files are recorded in `state`. */
export function* estimateRun(run: Instruction, facts: Facts, state: StageState): Work<LayerDraft> {
  const { model } = facts;
  yield* prepareCommands(model, run);
  const draft = new LayerDraft(run, (path) => isMounted(facts.mountsOf(run), path));
  const script = model.scriptOf(run);
  const execCommands = execCommandsOf(model, run);
  if (execCommands.length === 0 && (!script || script.opaque || script.errors.length > 0)) {
    draft.addUnknown(message('What this command writes is only known during the build.'));
    state.recordUnknownWrites();
    return draft;
  }
  const commands = execCommands.length > 0 ? execCommands : facts.commandsOf(run);
  const context = { model, facts, instruction: run, state, draft, apt: new AptLayerDraft(), apk: new ApkLayerDraft() };
  for (const branch of branchesOf(commands)) yield* readBranch(branch, context);
  context.apt.finish(state, draft);
  context.apk.finish(state, draft);
  if (draft.isUnknown) state.recordUnknownWrites();
  return draft;
}

function readCommand(context: CommandContext): void {
  recordAptChanges(context);
  readers.some((read) => read(context));
}

/** Reads the commands of a branch, for each word of a loop. What commands that may not run add is there with a probability. */
function* readBranch({ commands, probability, loop }: Branch, context: Omit<CommandContext, 'command'>): Work<void> {
  const { draft, state } = context;
  for (const word of loop?.words ?? [undefined]) {
    const loopValues = loop && word !== undefined ? new Map([[loop.name, word]]) : undefined;
    const into = probability === 1 ? draft : draft.branch();
    const { apt, apk } = probability === 1 ? context : { apt: new AptLayerDraft(), apk: new ApkLayerDraft() };
    for (const command of commands) {
      readCommand({ ...context, draft: into, apt, apk, ...(loopValues && { loopValues }), command });
      yield;
    }
    if (into === draft) continue;
    apt.finish(state, into, { isSure: false });
    apk.finish(state, into, { isSure: false });
    draft.merge(into, probability);
  }
}

const addsRepository = /\/etc\/apt\/(?:sources|trusted|keyrings)|\/usr\/share\/keyrings\/|^add-apt-repository$|nodesource|\/setup_\d+\.x/;
const dropsCleanHook = /docker-clean|keep-cache|Keep-Downloaded-Packages/i;

/**
 * Records commands that affect later installs: added package repositories, and archives that are kept. `sed` on the sources only selects a
 * mirror.
 */
function recordAptChanges({ command, state }: CommandContext): void {
  const { nameWord, args, redirects } = command.inner;
  if (command.program === 'sed') return;
  const words = [nameWord, ...args, ...redirects.map(({ target }) => target)].flatMap((word) => word?.value ?? []);
  if (words.some((word) => addsRepository.test(word))) state.hasForeignPackages = true;
  if (words.some((word) => dropsCleanHook.test(word))) state.keepsArchives = true;
}
