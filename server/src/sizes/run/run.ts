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
import { readDeletion, readInPlace, readLink, readOwnershipChange, readTransfer } from './files.ts';
import { readData } from './data.ts';
import { readFetched, readOtherPackages, readSmallCommand, readUnknown } from './programs.ts';
import { readPip, readVirtualEnvironment } from './python.ts';
import type { CommandReader, CommandContext } from './context.ts';

/** In order of precedence; the last one supports every command. */
const readers: readonly CommandReader[] = [
  readApt, readApk, readDeletion, readOwnershipChange, readTransfer, readLink, readData, readInPlace, readFetched, readSmallCommand, readPip, readVirtualEnvironment, readOtherPackages, readUnknown,
]; // prettier-ignore

/** Estimates the layer of a RUN: the sum of what its commands add. Its changes to the stage's files are recorded in `state`. */
export function estimateRun(run: Instruction, facts: Facts, state: StageState): LayerDraft {
  const { model } = facts;
  const draft = new LayerDraft(run, (path) => isMounted(facts.mountsOf(run), path));
  const script = model.scriptOf(run);
  const execCommands = execCommandsOf(model, run);
  if (execCommands.length === 0 && (!script || script.opaque || script.errors.length > 0)) {
    draft.addUnknown(message('What this command writes is only known during the build.'));
    state.recordUnknownWrites();
    return draft;
  }
  const apt = new AptLayerDraft();
  const apk = new ApkLayerDraft();
  for (const command of execCommands.length > 0 ? execCommands : facts.commandsOf(run)) {
    const context: CommandContext = { model, facts, instruction: run, command, state, draft, apt, apk };
    recordAptChanges(context);
    if (command.conditional) readConditional(context);
    else readers.some((read) => read(context));
  }
  apt.finish(state, draft);
  apk.finish(state, draft);
  if (draft.isUnknown) state.recordUnknownWrites();
  return draft;
}

/** A command that may not run is only known if it writes nothing in any case. */
function readConditional(context: CommandContext): void {
  const trialDraft = new LayerDraft(context.instruction);
  const known = readSmallCommand({ ...context, draft: trialDraft }) && !trialDraft.isUnknown;
  if (known || context.command.removal) return;
  context.draft.addUnknown(
    message('Whether {command} runs is only known during the build.', { command: context.command.command.nameWord?.raw ?? '' }),
  );
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
