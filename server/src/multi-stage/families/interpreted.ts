import type { Work } from '../../base/work.ts';
import { isWithin } from '../../base/paths.ts';
import { message } from '../../base/message.ts';
import type { Message } from '../../base/message.ts';
import type { NativeRequirements } from '../../knowledge/native-dependencies.ts';
import { isRefusal, needsContext, refuse } from '../core/conversion.ts';
import type { Refusal } from '../core/conversion.ts';
import { copiedFrom, fetchedArtifacts, withoutRedundant } from '../core/copied-artifacts.ts';
import type { CopiedArtifact } from '../core/copied-artifacts.ts';
import type { Build } from '../core/effects.ts';
import { authorsBuildStage } from '../core/plan.ts';
import type { ConversionPlan, NewLine } from '../core/plan.ts';
import { buildsIn } from '../core/project.ts';
import type { Project } from '../core/project.ts';
import { refuseBrowser, refuseSystemFolder } from '../core/refusals.ts';
import type { RuntimeBase } from '../core/runtime-base.ts';
import type { Step } from '../core/step.ts';

/** Where the installed packages of a project are: a virtual environment, `vendor/bundle`, the gems of the image. */
export interface Closure {
  readonly artifacts: readonly CopiedArtifact[];
  /** New lines of the build stage and the step that they go before, such as the creation of a virtual environment. */
  readonly prepare?: { readonly before: Step; readonly lines: readonly NewLine[] } | undefined;
  /** New lines of the runtime stage right before the artifacts are copied, such as an ENV that makes them found. */
  readonly environmentSetup?: readonly string[];
  /** The artifacts are some megabytes larger than what they replace. */
  readonly addsSize?: boolean;
  readonly decisions: readonly Message[];
}

/** What differs between interpreted languages: the installed packages are copied, and the sources come from the build context. */
export interface InterpretedLanguage {
  /** The base of the runtime stage, or why the file is not converted. */
  readonly base: RuntimeBase | Refusal;
  /** Builds that the language cannot convert; checked before everything else. */
  readonly unsupported: Refusal | undefined;
  /** What the packages need of the system; undefined if some of what is installed is not known. */
  readonly needs: readonly NativeRequirements[] | undefined;
  readonly closure: () => Closure | Refusal;
  /** Folders that the build changes besides those of its tools, which the runtime stage copies whole. */
  readonly changedFolders: () => readonly string[] | Refusal;
  /** Other folders that the build makes, such as collected static files. */
  readonly madeFolders?: () => readonly string[] | Refusal;
  /** Whether a copied file is a manifest that only the install reads. */
  readonly isManifest: (path: string) => boolean;
  /** Whether a COPY brings a program that only the build runs. */
  readonly isBuildOnlyCopy?: (step: Step) => boolean;
  readonly isBuildOnlyPackage: (name: string, installed: readonly string[]) => boolean;
  /** See `ConversionPlan`. */
  readonly smallerPackages?: ConversionPlan['smallerPackages'];
  /** Whether the base or the closure has a program. */
  readonly providesProgram: (program: string) => boolean;
  /** Something large is left out, whatever happens to the base and the system packages. */
  readonly savesSize?: boolean;
}

/** The plan for a program of an interpreted language. */
export function* planInterpreted(project: Project, language: InterpretedLanguage): Work<ConversionPlan | Refusal> {
  const { base, unsupported, needs } = language;
  if (isRefusal(base)) return base;
  if (unsupported) return unsupported;
  const unknownNeeds = needs ? refuseBrowser(needs) : base.changed ? requirementsNeeded(project) : undefined;
  if (unknownNeeds) return unknownNeeds;
  yield;
  const closure = language.closure();
  if (isRefusal(closure)) return closure;
  const changed = language.changedFolders();
  if (isRefusal(changed)) return changed;
  const made = language.madeFolders?.() ?? [];
  if (isRefusal(made)) return made;
  const folders = [...new Set([...foldersOfTools(buildsIn(project)), ...changed])];
  const systemFolder = refuseSystemFolder(folders);
  if (systemFolder) return systemFolder;
  yield;
  const buildStage = authorsBuildStage(project);
  const { prepare } = closure;
  return {
    base,
    buildStages: [
      { ...buildStage, lines: buildStage.lines.flatMap((line) => (line === prepare?.before ? [...prepare.lines, line] : [line])) },
    ],
    artifacts: withoutRedundant([
      ...closure.artifacts,
      ...[...folders, ...made].map((folder) => copiedFrom(folder, true)),
      ...fetchedArtifacts(project),
    ]),
    foldersFromBuild: folders,
    firstLines: [],
    environmentSetup: closure.environmentSetup ?? [],
    repeatsCopy: (step) =>
      !folders.some((folder) => isWithin(folder, step.copy!.destination)) &&
      !copiesManifestsAlone(project, step, language) &&
      !language.isBuildOnlyCopy?.(step),
    repeatsBuild: () => false,
    isBuildOnlyPackage: language.isBuildOnlyPackage,
    smallerPackages: language.smallerPackages,
    systemNeeds: needs ?? [],
    providesProgram: language.providesProgram,
    addsSize: closure.addsSize ?? false,
    savesSize: language.savesSize ?? false,
    decisions: [
      base.decision,
      ...closure.decisions,
      ...folders.map((folder) => message('{folder} is copied from the build stage, because the build changes it.', { folder })),
    ],
  };
}

/** The folders that tools of the project may change. */
function foldersOfTools(builds: readonly Build[]): readonly string[] {
  return builds.flatMap(({ role, folder }) => (role === 'other' && folder !== undefined ? [folder] : []));
}

function requirementsNeeded({ stage }: Project): Refusal {
  return refuse(
    message('Without a list of requirements, what the packages need from {image} at run time is unknown.', { image: stage.image!.raw }),
    [needsContext],
  );
}

/** Whether a COPY takes nothing but manifests, which only the install reads. */
function copiesManifestsAlone({ files }: Project, step: Step, { isManifest }: InterpretedLanguage): boolean {
  const copied = files?.filter(({ instruction }) => instruction === step.instruction).map(({ path }) => path);
  const names = copied?.length ? copied : step.copy!.fromContext ? step.copy!.sources : [];
  return names.length > 0 && names.every(isManifest);
}
