import { appendAll, noMembers } from '../base/lists.ts';
import type {
  ShellAssignment,
  ShellBranch,
  ShellCommand,
  ShellComment,
  ShellContainer,
  ShellExtension,
  ShellHeredoc,
  ShellName,
  ShellOperator,
  ShellParameter,
  ShellPiece,
  ShellRedirect,
  ShellScript,
  ShellSubstitution,
  ShellVariable,
  ShellWord,
} from './script.ts';
import type { Span } from '../base/span.ts';
import { backtickFrame } from './backticks.ts';
import { namesIn, namesSetBy } from './builtins.ts';
import { commentsBetween } from './comments.ts';
import { extensionOf } from './extensions.ts';
import { operatorAfter, pipeBefore } from './operators.ts';
import { forEachChild, parseScript } from './unbash.ts';
import type { Assignment, Command, HereDoc, ParsedScript, Pipeline, Redirection, Statement, SyntaxNode, Word } from './unbash.ts';
import { partsOf, plainParts, spanOf, toShellWord } from './words.ts';
import type { Frame, WordParts } from './words.ts';

/** The parsed content of a script, with offsets in the source. */
export type ScriptContents = Omit<ShellScript, 'start' | 'end' | 'dialect' | 'opaque' | 'words'>;

/**
 * Parses the masked text of a script that starts at `base` in `source`. Never fails: an exception of the parser becomes the only error of
 * an otherwise empty result.
 */
export function readScript(masked: string, source: string, base: number, continuations: readonly Span[]): ScriptContents {
  const found = noContents();
  const frame: Frame = { source, masked, continuations, at: (offset) => base + Math.max(0, Math.min(offset, masked.length)) };
  const script = parseScript(masked);
  if (typeof script === 'string') {
    return { ...found, pieces: [], errors: [{ start: base, end: base + masked.length, text: script }] };
  }
  const pieces: ShellPiece[] = [];
  walkScript(script, { frame, found, containers: [], leaves: [], pieces });
  return {
    pieces,
    commands: found.commands.sort(byStart),
    branches: found.branches,
    variables: found.variables.sort(byStart),
    parameters: found.parameters.sort(byStart),
    substitutions: found.substitutions.sort(byStart),
    extensions: found.extensions.sort(byStart),
    continuedQuotes: found.continuedQuotes.sort(byStart),
    assigned: found.assigned.size === 0 ? noMembers : found.assigned,
    names: found.names.sort(byStart).filter((at, i, all) => at.start !== all[i - 1]?.start),
    operators: found.operators.sort(byStart),
    comments: found.comments.sort(byStart),
    errors: found.errors,
    heredocs: found.heredocs.sort(byStart),
  };
}

interface MutableContents {
  readonly commands: ShellCommand[];
  readonly branches: ShellBranch[];
  readonly variables: ShellVariable[];
  readonly parameters: ShellParameter[];
  readonly substitutions: ShellSubstitution[];
  readonly extensions: ShellExtension[];
  readonly continuedQuotes: Span[];
  readonly assigned: Set<string>;
  readonly names: ShellName[];
  readonly operators: Span[];
  readonly comments: ShellComment[];
  readonly errors: (Span & { readonly text: string })[];
  readonly heredocs: ShellHeredoc[];
}

/** The contents of a script without commands. */
export function noContents(): MutableContents {
  return {
    commands: [],
    branches: [],
    variables: [],
    parameters: [],
    substitutions: [],
    extensions: [],
    continuedQuotes: [],
    assigned: new Set(),
    names: [],
    operators: [],
    comments: [],
    errors: [],
    heredocs: [],
  };
}

/** The state of the walk over the syntax tree. */
interface WalkState {
  readonly frame: Frame;
  readonly found: MutableContents;
  readonly containers: readonly ShellContainer[];
  /** Spans of the frame's text that contain words: no comment starts in them. */
  readonly leaves: Span[];
  /** Defined only in the outermost list. */
  readonly pieces: ShellPiece[] | undefined;
}

const byStart = (a: Span, b: Span): number => a.start - b.start;

/** Compound commands: containers of the commands in them, and pieces of a script. */
const compounds = {
  Subshell: 'subshell',
  BraceGroup: 'group',
  If: 'if',
  For: 'loop',
  ArithmeticFor: 'loop',
  Select: 'loop',
  While: 'loop',
  Case: 'case',
  Function: 'function',
} as const;

const containerOfNode: Partial<Record<SyntaxNode['type'], ShellContainer>> = { ...compounds, Coproc: 'coproc' };

const kinds: Partial<Record<SyntaxNode['type'], ShellPiece['kind']>> = { ...compounds, Command: 'command' };

function inside({ frame, found, leaves, containers }: WalkState, container?: ShellContainer): WalkState {
  return { frame, found, leaves, containers: container ? [...containers, container] : containers, pieces: undefined };
}

