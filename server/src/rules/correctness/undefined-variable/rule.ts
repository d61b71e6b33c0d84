import { insertLineAbove } from '../../../base/layout.ts';
import { listsBy } from '../../../base/lists.ts';
import { memoize, memoizeWeak } from '../../../base/memoize.ts';
import { KnownNames, onlyNeighbor } from '../../../base/similar.ts';
import { covers, slice } from '../../../base/span.ts';
import type { Span } from '../../../base/span.ts';
import { isConventionalVariable, isPlatformVariable } from '../../../knowledge/variables.ts';
import { nginxDirective, nginxVariables } from '../../../knowledge/nginx-variables.ts';
import { quotedMarker } from '../../../linter/edits/heredoc.ts';
import { neverSets } from '../../../model/base-image.ts';
import { defineRule } from '../../../linter/rule.ts';
import type { Report, ReportedFix, RuleContext } from '../../../linter/rule.ts';
import type { DockerfileModel, Stage, VariableUse } from '../../../model/model.ts';
import { imageNameFault } from '../../../model/image-reference.ts';
import { isChosenByBuild } from '../../../model/scopes.ts';
import { innermost, isShellUse, runsInContainer } from '../../../model/uses.ts';
import type { Instruction, Pair } from '../../../syntax/tree.ts';
import { isHandled } from './handled.ts';
import { isOfScript, mayBeSetInShell } from './in-script.ts';

type Messages =
  | 'undefined'
  | 'same-env'
  | 'did-you-mean'
  | 'maybe-did-you-mean'
  | 'before-from'
  | 'maybe-before-from'
  | 'platform'
  | 'other-stage'
  | 'build-only'
  | 'maybe-build-only'
  | 'keep'
  | 'rename'
  | 'nginx'
  | 'quote'
  | 'declare'
  | 'declared-here';

export const rule = defineRule<Messages>({
  id: 'undefined-variable',
  category: 'correctness',
  severity: 'warning',
  fix: 'safe',
  mayChange: 'the name of an ARG with one wrong letter is corrected in FROM, which has no image without it',
  since: '0.1.0',
  aliases: ['UndefinedVar', 'UndefinedArgInFrom', 'DL3044', 'SC2154'],
  checks: [84, 85, 86, 87],
  summary: 'An undefined variable is replaced with an empty string.',
  messages: {
    undefined: '{name} is not defined, so it is replaced with an empty string.',
    'same-env': '{name} is not defined yet: variables in an ENV have their values from before it. Set {name} in a separate ENV above.',
    'did-you-mean': '{name} is not defined, so it is replaced with an empty string. Did you mean {similar}?',
    'maybe-did-you-mean': '{name} is empty unless the base image sets it. Did you mean {similar}?',
    'before-from': '{name} is empty here: an ARG before the first FROM is only visible in FROM. Add "ARG {name}" to this stage.',
    'maybe-before-from':
      '{name} is empty here unless the base image sets it: an ARG before FROM is only visible in FROM. Add "ARG {name}".',
    platform: '{name} is empty here: Docker sets it only in a stage that declares it. Add "ARG {name}" to this stage.',
    'other-stage': '{name} is empty here: it is declared in another stage, and stages do not share variables.',
    'build-only': '{name} is empty in the container: an ARG is only visible during the build. Add "ENV {name}=${name}" to keep it.',
    'maybe-build-only': '{name} is empty in the container unless the base image sets it: ARG is for the build. Add "ENV {name}=${name}".',
    nginx: '{name} is a variable of nginx, but Docker expands this text first, so it is empty. Quote the delimiter: {marker}.',
    quote: 'Change to {marker}',
    keep: 'Add "ENV {name}=${name}" above',
    rename: 'Change to {similar}',
    declare: 'Add "ARG {name}" above',
    'declared-here': '{name} is declared here',
  },
  onbuild: false,
  withinStage: true,
  on: {
    variable(use, instruction, context) {
      if (
        isInSource(use, instruction) ||
        context.model.resolve(instruction, use) ||
        isHandled(use, context.model.usesIn(instruction), context.text)
      )
        return;
      const report = reportOf(use, instruction, context);
      if (report) context.report({ ...report, at: use.nameSpan });
    },
  },
});

type ReportWithoutSpan = Omit<Report<Messages>, 'at'> | undefined;

