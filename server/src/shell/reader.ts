import type {
  ShellAssignment,
  ShellCommand,
  ShellComment,
  ShellContainer,
  ShellName,
  ShellOperator,
  ShellPiece,
  ShellRedirect,
  ShellScript,
  ShellVariable,
  ShellWord,
} from './script.ts';
import type { Span } from '../base/span.ts';
import { backtickFrame } from './backticks.ts';
import { namesIn, namesSetBy } from './builtins.ts';
import { commentsBetween } from './comments.ts';
import { operatorAfter, pipeBefore } from './operators.ts';
import { forEachChild, parseScript } from './unbash.ts';
import type { Assignment, Command, HereDoc, ParsedScript, Pipeline, Redirection, Statement, SyntaxNode, Word } from './unbash.ts';
import { partsOf, plainParts, spanOf, toShellWord } from './words.ts';
import type { Frame, WordParts } from './words.ts';

/** What a script says, its offsets those of the source. */
export type Reading = Omit<ShellScript, 'start' | 'end' | 'dialect' | 'opaque' | 'words'>;

/**
 * Reads the masked text of a script that begins at `base` in `source`. Never fails: an error of the parser itself is the one error
 * of an otherwise empty reading.
 */
export function readScript(masked: string, source: string, base: number, continuations: readonly Span[]): Reading {
  const found: Found = {
    commands: [],
    variables: [],
    assigned: new Set(),
    names: [],
    operators: [],
    comments: [],
    errors: [],
    heredocs: [],
  };
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
    variables: found.variables.sort(byStart),
    assigned: found.assigned,
    names: found.names.sort(byStart).filter((at, i, all) => at.start !== all[i - 1]?.start),
    operators: found.operators.sort(byStart),
    comments: found.comments.sort(byStart),
    errors: found.errors,
    heredocs: found.heredocs.sort(byStart),
  };
}

interface Found {
  readonly commands: ShellCommand[];
  readonly variables: ShellVariable[];
  readonly assigned: Set<string>;
  readonly names: ShellName[];
  readonly operators: Span[];
  readonly comments: ShellComment[];
  readonly errors: (Span & { readonly text: string })[];
  readonly heredocs: Span[];
}

/** Where the walk is. */
interface Place {
  readonly frame: Frame;
  readonly found: Found;
  readonly containers: readonly ShellContainer[];
  /** Stretches of the frame's text that hold words: no comment begins in them. */
  readonly leaves: Span[];
  /** Set while the walk is in the outermost list. */
  readonly pieces: ShellPiece[] | undefined;
}

const byStart = (a: Span, b: Span): number => a.start - b.start;

const containerOfNode: Partial<Record<SyntaxNode['type'], ShellContainer>> = {
  Subshell: 'subshell',
  BraceGroup: 'group',
  If: 'if',
  For: 'loop',
  ArithmeticFor: 'loop',
  Select: 'loop',
  While: 'loop',
  Case: 'case',
  Function: 'function',
  Coproc: 'coproc',
};

const kinds: Partial<Record<SyntaxNode['type'], ShellPiece['kind']>> = {
  Command: 'command',
  Subshell: 'subshell',
  BraceGroup: 'group',
  If: 'if',
  For: 'loop',
  ArithmeticFor: 'loop',
  Select: 'loop',
  While: 'loop',
  Case: 'case',
  Function: 'function',
};

function inside({ frame, found, leaves, containers }: Place, container?: ShellContainer): Place {
  return { frame, found, leaves, containers: container ? [...containers, container] : containers, pieces: undefined };
}

function walkScript(script: ParsedScript, place: Place): void {
  const { frame, found, leaves } = place;
  walkList(script.commands, place);
  for (const { message, pos } of script.errors ?? []) found.errors.push({ ...spanOf({ pos, end: pos + 1 }, frame), text: message });
  for (const comment of commentsBetween(frame.masked, { start: script.pos, end: script.end }, leaves)) {
    const at = spanOf({ pos: comment.start, end: comment.end }, frame);
    found.comments.push({ ...at, text: frame.source.slice(at.start + 1, at.end).trim() });
  }
}

