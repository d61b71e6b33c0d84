// Makes mutants: small changes of a source file that a test should notice.
import { parseAst } from 'vitest/node';
import { regexMutants } from './regex.mjs';

/**
 * One change of a file. `kind` names the mutator. `functions` are the numbers (see functionsOf) of the functions that contain it; empty
 * for code that runs when the module is loaded, like tables.
 * @typedef {{ file: string, start: number, end: number, text: string, kind: string, function: number | undefined }} Mutant
 */

/** Properties with texts for people and sources: no behavior depends on them, and their wording is not tested. */
const prose = new Set(
  'messages summary title description text why reason label detail source url read date documentation mayChange since'.split(' '),
);
const metadata = new Set('id category severity fix aliases since summary mayChange messages on'.split(' '));
const comparisons = { '===': '!==', '!==': '===', '<': '<=', '<=': '<', '>': '>=', '>=': '>' };
const arithmetic = { '+': '-', '-': '+', '*': '/', '/': '*', '%': '*' };
/** Methods whose call is replaced with the value it is called on. */
const removable = new Set(
  'filter trim trimStart trimEnd toLowerCase toUpperCase slice sort toSorted reverse toReversed replace replaceAll flat'.split(' '),
);
const swapped = { some: 'every', every: 'some', startsWith: 'endsWith', endsWith: 'startsWith', indexOf: 'lastIndexOf', lastIndexOf: 'indexOf', find: 'findLast', findLast: 'find', min: 'max', max: 'min' }; // prettier-ignore
const isFunction = (node) => /^(ArrowFunctionExpression|FunctionDeclaration|FunctionExpression)$/.test(node.type);

/** The functions of a file in the order of their start: `[start, end]` of each one, and of its body. */
export function functionsOf(text) {
  const all = [];
  walk(parseAst(text, { lang: 'ts' }), (node) => {
    if (isFunction(node) && node.body) all.push({ start: node.start, end: node.end, body: node.body });
  });
  return all.toSorted((a, b) => a.start - b.start);
}

/**
 * All mutants of a file.
 * @param {string} file @param {string} text
 * @returns {Mutant[]}
 */
export function mutantsOf(file, text) {
  /** @type {Mutant[]} */
  const mutants = [];
  const functions = functionsOf(text);
  const add = (kind, { start, end }, replacement) => {
    if (text.slice(start, end) === replacement) return;
    const inside = functions.findLastIndex((each) => each.start <= start && end <= each.end);
    mutants.push({ file, start, end, text: replacement, kind, function: inside < 0 ? undefined : inside });
  };
  walk(parseAst(text, { lang: 'ts' }), (node, parents) => mutate(node, parents, text, add));
  return mutants;
}

function mutate(node, parents, text, add) {
  const parent = parents.at(-1);
  const source = (each) => text.slice(each.start, each.end);
  const inTable = !parents.some(isFunction);
  switch (node.type) {
    case 'IfStatement':
    case 'ConditionalExpression':
      for (const value of ['true', 'false']) add('condition', node.test, value);
      break;
    case 'LogicalExpression':
      add('logical', node, source(node.left));
      if (node.operator === '??') break;
      add('logical', node, source(node.right));
      add('logical', between(node, text), node.operator === '&&' ? '||' : '&&');
      break;
    case 'BinaryExpression': {
      const other = comparisons[node.operator] ?? (isNumeric(node) ? arithmetic[node.operator] : undefined);
      if (other) add('operator', between(node, text), other);
      break;
    }
    case 'UnaryExpression':
      if (node.operator === '!') add('negation', node, source(node.argument));
      break;
    case 'CallExpression':
      mutateCall(node, source, add);
      break;
    case 'ExpressionStatement':
      if (node.expression.type !== 'Literal' && node.expression.type !== 'YieldExpression') add('statement', node, ';');
      break;
    case 'ContinueStatement':
    case 'BreakStatement':
      if (parent.type !== 'SwitchCase') add('exit', node, ';');
      break;
    case 'ReturnStatement':
      if (parents.at(-2) && !isFunction(parents.at(-2)) && parent.type !== 'SwitchCase') add('exit', node, ';');
      break;
    case 'ArrayExpression':
      if (
        inTable ? parent.type !== 'ArrayExpression' || node.elements.length > 2 : node.elements.every((each) => each?.type === 'Literal')
      ) {
        for (const each of node.elements) if (each) add('row', withComma(each, text), '');
      }
      break;
    case 'ObjectExpression':
      if (!inTable || isRule(parent)) break;
      for (const each of node.properties) if (!each.key || !prose.has(nameOf(each.key))) add('row', withComma(each, text), '');
      break;
    case 'TemplateLiteral':
      if (node.expressions.length === 0 && inTable) mutateWords(node, node.quasis[0].value.cooked, text, add);
      break;
    case 'Literal':
      mutateLiteral(node, parent, { inTable, text }, add);
  }
}