/** The report for a use of an undefined variable. If the base image may define it, only obvious mistakes are reported. */
function reportOf(use: VariableUse, instruction: Instruction, context: RuleContext<Messages>): ReportWithoutSpan {
  const { name } = use;
  const { model } = context;
  const stage = context.stageOf(instruction);
  const byShell = isShellUse(use);
  if (byShell && mayBeSetInShell(name, instruction, context)) return undefined;
  const nginx = nginxReport(name, use, instruction, context);
  if (nginx) return nginx;
  const closed = model.scopeAt(instruction).closed || (stage !== undefined && neverSets(stage, name));
  if (!closed && stage && mayBeSetByBase(name, stage, context)) return undefined;
  const global = stage && instruction !== stage.from ? model.globalArgs.find((variable) => variable.name === name) : undefined;
  if (global && stage && !closed && byShell && stage.from.variables.some((other) => other.name === name)) return undefined;
  if (global) return beforeFromReport(closed, name, instruction, global.pair, context);
  if (isPlatformVariable(name) && stage && !runsInContainer.has(innermost(instruction).keyword))
    return platformReport(use, instruction, context);
  const argument = model.scopeAt(instruction).lookup(name);
  if (argument?.pair) return buildOnlyReport(closed, name, instruction, argument.pair, context);
  const own = ownPair(use, instruction);
  if (own && closed && !own.contains) {
    return { message: 'same-env', data: { name }, related: [{ at: own.nameSpan, message: 'declared-here', data: { name } }] };
  }
  const similar = own?.contains ? undefined : similarVariable(name, instruction, context);
  if (similar) return similarReport(closed, use, similar, isWithoutImage(use, similar, instruction, context));
  if (!closed || (byShell && !isOfScript(name, instruction, context))) return undefined;
  const elsewhere = stage && declarationElsewhere(name, stage, context);
  if (elsewhere) return { message: 'other-stage', data: { name }, related: [{ at: elsewhere, message: 'declared-here', data: { name } }] };
  return { message: 'undefined', data: { name } };
}

/** `COPY --from=app:$TAG`: Docker expands no variable there, which invalid-flag-value reports. */
function isInSource({ start, end }: VariableUse, instruction: Instruction): boolean {
  const { flags, keyword } = innermost(instruction);
  return (
    keyword === 'COPY' &&
    flags.some(({ name, valueSpan }) => name === 'from' && valueSpan !== undefined && covers(valueSpan, { start, end }))
  );
}

/** A pair of the ENV or ARG that sets the name, and whether it contains the use (`X=${X}:/a`). */
function ownPair(use: VariableUse, { keyword, pairs }: Instruction): { readonly nameSpan: Span; readonly contains: boolean } | undefined {
  if (keyword !== 'ENV' && keyword !== 'ARG') return undefined;
  const own = pairsByName(pairs).get(use.name) ?? [];
  const around = own.find((pair) => covers(pair, use));
  if (around) return { nameSpan: around.nameSpan, contains: true };
  return keyword === 'ENV' && own[0] ? { nameSpan: own[0].nameSpan, contains: false } : undefined;
}

const pairsByName = memoizeWeak((pairs: readonly Pair[]) => listsBy(pairs, ({ name }) => name));

function similarVariable(name: string, instruction: Instruction, { model }: RuleContext<Messages>): string | undefined {
  if (isConventionalVariable(name) || declaringInstructions(model) > mostDeclaring) return undefined;
  return declaredNames(model)(instruction).misspelled(name);
}

/** In a file with more instructions that declare variables, which a program wrote, similar names are not searched: that would take seconds. */
const mostDeclaring = 500;

const declaringInstructions = memoizeWeak(
  ({ tree }: DockerfileModel) => tree.instructions.filter(({ keyword }) => keyword === 'ENV' || keyword === 'ARG').length,
);

/** The names that an instruction sees and the file declares. */
const declaredNames = memoizeWeak((model: DockerfileModel) =>
  memoize((instruction: Instruction) => {
    const declared = model.scopeAt(instruction).all().filter((variable) => variable.pair); // prettier-ignore
    return new KnownNames(declared.map(({ name }) => name));
  }),
);

/** Whether Docker rejects the image of FROM, because a variable is empty of which only one name is similar. */
function isWithoutImage(
  { name, nameSpan }: VariableUse,
  similar: string,
  { keyword, words }: Instruction,
  { model, text }: RuleContext<Messages>,
): boolean {
  const image = words[0];
  if (keyword !== 'FROM' || !image || !covers(image, nameSpan)) return false;
  const names = model.globalArgs.map((argument) => argument.name);
  const written = text.slice(image.start, image.end);
  // Other variables may have any value.
  if ((written.match(/\$/g) ?? []).length > 1 || onlyNeighbor(name, names) !== similar) return false;
  const value = (instead: string): string => written.replace(/\$\{?\w+\}?/, instead);
  return imageNameFault(value('')) !== undefined && imageNameFault(value('1')) === undefined;
}