function walkScript(script: ParsedScript, state: WalkState): void {
  const { frame, found, leaves } = state;
  walkList(script.commands, state);
  for (const { message, pos } of script.errors ?? []) found.errors.push({ ...spanOf({ pos, end: pos + 1 }, frame), text: message });
  for (const comment of commentsBetween(frame.masked, { start: script.pos, end: script.end }, leaves)) {
    const at = spanOf({ pos: comment.start, end: comment.end }, frame);
    found.comments.push({ ...at, text: frame.source.slice(at.start + 1, at.end).trim() });
  }
}

function walkList(statements: readonly Statement[], state: WalkState): void {
  let last: SyntaxNode | undefined;
  for (const statement of statements) {
    const { command } = statement;
    const parts = command.type === 'AndOr' ? command.commands : [command];
    for (const part of parts) {
      const { operator, at } = operatorAfter(last, part, state.frame.masked);
      const operatorSpan = spanOf({ pos: at.start, end: at.end }, state.frame);
      if (operator !== 'first' && operator !== 'newline') state.found.operators.push(operatorSpan);
      const here = inside(state, statement.background ? 'background' : undefined);
      const before = state.found.commands.length;
      if (operator === '||' && part.type !== 'Command') addBranch('or', part, state);
      walk(part, operator, here);
      if (state.pieces) {
        const commands = state.found.commands.slice(before).sort(byStart);
        const { start, end } = spanOf(part, state.frame);
        state.pieces.push({
          start,
          // unbash ends an unclosed compound command at its start. Its commands have the real end.
          end: start < end ? end : commands.reduce((furthest, inner) => Math.max(furthest, inner.end), end),
          operator,
          operatorSpan,
          background: statement.background ?? false,
          kind: kindOf(part),
          commands,
        });
      }
      last = part;
    }
  }
}

function kindOf(node: SyntaxNode): ShellPiece['kind'] {
  if (node.type === 'Redirected') return kindOf(node.command);
  if (node.type !== 'Pipeline') return kinds[node.type] ?? 'other';
  const single = node.commands.length === 1 && node.commands[0] && !node.prefixes.some((prefix) => prefix.type === 'Negation');
  return single ? kindOf(node.commands[0]!) : 'pipeline';
}

function walk(node: SyntaxNode, operator: ShellOperator, state: WalkState): void {
  if (!isLeaf(node)) noteExtension(node, state);
  switch (node.type) {
    case 'Command':
      return walkCommand(node, operator, state);
    case 'Pipeline':
      return walkPipeline(node, operator, state);
    case 'CompoundList':
      return walkList(node.commands, state);
    case 'Redirected':
      walk(node.command, operator, state);
      return node.redirects.forEach((redirect) => redirectOf(redirect, state));
    case 'Elif':
    case 'CaseItem':
      return forEachChild(node, (child) => walk(child, 'first', state));
    default:
  }
  const container = containerOfNode[node.type];
  if (node.type === 'Function' && state.frame.masked.startsWith('function', node.pos)) {
    const { pos } = node;
    state.found.extensions.push({ ...spanOf({ pos, end: pos + 'function'.length }, state.frame), kind: 'function-keyword' });
  }
  if (!container) {
    leafOf(node, state);
    return;
  }
  if ((node.type === 'For' || node.type === 'Select') && node.name) {
    setName({ ...spanOf(node.name, state.frame), name: node.name.text, sets: true }, state);
  }
  noteBranches(node, state);
  const within = inside(state, container);
  forEachChild(node, (child) => walk(child, 'first', within));
}

/** Notes the parts of a compound command that may not run, or run more than once. */
function noteBranches(node: SyntaxNode, state: WalkState): void {
  switch (node.type) {
    case 'If':
      addBranch('then', node.then, state, node.clause);
      for (const elif of node.elif) addBranch('then', elif, state);
      if (node.else) addBranch('else', node.else, state, node.elif.length === 0 ? node.clause : undefined);
      return;
    case 'Case':
      return node.items.forEach((item) => addBranch('item', item, state));
    case 'For': {
      const words = node.wordlist?.map((word) => toShellWord(word, state.frame, partsOf(word, state.frame, false)));
      return addBranch('each', node.body, state, undefined, words && { name: node.name.text, words });
    }
    case 'While':
      return addBranch('while', node.body, state);
    default:
  }
}

function addBranch(
  kind: ShellBranch['kind'],
  body: { readonly pos: number; readonly end: number },
  { found, frame, containers }: WalkState,
  condition?: { readonly pos: number; readonly end: number },
  loop?: ShellBranch['loop'],
): void {
  found.branches.push({ ...spanOf(body, frame), kind, depth: containers.length, condition: condition && spanOf(condition, frame), loop });
}

function noteExtension(node: SyntaxNode, { found, frame }: WalkState): void {
  const kind = extensionOf(node);
  if (kind) found.extensions.push({ ...spanOf(node, frame), kind });
}

/** Whether `walk` passes the node to `leafOf`. */
function isLeaf({ type }: SyntaxNode): boolean {
  return !notLeaves.has(type) && !containerOfNode[type];
}

const notLeaves: ReadonlySet<SyntaxNode['type']> = new Set(['Command', 'Pipeline', 'CompoundList', 'Redirected', 'Elif', 'CaseItem']);