function walkList(statements: readonly Statement[], place: Place): void {
  let last: SyntaxNode | undefined;
  for (const statement of statements) {
    const { command } = statement;
    const parts = command.type === 'AndOr' ? command.commands : [command];
    for (const part of parts) {
      const { operator, at } = operatorAfter(last, part, place.frame.masked);
      const operatorSpan = spanOf({ pos: at.start, end: at.end }, place.frame);
      if (operator !== 'first' && operator !== 'newline') place.found.operators.push(operatorSpan);
      const here = inside(place, statement.background ? 'background' : undefined);
      const before = place.found.commands.length;
      walk(part, operator, here);
      if (place.pieces) {
        const commands = place.found.commands.slice(before).sort(byStart);
        const { start, end } = spanOf(part, place.frame);
        place.pieces.push({
          start,
          // A compound that is never closed ends, for unbash, where it starts: its commands tell more.
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

function walk(node: SyntaxNode, operator: ShellOperator, place: Place): void {
  switch (node.type) {
    case 'Command':
      return walkCommand(node, operator, place);
    case 'Pipeline':
      return walkPipeline(node, operator, place);
    case 'CompoundList':
      return walkList(node.commands, place);
    case 'Redirected':
      walk(node.command, operator, place);
      return node.redirects.forEach((redirect) => redirectOf(redirect, place));
    case 'Elif':
    case 'CaseItem':
      return forEachChild(node, (child) => walk(child, 'first', place));
    default:
  }
  const container = containerOfNode[node.type];
  if (!container) {
    leafOf(node, place);
    return;
  }
  if ((node.type === 'For' || node.type === 'Select') && node.name) {
    setName({ ...spanOf(node.name, place.frame), name: node.name.text, sets: true }, place);
  }
  const within = inside(place, container);
  forEachChild(node, (child) => walk(child, 'first', within));
}

function walkPipeline(node: Pipeline, operator: ShellOperator, place: Place): void {
  const negated = node.prefixes.some((prefix) => prefix.type === 'Negation') ? inside(place, 'negation') : place;
  const within = node.commands.length > 1 ? inside(negated, 'pipeline') : inside(negated);
  node.commands.forEach((command, i) => {
    const pipe = i === 0 ? undefined : pipeBefore(node.commands[i - 1]!, command, place.frame.masked);
    if (pipe) place.found.operators.push(spanOf({ pos: pipe.start, end: pipe.end }, place.frame));
    walk(command, i === 0 ? operator : '|', within);
  });
}

function setName(at: ShellName, { found }: Place): void {
  found.names.push(at);
  found.assigned.add(at.name);
}

function walkCommand(node: Command, operator: ShellOperator, place: Place): void {
  const { found } = place;
  const nameWord = node.name && wordOf(node.name, place);
  const name = nameWord?.literal ? nameWord.value : undefined;
  const assignments = node.prefix.filter((part) => part.type === 'Assignment').map((part) => assignmentOf(part, place));
  const args = node.args.map((part) => (part.type === 'Assignment' ? assignmentWord(part, place) : wordOf(part, place)));
  const redirects = node.redirects.map((redirect) => redirectOf(redirect, place));
  for (const set of assignments) setName({ ...set.nameSpan, name: set.name, sets: true }, place);
  for (const set of namesSetBy(name, args)) found.assigned.add(set);
  found.names.push(...namesIn(name, args));
  const { start, end } = spanOf(node, place.frame);
  found.commands.push({
    start,
    end,
    name,
    nameWord,
    args,
    assignments,
    redirects,
    operator,
    containers: place.containers,
  });
}

function assignmentOf(node: Assignment, place: Place): ShellAssignment {
  const value = node.value.type === 'Word' ? wordOf(node.value, place) : undefined;
  if (!value) leafOf(node.value, place);
  if (node.index) leafOf(node.index, place);
  place.leaves.push({ start: node.pos, end: node.end });
  return {
    ...spanOf(node, place.frame),
    name: node.name,
    nameSpan: spanOf({ pos: node.pos, end: node.pos + node.name.length }, place.frame),
    value,
  };
}

/** `A=1` behind `export` and its like: a word as any other. */
function assignmentWord(node: Assignment, place: Place): ShellWord {
  const value = node.value.type === 'Word' ? node.text.slice(0, node.value.pos - node.pos) + node.value.value : node.text;
  return toShellWord({ pos: node.pos, end: node.end, value }, place.frame, leafOf(node, place));
}

function redirectOf(node: Redirection, place: Place): ShellRedirect {
  const fd = node.descriptor?.type === 'FileDescriptor' ? node.descriptor.value : undefined;
  place.leaves.push({ start: node.pos, end: node.end });
  if (node.type === 'HereDoc') heredocOf(node, place);
  const target = node.type === 'HereDoc' || !node.target ? undefined : wordOf(node.target, place);
  return { ...spanOf(node, place.frame), operator: node.operator, fd, target };
}

/** The variables in a heredoc's body are not split into words: they count as quoted. */
function heredocOf(node: HereDoc, place: Place): void {
  const end = node.closing?.end ?? node.body.end;
  leafOf(node.body, place, true);
  place.leaves.push({ start: node.body.pos, end });
  place.found.heredocs.push(spanOf({ pos: node.body.pos, end }, place.frame));
}

function wordOf(node: Word, place: Place): ShellWord {
  return toShellWord(node, place.frame, leafOf(node, place));
}

/** Takes up what a node without commands of its own holds: variables, and the scripts of substitutions. */
function leafOf(node: SyntaxNode, place: Place, quoted = false): WordParts {
  const { frame, found } = place;
  const parts = partsOf(node, frame, quoted);
  place.leaves.push({ start: node.pos, end: node.end });
  if (parts === plainParts) return parts;
  found.variables.push(...parts.variables);
  for (const name of parts.assigned) found.assigned.add(name);
  // The target of `A += 1` comes before the same word as one that is read.
  for (const at of parts.names) {
    found.names.push(at);
    if (at.sets) found.assigned.add(at.name);
  }
  for (const { script, expansion } of parts.scripts) {
    const inner = backtickFrame(script, expansion, frame);
    if (inner) walkScript(script, { ...inside(place, 'substitution'), frame: inner, leaves: [] });
  }
  return parts;
}
