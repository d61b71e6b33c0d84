import { modifierNamed } from '../../../knowledge/variables.ts';
import type { Variable, VariableUse } from '../../../model/model.ts';
import type { Pair } from '../../../syntax/tree.ts';
import { message, joinSentences } from '../../../base/message.ts';
import { touches } from '../../../base/span.ts';
import type { Span } from '../../../base/span.ts';
import { bullets, code, composed, paragraphs } from '../../markdown.ts';
import type { Markdown } from '../../markdown.ts';
import { definition, docsLink, sinceText } from './phrases.ts';
import type { Hover } from '../../results.ts';
import type { HoverKind, HoverRequest } from './request.ts';
import { undefinedText } from './undefined-variable.ts';
import { comparedWithOther } from './variable-comparison.ts';
import { variableLead } from './variable-lead.ts';
import { variableNotes } from './variable-notes.ts';

/**
 * Hover on `$NAME` where it is expanded, and on declarations in ARG and ENV: the value, its origin, where it is visible, and how to
 * override it.
 */
export const hoverVariable: HoverKind = (at) => {
  const use = useAt(at);
  return use ? hoverUse(at, use) : hoverDeclaration(at);
};

/** The innermost use of a variable at the cursor. */
function useAt({ document, instruction, offset }: HoverRequest): VariableUse | undefined {
  const around = document.model.usesIn(instruction).filter((use) => touches(use, offset));
  return around.reduce<VariableUse | undefined>((inner, use) => (inner && length(inner) <= length(use) ? inner : use), undefined);
}

function hoverUse(at: HoverRequest, use: VariableUse): Hover {
  const variable = at.document.model.resolve(at.instruction, use);
  const span = { start: use.start, end: use.end };
  const modified = modifierText(at, use);
  return { span, markdown: variable ? variableText(at, variable, modified) : paragraphs(undefinedText(at, use), modified) };
}

/**
 * The documentation of a variable.
 *
 * @param modified The text about the modifier of its use.
 */
export function variableText(at: HoverRequest, variable: Variable, modified?: Markdown): Markdown {
  return paragraphs(variableLead(at, variable), modified, body(at, variable));
}

/** The maximum number of variables to list. */
const maxPairs = 5;

/** Hover on the pair at the cursor, or on all pairs if the cursor is on the keyword. */
function hoverDeclaration(at: HoverRequest): Hover | undefined {
  const { instruction, offset } = at;
  const { keyword, keywordSpan, pairs } = instruction;
  if (keyword !== 'ARG' && keyword !== 'ENV') return undefined;
  const onKeyword = touches(keywordSpan, offset);
  const chosen = onKeyword ? pairs.slice(0, maxPairs) : pairs.filter((pair) => touches(pair, offset)).slice(0, 1);
  const variables = chosen.map((pair) => declared(at, pair));
  const [pair] = chosen;
  const [variable] = variables;
  if (!pair || !variable) return undefined;
  const leads = variables.map((each) => variableLead(at, each));
  return {
    span: onKeyword ? keywordSpan : { start: pair.start, end: pair.end },
    markdown: paragraphs(definition(at, keyword), leads.length > 1 ? bullets(leads) : leads[0], body(at, variable)),
  };
}

/** The notes about a variable, and how ARG and ENV differ. */
function body(at: HoverRequest, variable: Variable): Markdown {
  const keyword = variable.inContainer ? 'env' : 'arg';
  return paragraphs(bullets(variableNotes(at, variable)), comparedWithOther(at, variable), docsLink(at, keyword));
}

/** The variable that a pair declares. An ARG without a value has the value of the global scope, which FROM sees. */
function declared({ document, instruction, stage }: HoverRequest, pair: Pair): Variable {
  const { model } = document;
  const scope = model.scopeAt(instruction);
  const isEnv = instruction.keyword === 'ENV';
  const name = isEnv ? (scope.expand(pair.name) ?? pair.name) : pair.name;
  const base = { name, pair, instruction, inContainer: isEnv };
  if (isEnv) return { ...base, origin: 'env', value: pair.value && scope.expand(pair.value), source: undefined };
  const origin = stage ? 'arg' : 'global-arg';
  const env = scope.lookup(name);
  // An ENV overrides an ARG, in whatever order they are written.
  if (env?.inContainer) return { ...base, origin, value: env.value, source: undefined };
  if (pair.value !== undefined) return { ...base, origin, value: scope.expand(pair.value), source: undefined };
  const source = stage ? model.scopeAt(stage.from).lookup(name) : scope.lookup(name);
  return { ...base, origin: source?.origin ?? origin, value: source?.value, source };
}

/** Explains a modifier such as `${NAME:-word}` and, if BuildKit expands it, its result. */
function modifierText(at: HoverRequest, use: VariableUse): Markdown | undefined {
  const facts = modifierNamed(use.modifier);
  if (!facts) return undefined;
  const { document, instruction, translate } = at;
  const reference = 'braced' in use ? use : undefined;
  const word = reference?.word ? document.text.slice(reference.word.start, reference.word.end) : wordOf(document.text, use);
  const text = translate({ text: facts.summary.text, args: { name: code(use.name), word: code(word) } });
  const expanded = reference && document.model.scopeAt(instruction).expand(document.text.slice(reference.start, reference.end));
  const result = expanded === undefined ? undefined : translate(message('Here: {value}.', { value: code(expanded) }));
  return joinSentences(composed`${code(`\${${use.name}${use.modifier}…}`)}: ${text}`, result, reference && sinceText(at, facts.since));
}

/** The word of a modifier in shell text, which the shell parser does not provide. */
function wordOf(text: string, { nameSpan, modifier, end }: VariableUse): string {
  return text.slice(nameSpan.end + modifier.length, end).replace(/\}$/, '');
}

function length({ start, end }: Span): number {
  return end - start;
}