function mutateCall(node, source, add) {
  const { callee } = node;
  if (callee.type !== 'MemberExpression' || callee.computed) return;
  const { name } = callee.property;
  if (removable.has(name)) add('call', node, source(callee.object));
  if (Object.hasOwn(swapped, name)) add('call', callee.property, swapped[name]);
}

function mutateLiteral(node, parent, { inTable, text }, add) {
  if (node.regex) {
    for (const { start, end, text: replacement } of regexMutants(node.regex))
      add('regex', { start: node.start + start, end: node.start + end }, replacement);
  } else if (typeof node.value === 'number') {
    add('number', node, String(node.value + 1));
  } else if (typeof node.value === 'boolean') {
    add('boolean', node, String(!node.value));
  } else if (typeof node.value === 'string') {
    if (inTable && mutateWords(node, node.value, text, add)) return;
    const isKey = parent.type === 'Property' && parent.key === node;
    // An element of a table is removed as a row; a comparison with a string is negated.
    if (
      isKey ||
      (inTable && parent.type === 'ArrayExpression') ||
      parent.type === 'BinaryExpression' ||
      /^(Import|Export)/.test(parent.type)
    )
      return;
    add('string', node, node.value === '' ? "'~'" : inTable ? `'${'~'}' + ${text.slice(node.start, node.end)}` : "''");
  }
}

/** Removes one word after the other from a list of words in a string. False if it is not a list of words. */
function mutateWords(node, value, text, add) {
  const words = value.split(/\s+/).filter(Boolean);
  if (words.length < 2 || /[.,;!?]\s|[.!?]$|["'{}]/.test(value) || /^[A-Z]\w+ [a-z]/.test(value)) return false;
  const raw = text.slice(node.start + 1, node.end - 1);
  for (const match of raw.matchAll(/\S+\s*/g)) {
    const start = node.start + 1 + match.index;
    add('row', { start, end: start + match[0].length }, '');
  }
  return true;
}

/** Calls `visit` for each expression and statement, not for types, imports and texts for people. */
function walk(node, visit, parents = []) {
  if (!node || typeof node.type !== 'string') return;
  if (/^(Import|ExportAll)/.test(node.type) || (node.type.startsWith('TS') && !('expression' in node)) || node.type === 'ThrowStatement')
    return;
  const skipped = node.type === 'CallExpression' && /^message$|Message$/.test(node.callee.name ?? '') ? 'arguments' : undefined;
  visit(node, parents);
  parents.push(node);
  for (const [key, value] of Object.entries(node)) {
    if (key === skipped || key === 'typeAnnotation' || key === 'returnType' || key === 'typeArguments' || key === 'typeParameters')
      continue;
    if (node.type.startsWith('TS') && key !== 'expression') continue;
    for (const child of Array.isArray(value) ? value : [value]) {
      if (!child || typeof child !== 'object') continue;
      if (child.type === 'Property' && (prose.has(nameOf(child.key)) || (isRule(parents.at(-2)) && metadata.has(nameOf(child.key))))) {
        if (nameOf(child.key) !== 'on') continue;
      }
      walk(child, visit, parents);
    }
  }
  parents.pop();
}

const isRule = (node) => node?.type === 'CallExpression' && node.callee.name === 'defineRule';
const nameOf = (key) => key?.name ?? key?.value;
const isNumeric = ({ left, right }) => ![left, right].some((each) => each.type === 'TemplateLiteral' || typeof each.value === 'string' || (each.type === 'BinaryExpression' && !isNumeric(each))); // prettier-ignore

/** The operator between the two sides of an expression. */
function between({ left, right, operator }, text) {
  const start = text.indexOf(operator, left.end);
  return start < right.start ? { start, end: start + operator.length } : { start: left.end, end: left.end };
}

/** An element with the comma after it, so that no hole is left. */
function withComma({ start, end }, text) {
  const comma = /^\s*,/.exec(text.slice(end));
  return { start, end: end + (comma?.[0].length ?? 0) };
}