function walkPipeline(node: Pipeline, operator: ShellOperator, state: WalkState): void {
  const negated = node.prefixes.some((prefix) => prefix.type === 'Negation') ? inside(state, 'negation') : state;
  const within = node.commands.length > 1 ? inside(negated, 'pipeline') : inside(negated);
  node.commands.forEach((command, i) => {
    const pipe = i === 0 ? undefined : pipeBefore(node.commands[i - 1]!, command, state.frame.masked);
    if (pipe) state.found.operators.push(spanOf({ pos: pipe.start, end: pipe.end }, state.frame));
    walk(command, i === 0 ? operator : '|', within);
  });
}

function setName(at: ShellName, { found }: WalkState): void {
  found.names.push(at);
  found.assigned.add(at.name);
}

function walkCommand(node: Command, operator: ShellOperator, state: WalkState): void {
  const { found } = state;
  const nameWord = node.name && wordOf(node.name, state);
  const name = nameWord?.literal ? nameWord.value : undefined;
  const assignments = node.prefix.filter((part) => part.type === 'Assignment').map((part) => assignmentOf(part, state));
  const args = node.args.map((part) => (part.type === 'Assignment' ? assignmentWord(part, state) : wordOf(part, state)));
  const redirects = node.redirects.map((redirect) => redirectOf(redirect, state));
  for (const set of assignments) setName({ ...set.nameSpan, name: set.name, sets: true }, state);
  for (const set of namesSetBy(name, args)) found.assigned.add(set);
  appendAll(found.names, namesIn(name, args));
  const { start, end } = spanOf(node, state.frame);
  found.commands.push({
    start,
    end,
    name,
    nameWord,
    args,
    assignments,
    redirects,
    operator,
    containers: state.containers,
  });
}

function assignmentOf(node: Assignment, state: WalkState): ShellAssignment {
  noteExtension(node, state);
  const value = node.value.type === 'Word' ? wordOf(node.value, state) : undefined;
  if (!value) leafOf(node.value, state);
  if (node.index) leafOf(node.index, state);
  state.leaves.push({ start: node.pos, end: node.end });
  return {
    ...spanOf(node, state.frame),
    name: node.name,
    nameSpan: spanOf({ pos: node.pos, end: node.pos + node.name.length }, state.frame),
    value,
  };
}

/** `A=1` as an argument of `export` or a similar builtin: an ordinary word. */
function assignmentWord(node: Assignment, state: WalkState): ShellWord {
  const value = node.value.type === 'Word' ? node.text.slice(0, node.value.pos - node.pos) + node.value.value : node.text;
  return toShellWord({ pos: node.pos, end: node.end, value }, state.frame, leafOf(node, state));
}

function redirectOf(node: Redirection, state: WalkState): ShellRedirect {
  const fd = node.descriptor?.type === 'FileDescriptor' ? node.descriptor.value : undefined;
  state.leaves.push({ start: node.pos, end: node.end });
  noteExtension(node, state);
  if (node.type === 'HereDoc') heredocOf(node, state);
  const target = node.type === 'HereDoc' || !node.target ? undefined : wordOf(node.target, state);
  return { ...spanOf(node, state.frame), operator: node.operator, fd, target };
}

/** The variables in a heredoc body are not split into words, so they count as quoted. */
function heredocOf(node: HereDoc, state: WalkState): void {
  const end = node.closing?.end ?? node.body.end;
  leafOf(node.body, state, true);
  state.leaves.push({ start: node.body.pos, end });
  state.found.heredocs.push({
    ...spanOf({ pos: node.body.pos, end }, state.frame),
    marker: spanOf(node, state.frame),
    expands: node.delimiter?.quoted !== true,
  });
}

function wordOf(node: Word, state: WalkState): ShellWord {
  return toShellWord(node, state.frame, leafOf(node, state));
}

/** Collects the content of a node without commands: variables, and the scripts of substitutions. */
function leafOf(node: SyntaxNode, state: WalkState, quoted = false): WordParts {
  const { frame, found } = state;
  const parts = partsOf(node, frame, quoted);
  state.leaves.push({ start: node.pos, end: node.end });
  if (parts === plainParts) return parts;
  appendAll(found.variables, parts.variables);
  appendAll(found.substitutions, parts.substitutions);
  appendAll(found.extensions, parts.extensions);
  appendAll(found.continuedQuotes, parts.continuedQuotes);
  const inFunction = state.containers.includes('function');
  for (const parameter of parts.parameters) found.parameters.push({ ...parameter, inHeredoc: node.type === 'HereDocBody', inFunction });
  for (const name of parts.assigned) found.assigned.add(name);
  // The target of `A += 1` comes before the same name as a read variable.
  for (const at of parts.names) {
    found.names.push(at);
    if (at.sets) found.assigned.add(at.name);
  }
  for (const { script, expansion } of parts.scripts) {
    const inner = backtickFrame(script, expansion, frame);
    if (inner) walkScript(script, { ...inside(state, 'substitution'), frame: inner, leaves: [] });
  }
  return parts;
}