function similarReport(closed: boolean, { name, nameSpan }: VariableUse, similar: string, isCertain: boolean): ReportWithoutSpan {
  return {
    message: closed ? 'did-you-mean' : 'maybe-did-you-mean',
    severity: closed ? undefined : 'info',
    data: { name, similar },
    fixes: [{ title: 'rename', data: { similar }, level: isCertain ? 'safe' : 'suggestion', edits: [{ ...nameSpan, newText: similar }] }],
  };
}

/** The variable is declared with ARG, but used by a command in the container. */
function buildOnlyReport(
  closed: boolean,
  name: string,
  instruction: Instruction,
  declaration: Span,
  { text }: RuleContext,
): ReportWithoutSpan {
  return {
    message: closed ? 'build-only' : 'maybe-build-only',
    data: { name },
    related: [{ at: declaration, message: 'declared-here', data: { name } }],
    fixes: [
      { title: 'keep', data: { name }, level: 'suggestion', edits: [insertLineAbove(text, instruction.start, `ENV ${name}=$${name}`)] },
    ],
  };
}

function beforeFromReport(
  closed: boolean,
  name: string,
  instruction: Instruction,
  declaration: Span | undefined,
  { text }: RuleContext,
): ReportWithoutSpan {
  return {
    message: closed || isPlatformVariable(name) ? 'before-from' : 'maybe-before-from',
    data: { name },
    related: declaration ? [{ at: declaration, message: 'declared-here', data: { name } }] : [],
    fixes: [declare(name, instruction, text)],
  };
}

/** One report per instruction, because one ARG defines the variable for all of its uses. */
function platformReport({ name, start }: VariableUse, instruction: Instruction, { model, text }: RuleContext): ReportWithoutSpan {
  const first = model.usesIn(instruction).find((use) => use.name === name);
  return first?.start === start ? { message: 'platform', data: { name }, fixes: [declare(name, instruction, text)] } : undefined;
}

function declare(name: string, { start }: Instruction, text: string): ReportedFix<Messages> {
  return { title: 'declare', data: { name }, level: 'suggestion', edits: [insertLineAbove(text, start, `ARG ${name}`)] };
}

/**
 * Whether an unknown base image probably sets the variable: `NODE_VERSION` in a stage based on node, because official images set the version
 * of their program; a name that many images use; or, if a variable selects the base, a name that another stage declares.
 */
function mayBeSetByBase(name: string, stage: Stage, context: RuleContext<Messages>): boolean {
  const repository = stage.image?.repository.split('/').at(-1)?.toUpperCase().replaceAll('-', '_');
  if (repository !== undefined && name.startsWith(`${repository}_`)) return true;
  return isConventionalVariable(name) || (isChosenByBuild(stage) && declarationElsewhere(name, stage, context) !== undefined);
}

/** A variable of nginx in a configuration file that a here-document writes. No base image sets one with such a name. */
function nginxReport(
  name: string,
  use: VariableUse,
  { heredocs, variables }: Instruction,
  context: RuleContext<Messages>,
): ReportWithoutSpan {
  const heredoc = nginxVariables.has(name) ? heredocs.find(({ body }) => covers(body, use)) : undefined;
  if (!heredoc || !nginxDirective.test(slice(context.text, heredoc.body))) return undefined;
  const marker = quotedMarker(context.text, heredoc.marker);
  const others = variables.some((other) => covers(heredoc.body, other) && !nginxVariables.has(other.name));
  const edits = [{ ...heredoc.marker, newText: marker }];
  return {
    message: 'nginx',
    data: { name, marker },
    fixes: others ? [] : [{ title: 'quote', data: { marker }, level: 'suggestion', edits }],
  };
}

/** An ARG or ENV with that name in another stage. */
function declarationElsewhere(name: string, stage: Stage, { model, readsOtherStages }: RuleContext): Span | undefined {
  readsOtherStages();
  return declarations(model).get(name)?.find((declaration) => declaration.stage !== stage)?.pair; // prettier-ignore
}

const declarations = memoizeWeak((model: DockerfileModel) => {
  const all = model.stages.flatMap((stage) =>
    stage.instructions
      .filter(({ keyword }) => keyword === 'ARG' || keyword === 'ENV')
      .flatMap(({ pairs }) => pairs.map((pair) => ({ stage, pair }))),
  );
  return listsBy(all, ({ pair }) => pair.name);
});
