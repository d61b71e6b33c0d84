import type { ExtensionKind } from '../knowledge/shell-dialects.ts';
import type { SyntaxNode } from './unbash.ts';

const byType: Partial<Record<SyntaxNode['type'], ExtensionKind>> = {
  TestCommand: 'double-brackets',
  ArithmeticCommand: 'arithmetic-command',
  ArithmeticFor: 'arithmetic-for',
  Select: 'select',
  Coproc: 'coproc',
  ProcessSubstitution: 'process-substitution',
  AnsiCQuoted: 'ansi-quote',
  LocaleString: 'locale-quote',
  BraceExpansion: 'brace-expansion',
  ExtendedGlob: 'extended-glob',
  ArrayValue: 'array',
  HereString: 'here-string',
};

/** The extension that a node of the tree is, apart from what is in it. Undefined for one that POSIX has too. */
export function extensionOf(node: SyntaxNode): ExtensionKind | undefined {
  switch (node.type) {
    case 'ParameterExpansion':
      if (node.index) return 'array';
      if (node.prefix === '!') return 'indirection';
      return node.operation && byOperation[node.operation.type];
    case 'Redirect':
      return node.operator.startsWith('&>') || (node.operator === '>&' && node.target && !/^(?:\d+|-)$|^\$/.test(node.target.text))
        ? 'both-outputs'
        : undefined;
    case 'Pipeline':
      return node.operators.includes('|&') ? 'pipe-both' : undefined;
    case 'Assignment':
      return node.append ? 'append' : node.index ? 'array' : undefined;
    default:
      return byType[node.type];
  }
}

const byOperation: Partial<Record<string, ExtensionKind>> = {
  Replace: 'replacement',
  Slice: 'substring',
  CaseModification: 'case-change',
  Transform: 'transformation',
  Names: 'indirection',
};
